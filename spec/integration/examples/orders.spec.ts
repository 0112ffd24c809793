import { numberOf } from './support/parse-report.js'
import { runExample } from './support/run-example.js'
import type { PrintedExample } from './support/run-example.js'

jest.setTimeout(120_000)

let example: PrintedExample

beforeAll(async () => {
  example = await runExample('orders')
})

const rowsOf = (number: number) => example.rowsOf(number)

describe('the example of batches and bulk writes, once built', () => {
  it('keeps two tables in step by logged batches', () => {
    expect(rowsOf(1)).toEqual([
      ['orders', 'placed', 'shipped'],
      ['orders_by_day', 'placed', 'shipped'],
    ])
  })

  it('takes all articles or none, and says what is left', () => {
    expect(rowsOf(2)).toEqual([
      ['1', 'true', 'taken'],
      ['2', 'false', 'left: desk 7, lamp 2'],
    ])
  })

  it('imports all lines but those that are none, and says how far it is', () => {
    const rows = rowsOf(3)
    expect(rows.at(-1)!.slice(0, 3)).toEqual(['all', '4,998', '2'])
    const putAside = rows.filter((row) => row.some((cell) => cell.endsWith('E_VALUE')))
    expect(putAside.map((row) => row.join(' ').replaceAll(/\s+/g, ' '))).toEqual([
      expect.stringMatching(/^1,234 .*day: E_VALUE$/),
      expect.stringMatching(/^4,321 .*number: E_VALUE$/),
    ])
    expect(rows.filter((row) => numberOf(row[0] ?? '') !== 1234).length).toBeGreaterThan(4)
  })

  it('cleans up', () => {
    expect(example.blocks.at(-1)!.title).toMatch(/^Keyspace orders_\w+ is dropped\.$/)
  })
})
