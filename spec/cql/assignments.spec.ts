import { RemoveAt, SetAt } from '../../lib/index.js'
import { errorOf } from '../support/error-of.js'

describe('an index in a list', () => {
  it.each([-1, 1.5, Number.NaN, 2 ** 31, '0', null, undefined])('is an integer, 0 or more; not %p', async (index) => {
    const words = 'takes the index of an element: an integer, 0 or more.'
    const hint = 'The first element has index 0; no index counts from the end.'
    const set = await errorOf(() => SetAt(index as number, 'a'))
    expect(set).toMatchObject({ code: 'E_OPERAND', outcome: 'not_sent' })
    expect(set.message).toBe(`SetAt() ${words} ${hint}`)
    expect((await errorOf(() => RemoveAt(index as number))).message).toBe(`RemoveAt() ${words} ${hint}`)
  })

  it('may be the last there can be', () => {
    expect(SetAt(2 ** 31 - 1, 'a').operand).toEqual({ index: 2 ** 31 - 1, value: 'a' })
    expect(RemoveAt(0).operand).toEqual({ index: 0 })
  })
})
