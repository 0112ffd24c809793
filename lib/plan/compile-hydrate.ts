import { canEvaluate } from '../codegen/evaluate.js'
import { unchanged } from '../codec/define-codec.js'
import { isInheritedName, writeProperty } from '../objects/property.js'
import { literal, member, SourceBuilder } from '../codegen/source-builder.js'
import type { DriverRow } from '../driver/driver.js'
import type { EntityClass } from '../metadata/entity-metadata.js'
import type { ColumnModel, TableModel } from '../model/table-model.js'
import { emptyCollection, isComputed, readResult } from './cell.js'
import type { ResultColumn } from './cell.js'
import { markNarrowed } from './loaded.js'
import type { Origins } from './loaded.js'

/** A row as the driver gives it → an entity, or a plain object of the selected columns. */
export type Hydrate = (row: DriverRow) => object

export interface HydrateFunction {
  readonly hydrate: Hydrate
  /** The generated function; undefined where code generation is forbidden. */
  readonly source: string | undefined
}

/**
 * What rows become: instances of the class, marked as loaded by the given origins, or, without them, plain objects that
 * cannot be saved.
 */
export type HydrateTarget = Origins | 'plain'

export function buildHydrate(
  model: TableModel,
  columns: readonly ResultColumn[],
  target: HydrateTarget,
): HydrateFunction {
  if (!canEvaluate()) return { hydrate: interpretHydrate(model, columns, target), source: undefined }
  const { run, source } = compileHydrate(model, columns, target)
  return { hydrate: run, source }
}

type Instantiable = new () => Record<string, unknown>

function instantiable(entity: EntityClass): Instantiable {
  return entity as unknown as Instantiable
}

// ─── Compiled ──────────────────────────────────────────────────────────────────────────────────────────────────────

/** `entity["sensorId"] = (v = row["sensor_id"]) == null ? undefined : decode1(v);`, one line a column. */
export function compileHydrate(model: TableModel, columns: readonly ResultColumn[], target: HydrateTarget) {
  const builder = new SourceBuilder(`hydrate_${model.entityName}`, ['row'])
  const made = target !== 'plain' ? `new ${builder.capture('Entity', model.entity)}()` : '{}'
  builder.line(`const entity = ${made};`)
  builder.line('let v;')
  for (const column of columns) builder.line(compileCell(builder, column))
  if (target !== 'plain') for (const column of unread(model)) builder.line(compileUnread(builder, column))
  if (target === 'plain') builder.line(`${builder.capture('markNarrowed', markNarrowed)}(entity);`)
  else builder.line(`${builder.capture('markLoaded', target.mark)}(entity, row);`)
  builder.line('return entity;')
  return builder.compile<Hydrate>()
}

function compileCell(builder: SourceBuilder, column: ResultColumn): string {
  const decode = isComputed(column) ? unchanged : column.codec.decode
  const decoded = decode === unchanged ? 'v' : `${builder.capture('decode', decode)}(v)`
  const value = `(v = ${member('row', column.resultName)}) == null ? ${absentTerm(builder, column)} : ${decoded}`
  const { propertyName } = column
  if (!isInheritedName(propertyName)) return `${member('entity', propertyName)} = ${value};`
  return `${builder.capture('write', writeProperty)}(entity, ${literal(propertyName)}, ${value});`
}

/** What a constructor gave to a column that is not read would look like its value. */
function compileUnread(builder: SourceBuilder, { propertyName }: ColumnModel): string {
  if (!isInheritedName(propertyName)) return `${member('entity', propertyName)} = undefined;`
  return `${builder.capture('write', writeProperty)}(entity, ${literal(propertyName)}, undefined);`
}

function unread({ columns }: TableModel): readonly ColumnModel[] {
  return columns.filter(({ isSelected }) => !isSelected)
}

function absentTerm(builder: SourceBuilder, column: ResultColumn): string {
  if (isComputed(column)) return 'undefined'
  const { absent } = column
  if (absent === 'empty') return `${builder.capture('empty', () => emptyCollection(column))}()`
  return absent === 'null' ? 'null' : 'undefined'
}

// ─── Interpreted ───────────────────────────────────────────────────────────────────────────────────────────────────

export function interpretHydrate(model: TableModel, columns: readonly ResultColumn[], target: HydrateTarget): Hydrate {
  const Entity = instantiable(model.entity)
  const hidden = unread(model)
  return (row) => {
    const entity: Record<string, unknown> = target !== 'plain' ? new Entity() : {}
    for (const column of columns) writeProperty(entity, column.propertyName, readResult(column, row))
    if (target !== 'plain') for (const { propertyName } of hidden) writeProperty(entity, propertyName, undefined)
    if (target === 'plain') markNarrowed(entity)
    else target.mark(entity, row)
    return entity
  }
}
