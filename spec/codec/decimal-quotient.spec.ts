import { divideDecimal } from '../../lib/codec/decimal-quotient.js'

describe('a decimal divided by an integer', () => {
  it.each([
    ['8.35', 3n, '2.7833333333333333333333333333333333'],
    ['-8.35', 3n, '-2.7833333333333333333333333333333333'],
    ['10', 4n, '2.5'],
    ['10', 5n, '2'],
    ['1.10', 1n, '1.10'],
    ['2.20', 2n, '1.10'],
    ['2.25', 2n, '1.125'],
    ['0', 7n, '0'],
    ['0.00', 7n, '0.00'],
    ['2', 3n, '0.6666666666666666666666666666666667'],
    ['1E+30', 8n, '1.25E+29'],
    ['1', 1000000n, '0.000001'],
    ['123456789012345678901234567890123456789.5', 1n, '123456789012345678901234567890123456789.5'],
  ])('%s / %s = %s', (dividend, divisor, expected) => {
    expect(divideDecimal(dividend, divisor)).toBe(expected)
  })

  it('rounds half to even, at the digits of a long dividend', () => {
    expect(divideDecimal('1'.repeat(41), 2n)).toBe(`${'5'.repeat(39)}6`)
    expect(divideDecimal(`${'2'.repeat(40)}1`, 2n)).toBe(`${'1'.repeat(39)}10`)
  })
})
