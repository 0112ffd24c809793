import { printDataType } from '../cql/data-type.js'
import type { EntityClass } from '../metadata/entity-metadata.js'
import { readEntityMetadata } from '../metadata/read-entity-metadata.js'
import type { BuiltTableModel } from './build-table-model.js'
import type { Problems } from './problems.js'
import type { Place } from './shared-table.js'
import type { ColumnModel, TableModel } from './table-model.js'

/** Makes classes that share a table known to each other, and checks what they have in common. */
export function joinClasses(built: readonly BuiltTableModel[], places: ReadonlyMap<EntityClass, Place>): void {
  for (const { model, problems } of built) {
    const place = places.get(model.entity)
    if (place === undefined) continue
    const own = model.shared?.own
    if (own !== undefined) refuseSameValue(model, own.stored, places.get(place.base), problems)
    for (const { model: upper } of built) {
      const above = places.get(upper.entity)
      if (above?.base !== place.base) continue
      if (own !== undefined) above.ofTable.set(own.stored, model)
      if (!isOf(model, upper)) continue
      above.byClass.set(model.entity, model)
      if (own !== undefined && !above.byValue.has(own.stored)) above.byValue.set(own.stored, model)
    }
  }
  for (const { model, problems } of built) {
    const place = places.get(model.entity)
    if (place !== undefined && !place.isBase) validateClass(model, built, place, problems)
  }
}

/** Whether instances of a class are instances of another, too. */
function isOf({ entity }: TableModel, { entity: upper }: TableModel): boolean {
  return entity === upper || entity.prototype instanceof upper
}

function refuseSameValue({ entity }: TableModel, stored: unknown, base: Place | undefined, problems: Problems): void {
  const other = base?.byValue.get(stored)
  if (other === undefined || other.entity === entity) return
  problems.add(
    'E_DISCRIMINATOR',
    undefined,
    `has the same @DiscriminatorValue as ${other.entityName}; expected one of its own.`,
  )
}

/** Compares a class with its base and with the classes before it. */
function validateClass(
  model: TableModel,
  built: readonly BuiltTableModel[],
  { base }: Place,
  problems: Problems,
): void {
  validateKey(model, base, problems)
  const place = built.findIndex((one) => one.model === model)
  for (const [i, { model: other }] of built.entries()) {
    if (other.shared?.base === base && (other.shared.isBase || i < place)) validateColumns(model, other, problems)
  }
}

/** The key is that of the table: a row is found without knowing of which class it is. */
function validateKey(model: TableModel, base: EntityClass, problems: Problems): void {
  const declared = new Set(readEntityMetadata(base).metadata.columns)
  for (const column of readEntityMetadata(model.entity).metadata.columns) {
    if ((column.role !== 'partition' && column.role !== 'clustering') || declared.has(column)) continue
    problems.add(
      'E_DISCRIMINATOR',
      column.propertyName,
      `is a primary key column of a class that shares the table of ${base.name}; expected the key of that class only.`,
      `Declare it in ${base.name}, or as a column outside the key.`,
    )
  }
}

/** One column has one type, whichever classes have it, and a counter stands beside no other column. */
function validateColumns(model: TableModel, other: TableModel, problems: Problems): void {
  const columns = new Map(other.columns.map((column) => [column.columnName, column]))
  for (const column of model.columns) {
    const same = columns.get(column.columnName)
    if (same === undefined || column.isKey || same.isKey || describe(column) === describe(same)) continue
    problems.add(
      'E_DISCRIMINATOR',
      column.propertyName,
      `is the column ${column.columnName} as ${describe(column)}, which ${other.entityName} has as ${describe(same)}; expected one type.`,
      'Give one of them another { name }.',
    )
  }
  const counts = ({ staticColumns, regularColumns }: TableModel) =>
    [...staticColumns, ...regularColumns].map(({ isCounter }) => isCounter)
  if (new Set([...counts(model), ...counts(other)]).size < 2 || new Set(counts(model)).size > 1) return
  problems.add(
    'E_COUNTER',
    undefined,
    `shares its table with ${other.entityName}, and one of them has counters, the other columns that are none.`,
    'Give the counters a table of their own.',
  )
}

function describe({ type, role }: ColumnModel): string {
  return `${printDataType(type)}${role === 'static' ? ' static' : ''}`
}
