import { readEarthquakes } from '../../../examples/quickstart/read-earthquakes.js'
import { numberOf } from './support/parse-report.js'
import type { Block } from './support/parse-report.js'
import { runExample } from './support/run-example.js'
import type { PrintedExample } from './support/run-example.js'

jest.setTimeout(120_000)

const { events } = readEarthquakes()
const ofDay = events.filter(({ day }) => day === '2018-02-06')

let example: PrintedExample

beforeAll(async () => {
  example = await runExample('paging')
})

/** The block whose title begins so, and its statements on one line. */
function chapter(number: number): Block & { readonly cql: string } {
  const block = example.blocks.find(({ title }) => title.startsWith(`${number}. `))!
  const [, rest = ''] = example.output.split(`${block.title}\n`)
  return { ...block, cql: rest.split(/\n(?=\S)/)[0]!.replaceAll(/\s+/g, ' ') }
}

describe('the paging example, once built', () => {
  it('follows the pages of a day, each whole, to the end', () => {
    const { rows, times } = chapter(1)
    const sizes = rows.map((row) => Number(row[2]))
    expect(rows.map((row) => row[1])).toEqual(rows.map(() => '200'))
    expect(sizes.slice(0, -1)).toEqual(rows.slice(1).map(() => 50))
    expect(sizes.reduce((a, b) => a + b)).toBe(ofDay.length)
    expect(times).toEqual([rows.length])
  })

  it('answers every forged token with 400, and asks the server nothing', () => {
    const { rows, cql } = chapter(2)
    expect(rows).toHaveLength(5)
    expect(new Set(rows.map((row) => row.slice(1).join(' ')))).toEqual(new Set(['400 E_PAGE_TOKEN']))
    expect(cql.match(/SELECT/g)).toHaveLength(1)
    expect(cql).not.toContain('×')
  })

  it('leaves a stream when it has seen enough', () => {
    const latest = ofDay.toSorted((a, b) => Number(b.occurredAt) - Number(a.occurredAt))
    const place = latest.findIndex(({ magnitude }) => magnitude >= 6)
    const { rows, times } = chapter(3)
    expect(rows[0]!.slice(0, 2)).toEqual([String(place + 1), latest[place]!.occurredAt.toISOString()])
    expect(times).toEqual([Math.floor(place / 50) + 2])
  })

  it('counts every event once, in two runs', () => {
    const { rows } = chapter(4)
    const [, first, all] = rows.at(-1)!
    expect(numberOf(all!)).toBe(events.length)
    expect(numberOf(first!)).toBeGreaterThan(500)
    expect(numberOf(first!)).toBeLessThan(events.length)
    const counted = Object.fromEntries(
      rows.slice(0, -1).map(([range, , count]) => [parseFloat(range!), numberOf(count!)]),
    )
    const expected: Record<string, number> = {}
    for (const { magnitude } of events) expected[Math.floor(magnitude)] = (expected[Math.floor(magnitude)] ?? 0) + 1
    expect(counted).toEqual(expected)
  })

  it('cleans up', () => {
    expect(example.blocks.at(-1)!.title).toMatch(/^Keyspace paging_\w+ is dropped\.$/)
  })
})
