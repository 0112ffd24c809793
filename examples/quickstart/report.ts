import { styleText } from 'node:util'
import { cqlLines } from './cql-lines.js'
import type { Answered } from './question.js'
import { renderTable } from './table.js'

/** Columns of the terminal that a line fills at most, besides the indent. */
const width = 96

/** A boot and the schema statements it took: `First boot: 3 schema statements`. */
export function renderBoot(name: string, schemaStatements: readonly string[]): string {
  const count = schemaStatements.length
  const summary = count === 0 ? 'no schema statement, the schema is unchanged' : `${count} schema statements`
  return block(`${name}: ${summary}`, renderCql(schemaStatements))
}

/** A question, its answer as a table, and the CQL that brought it. */
export function renderAnswer({ text, columns, rows, cql }: Answered): string {
  return block(text, [...renderTable(columns, rows), '', ...renderCql(cql)])
}

function block(title: string, lines: readonly string[]): string {
  return [styled('bold', title), ...lines.map((line) => (line === '' ? line : `  ${line}`)), ''].join('\n')
}

/** Statements in the order they were first sent, `8 × SELECT …` where one was sent more than once. */
function renderCql(statements: readonly string[]): string[] {
  const counts = new Map<string, number>()
  for (const statement of statements) counts.set(statement, (counts.get(statement) ?? 0) + 1)
  const counted = [...counts].map(([cql, times]) => (times === 1 ? cql : `${times.toLocaleString('en-US')} × ${cql}`))
  return counted.flatMap((cql) => cqlLines(cql, width)).map((line) => styled('dim', line))
}

/** Plain where nobody looks: in a pipe, or with NO_COLOR. */
function styled(style: 'bold' | 'dim', text: string): string {
  return process.stdout.isTTY && !process.env['NO_COLOR'] ? styleText(style, text) : text
}
