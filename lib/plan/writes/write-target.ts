import { isOperator } from '../../cql/operators.js'
import { readProperty } from '../../objects/property.js'
import type { ColumnModel, TableModel } from '../../model/table-model.js'
import { encodedSize } from './cell-size.js'

/** Which rows a write is of, told by its key. Texts are equal exactly for equal keys of so many columns. */
export interface WriteTarget {
  /** The partition key. To the server all tables of a keyspace share their partitions. Undefined: several. */
  readonly partition: string | undefined
  /** Clustering values from the first on that are given by value. */
  readonly clustering: readonly string[]
  /** The whole key by value; all rows below what is given; some of them, by `In` or a range. */
  readonly scope: 'row' | 'all' | 'some'
  /** The values of the last clustering column, where `In` lists them: with `clustering` they say which rows. */
  readonly among?: ReadonlySet<string> | undefined
  /** Of the clustering values. */
  readonly bytes: number
}

/** The target of a write, by the entity, key or condition that it was given; its values are checked already. */
export function targetOf(model: TableModel, given: object): WriteTarget {
  if (model.clusteringColumns.length === 0) return { partition: partitionOf(model, given), ...wholePartition }
  const clustering = identities(model.clusteringColumns, given, 'keyIdentity')
  const next = model.clusteringColumns[clustering.length]
  const isAll = next === undefined || readProperty(given, next.propertyName) == null
  return {
    partition: partitionOf(model, given),
    clustering,
    scope: next === undefined ? 'row' : isAll ? 'all' : 'some',
    among: next !== undefined && next === model.clusteringColumns.at(-1) ? listed(next, given) : undefined,
    bytes: clusteringBytes(model, given),
  }
}

/** Of a table without clustering columns: a partition is a row. */
const wholePartition = { clustering: [], scope: 'row', bytes: 0 } as const

/** One text for several, whatever they contain. */
export function joined(parts: readonly string[]): string {
  if (parts.length === 1) return parts[0]!
  let text = ''
  for (const part of parts) text += `${part.length}:${part}`
  return text
}

/** The partition key as one text; undefined where a column has no value of its own. */
function partitionOf({ partitionKey }: TableModel, given: object): string | undefined {
  if (partitionKey.length === 1) return identityOf(partitionKey[0]!, given, 'identity')
  const texts = identities(partitionKey, given, 'identity')
  return texts.length === partitionKey.length ? joined(texts) : undefined
}

/**
 * Partitions are told apart by the bytes of their keys, rows of a partition by the order of their type: to it the decimals
 * 1.0 and 1.00 are the same.
 */
type Sameness = 'identity' | 'keyIdentity'

/** Identities of the values of columns, up to the first that has no value of its own. */
function identities(columns: readonly ColumnModel[], given: object, sameness: Sameness): readonly string[] {
  const texts: string[] = []
  for (const column of columns) {
    const identity = identityOf(column, given, sameness)
    if (identity === undefined) break
    texts.push(identity)
  }
  return texts
}

function identityOf({ propertyName, codec }: ColumnModel, given: object, sameness: Sameness): string | undefined {
  const value = readProperty(given, propertyName)
  return value === undefined || value === null || isOperator(value) ? undefined : String(codec[sameness](value))
}

/** The identities of what an `In` lists; undefined of anything else. */
function listed({ propertyName, codec }: ColumnModel, given: object): ReadonlySet<string> | undefined {
  const value = readProperty(given, propertyName)
  if (!isOperator(value) || value.kind !== 'in') return undefined
  return new Set((value.operands[0] as readonly unknown[]).map((one) => String(codec.keyIdentity(one))))
}

function clusteringBytes({ clusteringColumns }: TableModel, given: object): number {
  let bytes = 0
  for (const { propertyName, type } of clusteringColumns) {
    const value = readProperty(given, propertyName)
    if (value !== undefined && value !== null) bytes += isOperator(value) ? 16 : encodedSize(type, value)
  }
  return bytes
}
