import { isOperator } from '../cql/operators.js'
import { readProperty } from '../objects/property.js'
import type { ColumnModel, TableModel } from '../model/table-model.js'
import { encodedSize } from './cell-size.js'

/** Which rows a write is of, told by its key. Texts are equal exactly for equal keys. */
export interface WriteTarget {
  /** Keyspace and partition key: to the server all tables of a keyspace share their partitions. Undefined: several. */
  readonly partition: string | undefined
  /** Clustering values from the first on that are given by value. */
  readonly clustering: readonly string[]
  /** The whole key by value; all rows below what is given; some of them, by `In` or a range. */
  readonly scope: 'row' | 'all' | 'some'
  /** Of the clustering values. */
  readonly bytes: number
}

/** The target of a write, by the entity, key or condition that it was given; its values are checked already. */
export function targetOf(model: TableModel, given: object): WriteTarget {
  const partition = identities(model.partitionKey, given)
  const clustering = identities(model.clusteringColumns, given)
  const next = model.clusteringColumns[clustering.length]
  const isAll = next === undefined || readProperty(given, next.propertyName) == null
  return {
    partition: partition.length === model.partitionKey.length ? joined([model.keyspace, ...partition]) : undefined,
    clustering,
    scope: next === undefined ? 'row' : isAll ? 'all' : 'some',
    bytes: clusteringBytes(model, given),
  }
}

/** One text for several, whatever they contain. */
export function joined(parts: readonly string[]): string {
  return parts.length === 1 ? parts[0]! : parts.map((part) => `${part.length}:${part}`).join('')
}

/** Identities of the values of columns, up to the first that has no value of its own. */
function identities(columns: readonly ColumnModel[], given: object): readonly string[] {
  const texts: string[] = []
  for (const { propertyName, codec } of columns) {
    const value = readProperty(given, propertyName)
    if (value === undefined || value === null || isOperator(value)) break
    texts.push(String(codec.identity(value)))
  }
  return texts
}

function clusteringBytes({ clusteringColumns }: TableModel, given: object): number {
  let bytes = 0
  for (const { propertyName, type } of clusteringColumns) {
    const value = readProperty(given, propertyName)
    if (value !== undefined && value !== null) bytes += isOperator(value) ? 16 : encodedSize(type, value)
  }
  return bytes
}
