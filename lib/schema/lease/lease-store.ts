import { consistencyCode, serialConsistencyCode } from '../../driver/consistency.js'
import type { Driver, DriverRow } from '../../driver/driver.js'
import { isRefusedRequest } from '../../driver/refused-request.js'
import { Uuid } from '../../driver/value-classes.js'
import { textCell, uuidCell } from '../live/live-cell.js'
import { controlTable } from './control-tables.js'

/** What the row of the lease says. */
export interface LeaseRow {
  /** The lease that is held, in lower case; empty where none is. */
  readonly owner: string
  /** Who holds it, for people: host name and process. */
  readonly holder: string
  /** How often it was taken. */
  readonly epoch: bigint
  /** Until it expires unless it is renewed, by the clock of a replica; undefined if it never does, as one written by hand. */
  readonly secondsLeft: number | undefined
}

/** A lease that one instance wants or has. */
export interface LeaseClaim {
  /** New for each attempt, so that a look at the row decides what became of it. */
  readonly owner: string
  readonly holder: string
  /** What it lasts for if nobody renews it. */
  readonly seconds: number
}

const serialConsistency = serialConsistencyCode('SERIAL')
const quorum = consistencyCode('QUORUM')
const serialRead = consistencyCode('SERIAL')

/**
 * The lease of one keyspace: a row whose owner expires. Taken, renewed and given back by lightweight transactions of SERIAL
 * and QUORUM, never sent twice. What a failed one came to, a read at SERIAL decides, which first finishes what was begun.
 */
export class LeaseStore {
  /** The table with its keyspace, as CQL. */
  readonly table: string

  constructor(
    private readonly driver: Driver,
    keyspace: string,
    private readonly timeoutMs: number,
  ) {
    this.table = controlTable(keyspace, 'cassiform_schema_lock')
  }

  /** What a quorum of replicas says, without a round of Paxos: for those who wait. */
  read(): Promise<LeaseRow> {
    return this.#read(quorum)
  }

  /**
   * Whether it is now held under this claim: nobody held it, and the epoch was still `epoch`. Both cells of one row, the
   * epoch without a time to live.
   */
  take({ owner, holder, seconds }: LeaseClaim, epoch: bigint): Promise<boolean> {
    const cql =
      `BEGIN BATCH UPDATE ${this.table} USING TTL ? SET "owner" = ?, "holder" = ? WHERE "scope" = 'schema' IF "owner" = null; ` +
      `UPDATE ${this.table} SET "epoch" = ? WHERE "scope" = 'schema' IF "epoch" = ? APPLY BATCH`
    const before = epoch === 0n ? null : epoch
    return this.#decide(owner, cql, [seconds, Uuid.fromString(owner), holder, epoch + 1n, before])
  }

  /** Whether it is still held, and now for as long again. */
  renew({ owner, holder, seconds }: LeaseClaim): Promise<boolean> {
    const id = Uuid.fromString(owner)
    const cql = `UPDATE ${this.table} USING TTL ? SET "owner" = ?, "holder" = ? WHERE "scope" = 'schema' IF "owner" = ?`
    return this.#decide(owner, cql, [seconds, id, holder, id])
  }

  /** Gives it back if it is still held. */
  async giveBack({ owner }: LeaseClaim): Promise<void> {
    const cql = `DELETE "owner", "holder" FROM ${this.table} WHERE "scope" = 'schema' IF "owner" = ?`
    await this.#send(cql, [Uuid.fromString(owner)])
  }

  async #decide(owner: string, cql: string, values: readonly unknown[]): Promise<boolean> {
    try {
      return await this.#send(cql, values)
    } catch (failure) {
      if (isRefusedRequest(failure)) throw failure
      const row = await this.#read(serialRead).catch(() => undefined)
      if (row === undefined) throw failure
      return row.owner === owner
    }
  }

  async #send(cql: string, values: readonly unknown[]): Promise<boolean> {
    const options = { prepare: true, isIdempotent: false, consistency: quorum, serialConsistency, ...this.#limits }
    const { rows } = await this.driver.execute(cql, values, options)
    return rows?.[0]?.['[applied]'] === true
  }

  async #read(consistency: number): Promise<LeaseRow> {
    const cql = `SELECT "owner", "holder", "epoch", TTL("owner") AS "left" FROM ${this.table} WHERE "scope" = 'schema'`
    const options = { prepare: true, isIdempotent: true, isRead: true, consistency, ...this.#limits }
    const { rows } = await this.driver.execute(cql, [], options)
    return rowOf(rows?.[0] ?? {})
  }

  get #limits() {
    return { readTimeout: this.timeoutMs, timeoutMs: this.timeoutMs }
  }
}

function rowOf({ owner, holder, epoch, left }: DriverRow): LeaseRow {
  const times = typeof epoch === 'bigint' ? epoch : 0n
  return {
    owner: uuidCell(owner),
    holder: textCell(holder),
    epoch: times,
    secondsLeft: typeof left === 'number' ? left : undefined,
  }
}
