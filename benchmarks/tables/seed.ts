import { concurrent } from 'cassandra-driver'
import type { Client } from 'cassandra-driver'
import type { BenchmarkTable } from './table.js'
import { insertInto } from './table.js'

/** Fills the tables with the rows that the cases read and change. */
export async function seed(client: Client, keyspace: string, tables: readonly BenchmarkTable[]): Promise<void> {
  for (const table of tables) {
    const rows = (table.rows?.() ?? []).map((row) => [...row])
    if (rows.length === 0) continue
    const concurrencyLevel = table.concurrency ?? 32
    await concurrent.executeConcurrent(client, insertInto(keyspace, table), rows, { concurrencyLevel })
  }
}
