import { readProperty } from '../../objects/property.js'
import type { InsertNode, UpdateNode } from '../../cql/statement.js'
import type { ColumnModel, TableModel } from '../../model/table-model.js'
import { buildWritePlan } from './build-write-plan.js'
import type { Call } from '../call.js'
import { buildCurrent } from './current.js'
import type { IfShape } from './if-clause.js'
import type { Origins } from '../loaded.js'
import { cellMarker, keyMarker, keyRelations } from '../marker.js'
import type { Marker } from '../marker.js'
import type { WritePlan } from '../statement-plan.js'
import { isWrittenByField, planFields, saysNothing } from './user-type-fields.js'
import { planUsing } from './using.js'
import type { UsingShape } from './using.js'

/**
 * `INSERT INTO "ks"."t" (…) VALUES (…) USING TTL ?` with every column of the entity: an absent property is bound as
 * unset and leaves its cell alone, so one text serves every entity. Arguments of `bind`: entity, options. What is
 * written by field goes into an UPDATE of the same row, in one batch with it.
 */
export function planInsert({ model }: Call, shape: InsertShape, origins: Origins): WritePlan {
  const insert = insertOf(model, shape)
  const facts = { ifShape: shape.ifShape, readCurrent: buildCurrent(model, shape.ifShape, origins) }
  if (shape.byField.length === 0) return buildWritePlan(model, insert, facts)
  const members = [insert, updateOf(model, shape.using, shape.byField)]
  return buildWritePlan(model, { kind: 'batch', members }, facts)
}

/** What decides the text of an insert. */
export interface InsertShape {
  readonly using: UsingShape
  readonly ifShape: IfShape
  /** Values of user-defined types that are not frozen; an UPDATE in one batch with the INSERT writes them. */
  readonly byField: readonly ColumnModel[]
}

function columnMarker(column: ColumnModel): Marker {
  const source = { argument: 0, path: [column.propertyName] } as const
  return column.isKey ? keyMarker(column, source) : cellMarker(column, source)
}

/** Writes nothing: the server answers `IF NOT EXISTS` with static cells only if the INSERT names a static column. */
function unsetMarker({ propertyName }: ColumnModel): Marker {
  const source = { argument: 0, path: [] } as const
  return {
    name: propertyName,
    property: propertyName,
    isKey: false,
    isNullable: false,
    source,
    encode: () => undefined,
  }
}

function isStatic({ role }: ColumnModel): boolean {
  return role === 'static'
}

function insertOf(model: TableModel, { using, ifShape, byField }: InsertShape): InsertNode<Marker> {
  const ifNotExists = ifShape === 'not exists'
  const columns = model.columns.filter((column) => !byField.includes(column) || (ifNotExists && isStatic(column)))
  return {
    kind: 'insert',
    table: model.qualifiedName,
    columns: columns.map((column) => ({
      column: column.quotedName,
      marker: byField.includes(column) ? unsetMarker(column) : columnMarker(column),
    })),
    using: planUsing(using, 1),
    ifNotExists,
  }
}

/** `UPDATE … SET "address"."street" = ?, …`: leaves alone what the entity does not say, and writes no range deletion. */
function updateOf(model: TableModel, using: UsingShape, byField: readonly ColumnModel[]): UpdateNode<Marker> {
  const isPartition = byField.every(isStatic)
  return {
    kind: 'update',
    table: model.qualifiedName,
    using: planUsing(using, 1),
    set: byField.flatMap((column) => planFields(column, 0)),
    where: keyRelations(isPartition ? model.partitionKey : model.primaryKey),
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
