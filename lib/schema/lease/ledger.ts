import { consistencyCode } from '../../driver/consistency.js'
import type { Driver } from '../../driver/driver.js'
import { Uuid } from '../../driver/value-classes.js'
import type { LiveKeyspace } from '../live/live-schema.js'
import { numberCell, uuidCell } from '../live/live-cell.js'
import { objectName } from '../object-name.js'
import type { SchemaStep } from '../plan-schema.js'
import { holderName } from './acquire-lease.js'
import { controlTable } from './control-tables.js'

/** What the ledger says of a table that was seen under the lease. */
export interface LedgerTable {
  readonly id: string
  /** How often the table was made again after somebody had dropped it. */
  readonly generation: number
}

/** Tables by their names with the keyspace, as differences say them: `shop.readings`. */
export type LedgerTables = ReadonlyMap<string, LedgerTable>

const consistency = consistencyCode('QUORUM')

/**
 * What was done to the schema of a keyspace: for people who wonder, and for schema sync to tell a table that is not there yet
 * from one that somebody dropped.
 */
export class Ledger {
  readonly #table: string

  constructor(
    private readonly driver: Driver,
    private readonly keyspace: string,
    private readonly timeoutMs: number,
  ) {
    this.#table = controlTable(keyspace, 'cassiform_schema_ledger')
  }

  async tables(): Promise<LedgerTables> {
    const cql = `SELECT "object", "table_id", "generation" FROM ${this.#table} WHERE "kind" = 'table'`
    const { rows } = await this.#send(cql, [])
    return new Map(
      (rows ?? []).map(({ object, table_id: id, generation }) => [
        String(object),
        { id: uuidCell(id), generation: numberCell(generation) },
      ]),
    )
  }

  /** Writes down a statement that all nodes know of, under each thing that it changed. */
  async record({ cql, differences }: SchemaStep, epoch: bigint): Promise<void> {
    const insert = `INSERT INTO ${this.#table} ("kind", "object", "cql", "epoch", "applied_at", "applied_by") VALUES (?, ?, ?, ?, ?, ?)`
    for (const { kind, object } of differences) {
      await this.#send(insert, [kind, object, cql, epoch, new Date(), holderName])
    }
  }

  /**
   * Writes down the ids of tables that exist, where it does not know them: those made just now, by hand, or by an instance
   * that died before it could. A table with another id than before is of the next generation. Returns what it knows then.
   */
  async noteTables({ tables }: LiveKeyspace, names: readonly string[], known: LedgerTables): Promise<LedgerTables> {
    const update = `INSERT INTO ${this.#table} ("kind", "object", "table_id", "generation") VALUES ('table', ?, ?, ?)`
    const noted = new Map(known)
    for (const name of names) {
      const live = tables.get(name)
      const object = objectName(this.keyspace, name)
      const before = known.get(object)
      if (live === undefined || before?.id === live.id) continue
      const generation = before === undefined || before.id === '' ? 0 : before.generation + 1
      await this.#send(update, [object, Uuid.fromString(live.id), generation])
      noted.set(object, { id: live.id, generation })
    }
    return noted
  }

  #send(cql: string, values: readonly unknown[]) {
    const limits = { readTimeout: this.timeoutMs, timeoutMs: this.timeoutMs }
    return this.driver.execute(cql, values, { prepare: true, isIdempotent: true, consistency, ...limits })
  }
}
