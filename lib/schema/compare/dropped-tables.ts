import type { SchemaDifference } from '../../errors/schema-error.js'
import type { TableModel } from '../../model/table-model.js'
import type { LedgerTables } from '../lease/ledger.js'
import type { ServerFeatures } from '../live/server-features.js'
import { createTableCql } from '../model-statements.js'
import { objectName } from '../object-name.js'

/**
 * Of the tables that are missing, those that the ledger knows were dropped by somebody. They are not made again unless
 * `recreate` names them, and then under the id of the next generation: a node that missed the drop takes a table of the old
 * id for the old one, and its data comes back.
 */
export function recallDropped(
  differences: readonly SchemaDifference[],
  missing: readonly TableModel[],
  ledger: LedgerTables,
  { recreate, features }: { readonly recreate: readonly string[]; readonly features: ServerFeatures },
): readonly SchemaDifference[] {
  const dropped = new Map(
    missing
      .map((model) => [objectName(model.keyspace, model.table), model] as const)
      .filter(([object]) => ledger.has(object)),
  )
  if (dropped.size === 0) return differences
  return differences.map((difference) => {
    const model = dropped.get(difference.object)
    if (model === undefined || difference.kind !== 'table' || difference.action !== 'create') return difference
    if (!recreate.includes(model.table)) return refused(difference, model)
    const { generation } = ledger.get(difference.object)!
    return { ...difference, cql: createTableCql(model, features, generation + 1) }
  })
}

function refused({ cql: _, ...difference }: SchemaDifference, { table }: TableModel): SchemaDifference {
  return {
    ...difference,
    action: 'refuse',
    reason: 'was dropped by somebody after schema sync had created or seen it',
    hint: `If it is to be made again, empty, say so: synchronize: { mode: 'additive', recreate: [${JSON.stringify(table)}] }.`,
  }
}
