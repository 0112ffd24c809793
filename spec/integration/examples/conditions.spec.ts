import { questions } from '../../../examples/conditions/questions.js'
import { runExample } from './support/run-example.js'
import type { PrintedExample } from './support/run-example.js'

jest.setTimeout(120_000)

let example: PrintedExample

beforeAll(async () => {
  example = await runExample('conditions')
})

/** Rows below the question of a number, each on one line. */
const rowsOf = (number: number) => example.blocks[number + 1]!.rows.map((cells) => cells.join(' '))

describe('the conditions example, once built', () => {
  it('prints every question in its order, and cleans up', () => {
    const titles = example.blocks.map(({ title }) => title)
    expect(titles.slice(1)).toEqual([
      'Boot: 10 schema statements',
      ...questions.map(({ text }, i) => `${i + 1}. ${text}`),
      expect.stringMatching(/^Keyspace conditions_\w+ is dropped\.$/),
    ])
  })

  it('is answered by the server', () => {
    expect(questions.map((_, i) => rowsOf(i + 1))).toEqual([
      ['YRK 08:12 3 Leeds', 'YRK 08:12 5 Newcastle', 'YRK 08:40 9 Leeds'],
      ['YRK 08:12 5 Newcastle', 'YRK 08:40 9 Leeds'],
      ['– 5', '09:00 1'],
      ['NCL 08:25 2 York', 'YRK 08:40 9 Leeds', 'LDS 08:33 8 Leicester'],
      ['lower LDS LEI', 'upper YRK NCL'],
      ['YRK 08:12 3 Leeds', 'YRK 08:40 9 Leeds'],
      ['YRK 07:58 3 Newcastle', 'YRK 08:40 9 Leeds'],
      ['YRK 08:12 5 Newcastle', 'LDS 08:33 8 Leicester'],
      ['LDS Leeds', 'LEI Leicester'],
      ['The 08:12 to Leeds is late.'],
    ])
  })

  it.each([
    '("at", "platform") > (?, ?)',
    '3 × SELECT "station", "day"',
    'token("code") > ? AND token("code") <= ?',
    '"calls" CONTAINS ?',
    '"seats" CONTAINS KEY ?',
    '"seats"[?] = ?',
    '"name" LIKE ?',
    '"id" >= minTimeuuid(?)',
  ])('sends %s', (cql) => {
    expect(example.output.replaceAll(/\s+/g, ' ')).toContain(cql)
  })
})
