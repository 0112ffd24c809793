import type { DriverResult, DriverRow } from '../../../lib/driver/driver.js'
import type { Uuid } from '../../../lib/driver/value-classes.js'
import type { SentStatement } from './scripted-driver.js'

/** What a test may say of the tables of schema sync, and look at. */
export class FakeLease {
  owner: Uuid | null = null
  holder: string | null = null
  epoch: bigint | null = null
  /** Rows of the ledger by `kind object`. */
  readonly ledger = new Map<string, DriverRow>()

  /** The answer to a statement on the tables of schema sync; undefined if it is on others. */
  answer({ cql, values }: SentStatement): DriverResult | undefined {
    if (cql.startsWith('CREATE')) return undefined
    if (cql.includes('cassiform_schema_ledger')) return this.#ledger(cql, values)
    if (!cql.includes('cassiform_schema_lock')) return undefined
    if (cql.startsWith('SELECT')) return { rows: [this.#row()] }
    if (cql.startsWith('BEGIN BATCH')) {
      const [, owner, holder, epoch, before] = values
      return this.#conditional(this.owner === null && this.epoch === before, { owner, holder, epoch })
    }
    const isOwn = this.owner !== null && this.owner.equals(values.at(-1) as Uuid)
    return this.#conditional(isOwn, cql.startsWith('DELETE') ? { owner: null, holder: null } : {})
  }

  #row(): DriverRow {
    const { owner, holder, epoch } = this
    return { owner, holder, epoch, left: owner === null ? null : 42 }
  }

  #conditional(isApplied: boolean, changes: object): DriverResult {
    if (isApplied) Object.assign(this, changes)
    return { rows: [{ '[applied]': isApplied }] }
  }

  #ledger(cql: string, values: readonly unknown[]): DriverResult {
    if (cql.startsWith('SELECT')) {
      return { rows: [...this.ledger].filter(([key]) => key.startsWith('table ')).map(([, row]) => row) }
    }
    const isNote = cql.includes('"table_id"')
    const [kind, object] = isNote ? ['table', values[0]] : values
    const key = `${String(kind)} ${String(object)}`
    const cells = isNote ? { table_id: values[1], generation: values[2] } : { cql: values[2], epoch: values[3] }
    this.ledger.set(key, { object, ...this.ledger.get(key), ...cells })
    return {}
  }
}
