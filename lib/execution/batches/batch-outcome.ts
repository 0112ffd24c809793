import type { DriverResult, DriverRow } from '../../driver/driver.js'
import type { EntityClass } from '../../metadata/entity-metadata.js'
import type { ColumnModel, TableModel } from '../../model/table-model.js'
import { appliedColumn } from '../../plan/writes/if-clause.js'
import { joined, targetOf } from '../../plan/writes/write-target.js'
import type { BatchMember, EntityWrite } from './batch-member.js'

/** What one row held that a batch with conditions found. */
export interface BatchConflict {
  /** The entity whose member had a condition on the row. */
  readonly entity: EntityClass
  /** The primary key; the partition key alone where the condition was on statics. */
  readonly key: Readonly<Record<string, unknown>>
  /** Of `ifNotExists` the whole row, of `if` the columns of the condition, of `ifExists` undefined. */
  readonly current: object | undefined
}

/** What became of a batch with conditions: all of it is written, or nothing. */
export type BatchOutcome =
  | { readonly applied: true }
  /** Rows that members had conditions on, those whose condition held too; in no order; missing rows are left out. */
  | { readonly applied: false; readonly rows: readonly BatchConflict[] }

/** The outcome in the answer to a batch; undefined where no member had a condition. */
export function readBatchOutcome(members: readonly BatchMember[], { rows }: DriverResult): BatchOutcome | undefined {
  if (rows === undefined || rows.length === 0 || !(appliedColumn in rows[0]!)) return undefined
  if (rows.every((row) => row[appliedColumn] === true)) return { applied: true }
  const conditional = members.flatMap(({ condition, write }) =>
    condition === undefined || write === undefined ? [] : [write],
  )
  return { applied: false, rows: rows.flatMap((row) => conflictOf(conditional, row)) }
}

/**
 * The member that a row belongs to is found by the key, never by its place: rows come in clustering order. A row of no
 * member's key is that of a condition on statics, whose clustering values are those of any row.
 */
function conflictOf(writes: readonly EntityWrite[], row: DriverRow): readonly BatchConflict[] {
  const model = writes[0]?.model
  if (model === undefined || model.partitionKey.some(({ resultName }) => row[resultName] == null)) return []
  const key = keyOf(model.primaryKey, row)
  const text = textOf(model, key)
  const ofRow = writes.filter(({ target }) => target.scope === 'row' && joined(target.clustering) === text)
  if (ofRow.length > 0) return [{ entity: ofRow[0]!.model.entity, key, current: currentOf(ofRow, row) }]
  const ofStatics = writes.filter(({ target }) => target.scope !== 'row')
  if (ofStatics.length === 0) return [{ entity: model.entity, key, current: currentOf(writes, row) }]
  return [
    {
      entity: ofStatics[0]!.model.entity,
      key: keyOf(model.partitionKey, row),
      current: currentOf(ofStatics, row),
    },
  ]
}

function textOf(model: TableModel, key: object): string {
  return joined(targetOf(model, key).clustering)
}

function keyOf(columns: readonly ColumnModel[], row: DriverRow): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    columns
      .filter(({ resultName }) => row[resultName] != null)
      .map(({ propertyName, resultName, codec }) => [propertyName, codec.decode(row[resultName])]),
  )
}

/** What the conditions on one row found, taken together. */
function currentOf(writes: readonly EntityWrite[], row: DriverRow): object | undefined {
  const found = writes.map(({ plan }) => plan.readCurrent(row)).filter((one) => one !== undefined)
  if (found.length < 2) return found[0]
  const whole = writes.find(({ plan }) => plan.kind === 'insert' || plan.kind === 'batch')
  return whole === undefined ? (Object.assign({}, ...found) as object) : found[0]
}
