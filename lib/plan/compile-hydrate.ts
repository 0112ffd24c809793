import { canEvaluate } from '../codegen/evaluate.js'
import { member, SourceBuilder } from '../codegen/source-builder.js'
import type { DriverRow } from '../driver/driver.js'
import type { EntityClass } from '../metadata/entity-metadata.js'
import type { ColumnModel, TableModel } from '../model/table-model.js'
import { emptyCollection, readCell } from './cell.js'
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
  columns: readonly ColumnModel[],
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
export function compileHydrate(model: TableModel, columns: readonly ColumnModel[], target: HydrateTarget) {
  const builder = new SourceBuilder(`hydrate_${model.entityName}`, ['row'])
  const made = target !== 'plain' ? `new ${builder.capture('Entity', model.entity)}()` : '{}'
  builder.line(`const entity = ${made};`)
  builder.line('let v;')
  for (const column of columns) {
    const decode = builder.capture('decode', column.codec.decode)
    const cell = `(v = ${member('row', column.columnName)}) == null`
    builder.line(`${member('entity', column.propertyName)} = ${cell} ? ${absentTerm(builder, column)} : ${decode}(v);`)
  }
  if (target === 'plain') builder.line(`${builder.capture('markNarrowed', markNarrowed)}(entity);`)
  else builder.line(`${builder.capture('markLoaded', target.mark)}(entity, row);`)
  builder.line('return entity;')
  return builder.compile<Hydrate>()
}

function absentTerm(builder: SourceBuilder, { absent, type }: ColumnModel): string {
  if (absent === 'empty') return `${builder.capture('empty', () => emptyCollection(type))}()`
  return absent === 'null' ? 'null' : 'undefined'
}

// ─── Interpreted ───────────────────────────────────────────────────────────────────────────────────────────────────

export function interpretHydrate(model: TableModel, columns: readonly ColumnModel[], target: HydrateTarget): Hydrate {
  const Entity = instantiable(model.entity)
  return (row) => {
    const entity: Record<string, unknown> = target !== 'plain' ? new Entity() : {}
    for (const column of columns) entity[column.propertyName] = readCell(column, row[column.columnName])
    if (target === 'plain') markNarrowed(entity)
    else target.mark(entity, row)
    return entity
  }
}
