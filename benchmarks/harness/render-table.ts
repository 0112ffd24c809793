import { controlLabel } from './side.js'
import type { Spread } from './statistics.js'
import type { Summary, SummaryRow } from './summary.js'
import { metrics } from './summary.js'

/**
 * The table as Markdown: a line for each case and width, two columns for each side, the means last. `isJudged`: what
 * noise does not explain is marked.
 */
export function renderTable({ rows, means }: Summary, isJudged = true): string {
  const labels = Object.keys(means)
  const head = ['case', 'in flight', 'bare driver, µs', 'its CPU, µs', ...labels.flatMap(headings)]
  const lines = rows.map((row) => [
    row.caseName,
    String(row.width),
    ...floorCells(row),
    ...labels.flatMap((label) => sideCells(row, label, isJudged)),
  ])
  const mean = [
    '**geometric mean**',
    '',
    '',
    '',
    ...labels.flatMap((label) => metrics.map((metric) => cell(means[label]![metric]))),
  ]
  return table([head, ...lines, mean])
}

function headings(label: string): readonly string[] {
  return [`${label}, latency`, `${label}, CPU`]
}

function floorCells({ floor }: SummaryRow): readonly string[] {
  return metrics.map((metric) => microseconds(floor[metric]))
}

function sideCells({ noise, sides }: SummaryRow, label: string, isJudged: boolean): readonly string[] {
  return metrics.map((metric) => {
    const ratios = sides[label]
    if (ratios === undefined) return '–'
    if (!isJudged) return cell(ratios[metric])
    return label === controlLabel
      ? `${cell(ratios[metric])}, noise ${percent(noise[metric])}`
      : judged(ratios[metric], noise[metric])
  })
}

/** Marked where noise does not explain it. */
function judged(spread: Spread, noise: number): string {
  const mark = spread.median > noise ? ' ▲' : spread.median < 1 / noise ? ' ▽' : ''
  return `${cell(spread)}${mark}`
}

function cell({ median, min, max }: Spread): string {
  return `**${median.toFixed(2)}** (${min.toFixed(2)}–${max.toFixed(2)})`
}

function percent(noise: number): string {
  return `±${((noise - 1) * 100).toFixed(0)} %`
}

function microseconds(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3)
}

function table([head, ...lines]: readonly (readonly string[])[]): string {
  const rule = head!.map((_, column) => (column === 0 ? '---' : '---:'))
  return [head!, rule, ...lines].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

/** How to read the table. */
export const legend = [
  'Ratios to the bare driver: median of the rounds (smallest–largest). ▲ above, ▽ below what noise explains.',
  'Latency: one at a time the median call, in flight wall time divided by calls. CPU: user and system time of the client',
  'process divided by calls. Noise: how far the control, the bare driver a second time, was off in any round.',
].join('\n')

/** What the short form shows. */
export const shortLegend = [
  'Every case ran, and every side that can do it gave the same answer. So few calls show nothing of their price:',
  'run it without --quick, or one case of it.',
].join('\n')
