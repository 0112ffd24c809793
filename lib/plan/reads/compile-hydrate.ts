import { canEvaluate } from '../../codegen/evaluate.js'
import { unchanged } from '../../codec/define-codec.js'
import { isInheritedName, writeProperty } from '../../objects/property.js'
import { literal, member, SourceBuilder } from '../../codegen/source-builder.js'
import type { DriverRow } from '../../driver/driver.js'
import type { EntityClass } from '../../metadata/entity-metadata.js'
import type { ColumnModel, TableModel } from '../../model/table-model.js'
import { decodeOf, emptyCollection, isComputed, isDerived, readResult } from '../cell.js'
import type { ResultColumn } from '../cell.js'
import { markNarrowed } from '../loaded.js'
import type { Origins } from '../loaded.js'

/** A row as the driver gives it → an entity, or a plain object of the selected columns. */
export type Hydrate = (row: DriverRow) => object

/** A hydrate function and where it came from. */
export interface HydrateFunction {
  readonly hydrate: Hydrate
  /** The generated function; undefined where code generation is forbidden. */
  readonly source: string | undefined
}

/** A class whose instances rows become, although it is not the entity: its constructor is called without arguments. */
export interface OtherClass {
  readonly into: EntityClass
}

/**
 * What rows become: instances of the entity, marked as loaded by the given origins; or plain objects, or instances of
 * another class, that cannot be saved.
 */
export type HydrateTarget = Origins | 'plain' | OtherClass

/** The hydrate function of a statement: generated where that is allowed. */
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

/** The class whose instances rows become; undefined for plain objects. */
function classOf({ entity }: TableModel, target: HydrateTarget): Instantiable | undefined {
  if (target === 'plain') return undefined
  return ('into' in target ? target.into : entity) as unknown as Instantiable
}

/** Columns that are not read, of instances of the entity; other classes have what they have. */
function unread({ columns }: TableModel, target: HydrateTarget): readonly ColumnModel[] {
  return isTracked(target) ? columns.filter(({ isSelected }) => !isSelected) : []
}

function isTracked(target: HydrateTarget): target is Origins {
  return target !== 'plain' && !('into' in target)
}

// ─── Compiled ──────────────────────────────────────────────────────────────────────────────────────────────────────

/** `entity["sensorId"] = (v = row["sensor_id"]) == null ? undefined : decode1(v);`, one line a column. */
export function compileHydrate(model: TableModel, columns: readonly ResultColumn[], target: HydrateTarget) {
  const builder = new SourceBuilder(`hydrate_${model.entityName}`, ['row'])
  const Class = classOf(model, target)
  const made = Class === undefined ? '{}' : `new ${builder.capture('Entity', Class)}()`
  builder.line(`const entity = ${made};`)
  builder.line('let v;')
  for (const column of columns) builder.line(compileCell(builder, column))
  for (const column of unread(model, target)) builder.line(compileUnread(builder, column))
  if (isTracked(target)) builder.line(`${builder.capture('markLoaded', target.mark)}(entity, row);`)
  else builder.line(`${builder.capture('markNarrowed', markNarrowed)}(entity);`)
  builder.line('return entity;')
  return builder.compile<Hydrate>()
}

function compileCell(builder: SourceBuilder, column: ResultColumn): string {
  const decode = decodeOf(column)
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

function absentTerm(builder: SourceBuilder, column: ResultColumn): string {
  if (isComputed(column)) return 'undefined'
  if (isDerived(column)) return String(column.absent)
  const { absent } = column
  if (absent === 'empty') return `${builder.capture('empty', () => emptyCollection(column))}()`
  return absent === 'null' ? 'null' : 'undefined'
}

// ─── Interpreted ───────────────────────────────────────────────────────────────────────────────────────────────────

/** The twin that walks the columns. */
export function interpretHydrate(model: TableModel, columns: readonly ResultColumn[], target: HydrateTarget): Hydrate {
  const Class = classOf(model, target)
  const hidden = unread(model, target)
  return (row) => {
    const entity: Record<string, unknown> = Class === undefined ? {} : new Class()
    for (const column of columns) writeProperty(entity, column.propertyName, readResult(column, row))
    for (const { propertyName } of hidden) writeProperty(entity, propertyName, undefined)
    if (isTracked(target)) target.mark(entity, row)
    else markNarrowed(entity)
    return entity
  }
}
