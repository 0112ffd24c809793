/** A block of the printed report: a title, and below it a table, CQL or both. */
export interface Block {
  readonly title: string
  /** Cells of the table as they were printed, without the heading. */
  readonly rows: readonly (readonly string[])[]
  /** Numbers that stand before statements sent more than once. */
  readonly times: readonly number[]
}

/** Reads the report back. */
export function parseReport(output: string): Block[] {
  return output.split(/\n(?=\S)/).map((block) => {
    const [title = '', ...lines] = block.split('\n')
    const rule = lines.findIndex((line) => line.startsWith('  ─'))
    const end = lines.indexOf('', rule)
    const rows = rule < 0 ? [] : lines.slice(rule + 1, end).map((line) => line.trim().split(/ {2,}/))
    const times = lines.flatMap((line) => /^ {2}([\d,]+) × /.exec(line)?.[1] ?? []).map(numberOf)
    return { title, rows, times }
  })
}

/** `1,707` is 1707. */
export function numberOf(text: string): number {
  return Number(text.replaceAll(',', ''))
}
