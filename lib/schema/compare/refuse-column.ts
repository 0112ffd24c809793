import { partsOf, printDataType } from '../../cql/data-type.js'
import type { CqlType } from '../../cql/data-type.js'
import type { SchemaDifference } from '../../errors/schema-error.js'
import type { ColumnModel, TableModel } from '../../model/table-model.js'
import type { LiveKeyspace } from '../live/live-schema.js'
import { objectName } from '../object-name.js'
import type { ServerFeatures } from '../live/server-features.js'
import { hasOwnCells } from './type-text.js'

type Refusal = Pick<SchemaDifference, 'is' | 'action' | 'reason' | 'hint'>

/** Why a column that is missing cannot be created here: an older server, or a live type that cannot be without `frozen`. */
export function refuseColumn(
  model: TableModel,
  column: ColumnModel,
  keyspace: LiveKeyspace | undefined,
  features: ServerFeatures,
): SchemaDifference[] {
  const refusal = vectorRefusal(column.type, features) ?? unfrozenRefusal(model, column, keyspace)
  if (refusal === undefined) return []
  const object = objectName(model.keyspace, model.table, column.columnName)
  return [{ object, kind: 'column', wanted: printDataType(column.type), ...refusal }]
}

/** Why a type with vectors cannot be; undefined if it can, or has none. */
export function vectorRefusal(type: CqlType, { vectors, server }: ServerFeatures): Refusal | undefined {
  if (vectors || !holdsVector(type)) return undefined
  return {
    is: undefined,
    action: 'refuse',
    reason: `cannot be created by ${server}, which has no vectors`,
    hint: 'They came with 5.0: upgrade every node first.',
  }
}

function holdsVector(type: CqlType): boolean {
  return type.kind === 'vector' || partsOf(type).some(holdsVector)
}

/** A field with cells of its own can be in a type made by hand, and keeps it from columns that are not frozen. */
function unfrozenRefusal(
  { keyspace: name, entityName }: TableModel,
  { type, propertyName }: ColumnModel,
  keyspace: LiveKeyspace | undefined,
): Refusal | undefined {
  if (type.kind !== 'udt' || type.frozen) return undefined
  const fields = [...(keyspace?.types.get(type.name)?.fields ?? [])].filter(([, text]) => hasOwnCells(text))
  if (fields.length === 0) return undefined
  return {
    is: fields.map(([field, text]) => `${objectName(name, type.name, field)} ${text}`).join(', '),
    action: 'refuse',
    reason: 'cannot be of a type that is not frozen and has collections that are not frozen either',
    hint: `Freeze ${entityName}.${propertyName}, or use a type of another name, with frozen collections.`,
  }
}
