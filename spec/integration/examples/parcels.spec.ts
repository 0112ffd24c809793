import { runExample } from './support/run-example.js'
import type { PrintedExample } from './support/run-example.js'

jest.setTimeout(120_000)

let example: PrintedExample

beforeAll(async () => {
  example = await runExample('parcels')
})

const rowsOf = (number: number) => example.rowsOf(number)

describe('the parcels example, once built', () => {
  it('creates one table with the columns of every class, and one for the status', () => {
    const boot = example.output.slice(0, example.output.indexOf('1. ')).replaceAll(/\s+/g, ' ')
    expect(boot).toContain('Boot: 5 schema statements')
    expect(boot).toContain(
      '("parcel" text, "at" timestamp, "kind" text, "depot" text, "belt" int, "reason" text, "minutes" int, "recipient" text, "neighbours" set<text>, PRIMARY KEY',
    )
  })

  it('writes and reads objects of their classes', () => {
    expect(rowsOf(1).map(([name, kind]) => [name, kind])).toEqual([
      ['Scanned', 'scanned'],
      ['Delayed', 'delayed'],
      ['Scanned', 'scanned'],
      ['Delivered', 'delivered'],
      ['Delayed', 'delayed'],
    ])
    expect(rowsOf(2)).toEqual([
      ['15:20', 'Delivered', 'signed for by Ada Quay'],
      ['12:05', 'Delayed', 'held up in Hull until 12:25: traffic'],
      ['11:30', 'Scanned', 'on belt 12 in Hull'],
      ['07:00', 'Delayed', 'held up in Leeds until 07:45: snow'],
      ['06:10', 'Scanned', 'on belt 4 in Leeds'],
    ])
  })

  it('reads rows of one class where that is what is asked for', () => {
    expect(rowsOf(3)[0]).toEqual(['12:05', 'Delayed', 'held up in Hull until 12:25: traffic'])
    expect(rowsOf(3)[1]!.at(-1)).toBe('2 delays')
    expect(example.output.replaceAll(/\s+/g, ' ')).toContain(
      'WHERE "parcel" = ? AND "kind" = ? LIMIT ? ALLOW FILTERING',
    )
  })

  it('tells those who listen', () => {
    expect(rowsOf(4)).toEqual([['Bob Mill', '12 Quay']])
    expect(rowsOf(5)).toEqual([['JD0146', 'signed for by Ada Quay']])
    expect(rowsOf(6)).toEqual([
      ['delete all delays', 'E_DISCRIMINATOR'],
      ['a scan that says it is a delay', 'E_DISCRIMINATOR'],
      ['a delivery that nobody signed for', 'Error: Nobody has signed for the parcel.'],
    ])
  })
})
