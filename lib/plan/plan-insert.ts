import { readProperty } from '../objects/property.js'
import type { InsertNode, UpdateNode } from '../cql/statement.js'
import type { ColumnModel, TableModel } from '../model/table-model.js'
import { buildWritePlan } from './build-write-plan.js'
import type { Call } from './call.js'
import { cellMarker, keyMarker, keyRelations } from './marker.js'
import type { Marker } from './marker.js'
import type { WritePlan } from './statement-plan.js'
import { isWrittenByField, planFields, saysNothing } from './user-type-fields.js'
import { planUsing } from './using.js'
import type { UsingShape } from './using.js'

/**
 * `INSERT INTO "ks"."t" (…) VALUES (…) USING TTL ?` with every column of the entity: an absent property is bound as
 * unset and leaves its cell alone, so one text serves every entity. Arguments of `bind`: entity, options. `byField`:
 * values of user-defined types that are not frozen; an UPDATE of the same row, in one batch with it, writes them.
 */
export function planInsert({ model }: Call, using: UsingShape, byField: readonly ColumnModel[]): WritePlan {
  const insert = insertOf(model, using, byField)
  if (byField.length === 0) return buildWritePlan(model, insert)
  return buildWritePlan(model, { kind: 'batch', members: [insert, updateOf(model, using, byField)] })
}

function insertOf(model: TableModel, using: UsingShape, byField: readonly ColumnModel[]): InsertNode<Marker> {
  return {
    kind: 'insert',
    table: model.qualifiedName,
    columns: model.columns
      .filter((column) => !byField.includes(column))
      .map((column) => {
        const source = { argument: 0, path: [column.propertyName] } as const
        return {
          column: column.quotedName,
          marker: column.isKey ? keyMarker(column, source) : cellMarker(column, source),
        }
      }),
    using: planUsing(using, 1),
  }
}

/** `UPDATE … SET "address"."street" = ?, …`: leaves alone what the entity does not say, and writes no range deletion. */
function updateOf(model: TableModel, using: UsingShape, byField: readonly ColumnModel[]): UpdateNode<Marker> {
  const isStatic = byField.every(({ role }) => role === 'static')
  return {
    kind: 'update',
    table: model.qualifiedName,
    using: planUsing(using, 1),
    set: byField.flatMap((column) => planFields(column, 0)),
    where: keyRelations(isStatic ? model.partitionKey : model.primaryKey),
  }
}

/** The columns of an entity that its INSERT cannot carry: see `isWrittenByField`. */
export function columnsByField({ userTypeColumns }: TableModel, entity: object): readonly ColumnModel[] {
  if (userTypeColumns.length === 0) return userTypeColumns
  return userTypeColumns.filter((column) => {
    const value = readProperty(entity, column.propertyName)
    return isWrittenByField(column, value) && !saysNothing(column, value)
  })
}
