import type { Question } from '../../../examples/quickstart/question.js'
import { outcomes } from '../../../examples/raw-cql/outcomes.js'
import { builder, explained, names, text, values } from '../../../examples/raw-cql/statements.js'
import { runExample } from './support/run-example.js'
import type { PrintedExample } from './support/run-example.js'

jest.setTimeout(120_000)

let example: PrintedExample

beforeAll(async () => {
  example = await runExample('raw-cql')
})

const printed = (question: Question) => example.rowsBelow(question)

describe('the raw CQL example, once built', () => {
  it('binds values and tells rows as find does', () => {
    expect(printed(values)).toEqual([
      ['2', '1800 g', "Set(2) { 'fragile', 'this side up' }"],
      ['3', '1200 g', "Set(1) { 'books' }"],
    ])
    expect(example.output.replaceAll(/\s+/g, ' ')).toContain('WHERE depot = ? AND grams > ? ALLOW FILTERING')
  })

  it('has names, parts, and markers with names', () => {
    expect(printed(names)).toEqual([['Leeds', '250 g', '1800 g']])
    expect(example.output.replaceAll(/\s+/g, ' ')).toContain('min("grams") AS least, max("grams") AS most')
    expect(printed(text)).toEqual([['Parcel', 'Hull 2, 4000 g']])
  })

  it('builds reads step by step', () => {
    expect(printed(builder)).toEqual([
      ['first', '1, 2'],
      ['last', '3, 2'],
    ])
  })

  it('explains without sending', () => {
    expect(printed(explained).map(([call, , isSentTwice]) => [call, isSentTwice])).toEqual([
      ['createQueryBuilder()', 'yes'],
      ['delete()', 'yes'],
      ['db.cql, reading', 'yes'],
      ['db.cql, writing', 'no'],
    ])
  })

  it('says what became of each statement', () => {
    expect(printed(outcomes).map(([outcome, code]) => [outcome, code])).toEqual([
      ['not_sent', 'E_VALUE'],
      ['not_sent', 'E_OPTION'],
      ['rejected', 'E_UNAVAILABLE'],
      ['rejected', 'E_QUERY'],
      ['unknown', 'E_ABORTED'],
    ])
  })
})
