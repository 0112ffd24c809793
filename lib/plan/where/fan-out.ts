import type { Identity } from '../../codec/define-codec.js'
import { ValueRefusal } from '../../codec/value-refusal.js'
import { isOperator } from '../../cql/operators.js'
import { skip } from '../../cql/skip.js'
import { ValueError } from '../../errors/value-error.js'
import type { ColumnModel } from '../../model/table-model.js'
import { readProperty, writeProperty } from '../../objects/property.js'
import type { Call } from '../call.js'
import { listNames, readValue } from '../call.js'
import { withClasses } from '../class-key.js'
import { maxInValues, refuseTooMany } from './check-operands.js'
import { readWhere } from './restriction.js'

/** What an `In` on the partition key stands for. */
export interface FanOut {
  /** A condition of the shape that all of them have, to plan by; none is sent with it. */
  readonly sample: object
  /** One a partition, in the order of the values. */
  readonly conditions: readonly object[]
}

/**
 * The conditions of one partition each that an `In` on the partition key stands for, in the order of its values, equal
 * values once, as the server takes them; of several lists every combination, the last column changing fastest. Undefined
 * where there is no such `In`, or no whole partition key.
 */
export function fanOut(call: Call, asked: unknown): FanOut | undefined {
  if (typeof asked !== 'object' || asked === null) return undefined
  const where = withClasses(call.model, asked)
  const { partitionKey } = call.model
  if (!partitionKey.some(({ propertyName }) => isList(readValue(call, where, propertyName)))) return undefined
  const given = partitionKey.map((column) => readProperty(where, column.propertyName))
  if (!given.every(isValueOrList)) return undefined
  readWhere(call, where)
  const lists = partitionKey.map((column, i) => valuesOf(call, column, given[i]))
  checkCount(call, lists)
  const conditions = combinations(lists).map((key) => withKey(where, partitionKey, key))
  return { sample: conditions[0] ?? withKey(where, partitionKey, lists), conditions }
}

function isList(value: unknown): boolean {
  return isOperator(value) && value.kind === 'in'
}

function isValueOrList(value: unknown): boolean {
  if (value === undefined || value === null || value === skip) return false
  return !isOperator(value) || value.kind === 'in'
}

function checkCount(call: Call, lists: readonly (readonly unknown[])[]): void {
  const count = lists.reduce((product, values) => product * values.length, 1)
  if (count <= maxInValues) return
  refuseTooMany(
    call,
    undefined,
    `asks for ${count} partitions by In on ${listNames(call.model.partitionKey)}; expected ${maxInValues} at most.`,
  )
}

/** The values of a column, each once. */
function valuesOf(call: Call, column: ColumnModel, given: unknown): readonly unknown[] {
  if (!isOperator(given)) return [given]
  const distinct = new Map<Identity, unknown>()
  for (const value of given.operands[0] as readonly unknown[]) {
    const identity = identityOf(call, column, value)
    if (!distinct.has(identity)) distinct.set(identity, value)
  }
  return [...distinct.values()]
}

function identityOf({ model }: Call, { conditionCodec, propertyName }: ColumnModel, value: unknown): Identity {
  try {
    return conditionCodec.identity(value)
  } catch (error) {
    if (!(error instanceof ValueRefusal)) throw error
    throw new ValueError(error, { entity: model.entityName, property: propertyName })
  }
}

function combinations(lists: readonly (readonly unknown[])[]): readonly (readonly unknown[])[] {
  return lists.reduce<readonly (readonly unknown[])[]>(
    (keys, values) => keys.flatMap((key) => values.map((value) => [...key, value])),
    [[]],
  )
}

function withKey(where: object, partitionKey: readonly ColumnModel[], key: readonly unknown[]): object {
  const condition = { ...where }
  partitionKey.forEach(({ propertyName }, i) => writeProperty(condition, propertyName, key[i]))
  return condition
}
