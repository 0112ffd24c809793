import type { SchemaDifference } from '../../errors/schema-error.js'
import type { FieldModel, UserTypeModel } from '../../model/user-type-model.js'
import { indexesBoundTo } from '../index-uses.js'
import type { LiveKeyspace } from '../live/live-schema.js'
import { objectName } from '../object-name.js'
import { tablesKeyedBy } from '../partition-key-uses.js'
import { vectorsOf } from '../vector-uses.js'

type Obstacle = Pick<SchemaDifference, 'reason' | 'hint'>

/**
 * Why a live type may not get another field; undefined if it may. Where more bytes would be another partition, servers add none;
 * elsewhere they do, and something breaks then: see `indexesBoundTo` and `vectorsOf`.
 */
export function obstacleTo(
  { name, entityName, keyspace: of }: UserTypeModel,
  { propertyName }: FieldModel,
  keyspace: LiveKeyspace,
): Obstacle | undefined {
  const another = `Leave ${entityName} as it was, and declare another type with ${propertyName} for other columns.`
  const keyed = tablesKeyedBy(name, keyspace).map((table) => objectName(of, table))
  if (keyed.length > 0) {
    const reason = `cannot be added to a type that is in the partition key of ${keyed.join(', ')}`
    return { reason, hint: another }
  }
  const vectors = vectorsOf(name, keyspace)
  if (vectors.length > 0) {
    const reason = `cannot be added to a type that is in the vectors of ${vectors.join(', ')}, where servers would lose it`
    return { reason, hint: another }
  }
  const indexes = indexesBoundTo(name, keyspace).map((index) => objectName(of, index))
  if (indexes.length === 0) return undefined
  return {
    reason: `cannot be added to a type while there is the index ${indexes.join(', ')}`,
    hint: 'Servers would no longer flush its table, or fail writes: drop the index by hand and start again, which adds the field and then makes the index anew.',
  }
}
