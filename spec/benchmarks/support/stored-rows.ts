import { types } from 'cassandra-driver'
import { tablesOf } from '../../../benchmarks/tables/schema.js'
import type { BenchmarkTable } from '../../../benchmarks/tables/table.js'

type Row = Readonly<Record<string, unknown>>

/** Cells by type as the driver gives them, of values as the tables write them. */
const cellOf: Readonly<Record<string, (value: string) => unknown>> = {
  uuid: (value) => types.Uuid.fromString(value),
  timeuuid: (value) => types.TimeUuid.fromString(value),
}

function rowOf({ columns }: BenchmarkTable, values: readonly unknown[]): Row {
  const cells = Object.entries(columns).map(([column, type], i) => {
    const value = values[i] ?? null
    return [column, typeof value === 'string' ? (cellOf[type]?.(value) ?? value) : value] as const
  })
  return Object.fromEntries(cells)
}

/** One row of each table that has rows at the start, by the table's name. */
const rows: ReadonlyMap<string, Row> = new Map(
  tablesOf('5.0.0').flatMap((table) => {
    const [first] = table.rows?.() ?? []
    return first === undefined ? [] : [[table.name, rowOf(table, first)] as const]
  }),
)

/** What a server might answer to a statement: a condition holds, a count is 1, of a table its first row. */
export function storedRows(cql: string): readonly Row[] {
  if (/ IF /.test(cql)) return [{ '[applied]': true }]
  if (!cql.startsWith('SELECT')) return []
  if (/^SELECT (count|sum)\(/i.test(cql)) return [{ count: 1n, sum: 1, total: 1 }]
  const [, table = ''] = /FROM "?\w+"?\."?(\w+)"?/.exec(cql) ?? []
  const row = rows.get(table)
  return row === undefined ? [] : [row]
}
