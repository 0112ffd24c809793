import type { Cell } from './question.js'

/** A table as lines of text: text to the left; numbers to the right, all of a column with the same decimals. */
export function renderTable(names: readonly string[], rows: readonly (readonly Cell[])[]): string[] {
  const columns = names.map((name, i) =>
    renderColumn(
      name,
      rows.map((row) => row[i] ?? ''),
    ),
  )
  const height = rows.length + 2
  return Array.from({ length: height }, (_, line) =>
    columns
      .map((column) => column[line])
      .join('  ')
      .trimEnd(),
  )
}

/** Heading, rule and cells, all of one width. */
function renderColumn(name: string, cells: readonly Cell[]): string[] {
  const numbers = cells.filter((cell) => typeof cell === 'number')
  const decimals = Math.max(0, ...numbers.map(decimalsOf))
  const texts = [name, ...cells.map((cell) => cellText(cell, decimals))]
  const width = Math.max(...texts.map((text) => text.length))
  const aligned = texts.map((text) => (numbers.length > 0 ? text.padStart(width) : text.padEnd(width)))
  return [aligned[0]!, '─'.repeat(width), ...aligned.slice(1)]
}

function decimalsOf(number: number): number {
  return String(number).split('.')[1]?.length ?? 0
}

function cellText(cell: Cell, decimals: number): string {
  if (typeof cell === 'string') return cell
  return cell.toLocaleString('en-US', { minimumFractionDigits: decimals, maximumFractionDigits: decimals })
}
