import { readProperty, writeProperty } from '../../objects/property.js'
import type { TableModel } from '../../model/table-model.js'
import type { Attempt } from '../../plan/writes/attempt.js'
import { comparedValues, writtenByInsert, writtenByUpdate } from '../../plan/writes/attempt.js'
import type { WriteTextOptions } from '../../plan/writes/if-clause.js'
import type { WritePlan } from '../../plan/statement-plan.js'
import { generatedColumns } from './supply.js'

/** What a conditional insert wants; undefined of one without condition. It was planned and bound already. */
export function attemptInsert(
  { ifShape }: WritePlan,
  model: TableModel,
  entity: object,
  options: WriteTextOptions,
): Attempt | undefined {
  if (ifShape === undefined) return undefined
  return {
    kind: 'insert',
    model,
    key: keyIn(model, entity),
    written: writtenByInsert(model, entity),
    generated: generatedColumns(model, entity),
    condition: comparedValues(ifShape, options.if),
    ttl: ttlOf(model, options),
  }
}

/** The same of an update. */
export function attemptUpdate(
  { ifShape }: WritePlan,
  model: TableModel,
  key: unknown,
  patch: unknown,
  options: WriteTextOptions,
): Attempt | undefined {
  if (ifShape === undefined) return undefined
  return {
    kind: 'update',
    model,
    key: keyIn(model, key as object),
    written: writtenByUpdate(model, patch as object),
    generated: [],
    condition: comparedValues(ifShape, options.if),
    ttl: ttlOf(model, options),
  }
}

/** The same of a delete. */
export function attemptDelete(
  { ifShape }: WritePlan,
  model: TableModel,
  key: unknown,
  options: WriteTextOptions,
): Attempt | undefined {
  if (ifShape === undefined) return undefined
  return {
    kind: 'delete',
    model,
    key: keyIn(model, key as object),
    written: [],
    generated: [],
    condition: comparedValues(ifShape, options.if),
    ttl: undefined,
  }
}

/** Seconds; the table's own where the write says none. One that only the database knows is not seen here. */
function ttlOf({ properties }: TableModel, { ttl }: WriteTextOptions): unknown {
  return ttl === undefined ? properties.defaultTimeToLive : ttl
}

/** The whole key, or the partition key where no more was given; copied, because callers may change what they gave. */
function keyIn({ primaryKey }: TableModel, given: object): Attempt['key'] {
  const key: Record<string, unknown> = {}
  for (const { propertyName, codec } of primaryKey) {
    const value = readProperty(given, propertyName)
    if (value !== undefined && value !== null) writeProperty(key, propertyName, codec.copy(value))
  }
  return key
}
