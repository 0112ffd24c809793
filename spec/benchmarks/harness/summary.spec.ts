import { defineCase } from '../../../benchmarks/harness/benchmark-case.js'
import type { Block } from '../../../benchmarks/harness/messages.js'
import { renderTable } from '../../../benchmarks/harness/render-table.js'
import type { RoundRow } from '../../../benchmarks/harness/round.js'
import { summarise } from '../../../benchmarks/harness/summary.js'
import { missesOf } from '../../../benchmarks/harness/target-check.js'

const benchmarkCase = defineCase({
  name: 'get by key',
  uses: ['getProduct'],
  requests: 1,
  call: () => Promise.resolve(),
  answer: () => Promise.resolve(),
})

/** Blocks of ten calls that each cost the same. */
const block = (latency: number, cpu: number): Block => ({
  calls: 10,
  latencies: Array.from({ length: 10 }, () => latency),
  wall: latency * 10,
  cpu: cpu * 10,
})

type Costs = Readonly<Record<string, readonly [latency: number, cpu: number]>>

const row = (width: 1 | 64, costs: Costs): RoundRow => ({
  benchmarkCase,
  width,
  blocks: new Map(Object.entries(costs).map(([label, [latency, cpu]]) => [label, [block(latency, cpu)]])),
})

const summary = summarise([
  [row(1, { 'bare driver': [200, 50], control: [220, 50], repository: [200, 60] })],
  [row(1, { 'bare driver': [100, 40], control: [100, 44], repository: [110, 44] })],
  [row(1, { 'bare driver': [100, 40], control: [80, 40], repository: [104, 48] })],
])

describe('summarise', () => {
  it('forms ratios within a round, and takes the median of the rounds', () => {
    const [first] = summary.rows
    expect(first!.floor).toEqual({ latency: 100, cpu: 40 })
    expect(first!.sides.repository).toEqual({
      latency: { median: 1.04, min: 1, max: 1.1 },
      cpu: { median: 1.2, min: 1.1, max: 1.2 },
    })
  })

  it('takes the noise from the control', () => {
    expect(summary.rows[0]!.noise.latency).toBeCloseTo(1.25)
    expect(summary.rows[0]!.noise.cpu).toBeCloseTo(1.1)
  })

  it('averages over the rows by geometric mean', () => {
    const rows = [
      row(1, { 'bare driver': [100, 10], control: [100, 10], repository: [50, 10] }),
      row(64, { 'bare driver': [100, 10], control: [100, 10], repository: [200, 40] }),
    ]
    const { means } = summarise([rows])
    expect(means.repository!.latency.median).toBeCloseTo(1)
    expect(means.repository!.cpu.median).toBeCloseTo(2)
  })

  it('leaves a side out of rows it has no blocks for', () => {
    const rows = [
      row(1, { 'bare driver': [100, 10], control: [100, 10], mapper: [110, 11] }),
      row(64, { 'bare driver': [100, 10], control: [100, 10] }),
    ]
    const { means, rows: rendered } = summarise([rows])
    expect(rendered[1]!.sides.mapper).toBeUndefined()
    expect(means.mapper!.latency.median).toBeCloseTo(1.1)
  })
})

describe('missesOf', () => {
  it('names a mean above the target and rows that noise does not explain', () => {
    expect(missesOf(summary, 'repository')).toEqual([
      'mean cpu of repository: 1.200, above 1.03',
      "cpu of 'get by key', 1 in flight: 1.200, above the noise of 1.100",
    ])
  })

  it('wants means that are not above those of the mapper', () => {
    const rows = [row(1, { 'bare driver': [100, 10], control: [110, 11], mapper: [100, 10.1], repository: [101, 10] })]
    expect(missesOf(summarise([rows]), 'repository')).toEqual([
      "mean latency of repository: 1.010, above the mapper's 1.000",
    ])
  })

  it('wants ten rows deleted in two thirds of the time of the mapper', () => {
    const deleting = (mapper: number): RoundRow => ({
      ...row(64, { 'bare driver': [100, 10], control: [110, 11], mapper: [mapper, 12], repository: [100, 10] }),
      benchmarkCase: { ...benchmarkCase, name: 'delete 10' },
    })
    expect(missesOf(summarise([[deleting(150)]]), 'repository')).toEqual([])
    expect(missesOf(summarise([[deleting(149)]]), 'repository')).toEqual([
      "'delete 10', 64 in flight: 1.49 times as fast as the mapper, not 1.5 times",
    ])
  })

  it('finds nothing wrong with the control', () => {
    expect(missesOf(summary, 'control')).toEqual([])
  })
})

describe('renderTable', () => {
  it('marks nothing and says nothing of noise in the short form', () => {
    const text = renderTable(summary, false)
    expect(text).toContain('| **1.20** (1.10–1.20) |')
    expect(text).not.toMatch(/▲|▽|noise/)
  })

  it('is Markdown: a line for each row, ratios with their spread, what noise does not explain marked', () => {
    expect(renderTable(summary)).toMatchInlineSnapshot(`
     "| case | in flight | bare driver, µs | its CPU, µs | control, latency | control, CPU | repository, latency | repository, CPU |
     | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
     | get by key | 1 | 100 | 40.0 | **1.00** (0.80–1.10), noise ±25 % | **1.00** (1.00–1.10), noise ±10 % | **1.04** (1.00–1.10) | **1.20** (1.10–1.20) ▲ |
     | **geometric mean** |  |  |  | **1.00** (0.80–1.10) | **1.00** (1.00–1.10) | **1.04** (1.00–1.10) | **1.20** (1.10–1.20) |"
    `)
  })

  it('shows a dash where a side cannot do a case', () => {
    const rows = [
      row(1, { 'bare driver': [100, 10], control: [100, 10], mapper: [110, 11] }),
      row(64, { 'bare driver': [100, 10], control: [100, 10] }),
    ]
    const lines = renderTable(summarise([rows])).split('\n')
    expect(lines.find((line) => line.includes('| 64 |'))).toMatch(/\| – \| – \|$/)
  })
})
