import { refusal, roundTrip } from './driver-encoding.js'

/** Inputs of which the driver alone was seen to store something else, by type (live-facts L11, node-peers 2.7). */
const refused: Readonly<Record<string, readonly unknown[]>> = {
  bigint: [2 ** 53, 2 ** 63, 1e30, 1e21, Infinity, NaN, 'abc', 1.7, '12abc', '9223372036854775808', 2n ** 63n, 'false'],
  counter: ['2x', 1.9, 2n ** 63n],
  int: [1.7, '', true, [], '1e3'],
  smallint: [1.9],
  tinyint: [1.5],
  varint: ['12abc', 1.5],
  decimal: ['abc', NaN, 1e21],
  double: ['1.5x'],
  float: [1e39],
  boolean: ['false', 'x', {}, { $gt: 1 }],
  text: ['a\ud800'],
  timestamp: [NaN, 1.5, 8640000000000001],
  date: ['2020-02-31', '2020-13-01', '2026-02-30', new Date(0)],
  time: ['garbage', 'abc'],
  inet: ['999.1.1.1', ''],
}
const exact: readonly (readonly [string, unknown, unknown])[] = [
  ['decimal', '1e400', '1E+400'],
  ['decimal', '1e5', '1E+5'],
  ['bigint', 1, 1n],
  ['map<text, int>', new Map([['a', 1]]), new Map([['a', 1]])],
  ['frozen<list<int>>', [], []],
  ['frozen<set<int>>', new Set(), new Set()],
  ['frozen<map<text, int>>', {}, new Map()],
]
const cells = Object.entries(refused).flatMap(([type, inputs]) => inputs.map((input) => [type, input] as const))

describe(`${cells.length + exact.length} cells that the driver alone gets wrong`, () => {
  it.each(cells.map(([type, input], i) => [i, type, input] as const))('%d: %s refuses it', (_, type, input) => {
    expect(refusal(type, input).cqlType).toBe(type)
  })

  it.each(exact.map((cell, i) => [i, ...cell] as const))('exact %d: %s', (_, type, input, read) => {
    expect(roundTrip(type, input)).toEqual(read)
  })

  it('are 52', () => expect(cells.length + exact.length).toBe(52))
})
