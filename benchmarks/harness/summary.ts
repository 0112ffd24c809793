import type { Width } from './benchmark-case.js'
import type { Block } from './messages.js'
import type { RoundRow } from './round.js'
import { controlLabel, floorLabel } from './side.js'
import { geometricMean, median, noiseOf, spreadOf } from './statistics.js'
import type { Spread } from './statistics.js'

/** What is measured of a side: time until a call is answered, and processor time of the client. */
export const metrics = ['latency', 'cpu'] as const
export type Metric = (typeof metrics)[number]

/** Microseconds a call. */
export type Figures = Readonly<Record<Metric, number>>

/** Ratios to the bare driver, formed within each round. */
export type Ratios = Readonly<Record<Metric, Spread>>

export interface SummaryRow {
  readonly caseName: string
  readonly width: Width
  /** Of the bare driver: median of the rounds. */
  readonly floor: Figures
  /** See `noiseOf`. */
  readonly noise: Figures
  /** By label; sides that cannot do the case are missing. */
  readonly sides: Readonly<Record<string, Ratios>>
}

/** The table: its rows, and for each side the geometric mean over them. */
export interface Summary {
  readonly rows: readonly SummaryRow[]
  readonly means: Readonly<Record<string, Ratios>>
}

/** Rounds as one table. */
export function summarise(rounds: readonly (readonly RoundRow[])[]): Summary {
  const first = rounds[0] ?? []
  const ratios = first.map((_, i) => ratiosBySide(rounds.map((rows) => rows[i]!)))
  const rows = first.map((row, i) =>
    summaryRow(
      row,
      ratios[i]!,
      rounds.map((round) => figuresOf(round[i]!, floorLabel)),
    ),
  )
  const labels = [...new Set(ratios.flatMap((bySide) => [...bySide.keys()]))]
  const means = labels.map((label) => [label, meanOver(ratios, label)] as const)
  return { rows, means: Object.fromEntries(means) }
}

/** For each side, its ratios round by round. */
type RatiosBySide = ReadonlyMap<string, readonly Figures[]>

function ratiosBySide(rounds: readonly RoundRow[]): RatiosBySide {
  const labels = [...rounds[0]!.blocks.keys()].filter((label) => label !== floorLabel)
  return new Map(
    labels.map((label) => [label, rounds.map((row) => ratio(figuresOf(row, label), figuresOf(row, floorLabel)))]),
  )
}

function summaryRow({ benchmarkCase, width }: RoundRow, ratios: RatiosBySide, floors: readonly Figures[]): SummaryRow {
  const control = ratios.get(controlLabel) ?? []
  return {
    caseName: benchmarkCase.name,
    width,
    floor: each((metric) => median(floors.map((figures) => figures[metric]))),
    noise: each((metric) => noiseOf(control.map((figures) => figures[metric]))),
    sides: Object.fromEntries([...ratios].map(([label, values]) => [label, spreads(values)])),
  }
}

/** Over the rows a side has, round by round. */
function meanOver(rows: readonly RatiosBySide[], label: string): Ratios {
  const having = rows.flatMap((bySide) => [bySide.get(label) ?? []]).filter((values) => values.length > 0)
  const rounds = having[0]!.map((_, round) =>
    each((metric) => geometricMean(having.map((values) => values[round]![metric]))),
  )
  return spreads(rounds)
}

/**
 * The figures of one side, row and round. One at a time: the median call. Together: the block divided by its calls,
 * the inverse of throughput. Processor time always over all calls: collecting garbage is part of the price.
 */
function figuresOf({ blocks, width }: RoundRow, label: string): Figures {
  const own = blocks.get(label) ?? []
  const calls = sum(own, (block) => block.calls)
  return {
    latency: width === 1 ? median(own.flatMap((block) => block.latencies)) : sum(own, (block) => block.wall) / calls,
    cpu: sum(own, (block) => block.cpu) / calls,
  }
}

function ratio(side: Figures, floor: Figures): Figures {
  return each((metric) => side[metric] / floor[metric])
}

function spreads(values: readonly Figures[]): Ratios {
  return each((metric) => spreadOf(values.map((figures) => figures[metric])))
}

function each<T>(of: (metric: Metric) => T): Readonly<Record<Metric, T>> {
  return { latency: of('latency'), cpu: of('cpu') }
}

function sum(blocks: readonly Block[], of: (block: Block) => number): number {
  return blocks.reduce((total, block) => total + of(block), 0)
}
