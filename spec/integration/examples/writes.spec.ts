import { runExample } from './support/run-example.js'
import type { PrintedExample } from './support/run-example.js'

jest.setTimeout(120_000)

let example: PrintedExample

beforeAll(async () => {
  example = await runExample('writes')
})

const rowsOf = (number: number) => example.rowsOf(number)

describe('the example of writes, once built', () => {
  it('changes parts of columns, and nothing else', () => {
    expect(rowsOf(1)).toEqual([
      ['Put lamp', 'articles', "Map(2) { 'desk' => 1, 'lamp' => 2 }"],
      ['Remove desk', 'articles', "Map(1) { 'lamp' => 2 }"],
      ['Add SPRING', 'vouchers', "Set(2) { 'SPRING', 'WINTER' }"],
      ['Remove WINTER', 'vouchers', "Set(1) { 'SPRING' }"],
      ['Append', 'notes', "[ 'ring once', 'gift' ]"],
      ['Prepend', 'notes', "[ 'urgent', 'ring once', 'gift' ]"],
      ['SetAt 1', 'notes', "[ 'urgent', 'ring twice', 'gift' ]"],
      ['RemoveAt 0', 'notes', "[ 'ring twice', 'gift' ]"],
      ['SetField city', 'delivery', "Delivery { street: 'Quay 1', city: 'Hull' }"],
      ['null', 'delivery', '–'],
    ])
  })

  it('saves what changed of a loaded basket, and all of a copy', () => {
    expect(rowsOf(2)).toEqual([
      ['a new one', 'INSERT of all columns'],
      ['as it was loaded', 'none'],
      ['another article', 'UPDATE SET "articles" = "articles" + ?, "articles" = "articles" - ?'],
      ['another greeting', 'UPDATE SET "greeting" = ?'],
      ['a copy', 'INSERT of all columns'],
    ])
  })

  it('deletes a row, several, a range and a partition', () => {
    expect(rowsOf(3)).toEqual([
      ['number 9', '0 1 2 3 4 5 6 7 8'],
      ['numbers 6 and 8', '0 1 2 3 4 5 7'],
      ['all below 5', '5 7'],
      ['the partition', 'none'],
    ])
  })

  it('lets cells expire, and older writes change nothing', () => {
    const [first, , last] = rowsOf(4)
    expect(first).toEqual(['at once', 'lamp', 'Good evening'])
    expect(last).toEqual(['after four seconds', '–', 'Good evening'])
  })

  it('cleans up', () => {
    expect(example.blocks.at(-1)!.title).toMatch(/^Keyspace writes_\w+ is dropped\.$/)
  })
})
