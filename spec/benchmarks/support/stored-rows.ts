import { types } from 'cassandra-driver'
import { tablesOf } from '../../../benchmarks/tables/schema.js'
import type { BenchmarkTable } from '../../../benchmarks/tables/table.js'

type Row = Readonly<Record<string, unknown>>

/** A cell as the driver gives it, of a value as the tables write it. */
function cellOf(type: string, value: unknown): unknown {
  if (value instanceof Float32Array) return new types.Vector(value, 'float')
  if (typeof value !== 'string') return value ?? null
  if (type === 'uuid') return types.Uuid.fromString(value)
  return type === 'timeuuid' ? types.TimeUuid.fromString(value) : value
}

function rowOf({ columns }: BenchmarkTable, values: readonly unknown[]): Row {
  return Object.fromEntries(Object.entries(columns).map(([column, type], i) => [column, cellOf(type, values[i])]))
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
  if (/^SELECT (count|sum)\(/i.test(cql)) return [{ count: 1n, figure: 1 }]
  const [, table = ''] = /FROM "?\w+"?\."?(\w+)"?/.exec(cql) ?? []
  const row = rows.get(table)
  return row === undefined ? [] : [row]
}
