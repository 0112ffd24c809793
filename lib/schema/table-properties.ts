import type { PropertyNode, PropertyValue } from '../cql/schema-statement.js'
import type { TableProperties } from '../metadata/entity-metadata.js'
import type { TableModel } from '../model/table-model.js'

/** Every property an entity can state: those of `@Table({ with })`, and the comment. */
export type StatedProperty = 'comment' | keyof TableProperties

/** Names of the properties in CQL, which are those of the columns of `system_schema.tables` from 4.1 on. */
export const cqlPropertyNames: Readonly<Record<StatedProperty, string>> = {
  comment: 'comment',
  compaction: 'compaction',
  compression: 'compression',
  caching: 'caching',
  gcGraceSeconds: 'gc_grace_seconds',
  defaultTimeToLive: 'default_time_to_live',
  cdc: 'cdc',
  speculativeRetry: 'speculative_retry',
  additionalWritePolicy: 'additional_write_policy',
  bloomFilterFpChance: 'bloom_filter_fp_chance',
  crcCheckChance: 'crc_check_chance',
  memtable: 'memtable',
  memtableFlushPeriodInMs: 'memtable_flush_period_in_ms',
  minIndexInterval: 'min_index_interval',
  maxIndexInterval: 'max_index_interval',
}

/** What is altered without being asked for, since it has no effect on data. */
const harmless: readonly StatedProperty[] = ['comment', 'caching', 'speculativeRetry', 'additionalWritePolicy']

/** What is altered only where `synchronize.alter` names it, since it costs work or decides what becomes of data. */
export type AlterableProperty = Exclude<keyof TableProperties, 'caching' | 'speculativeRetry' | 'additionalWritePolicy'>

/** Names that `synchronize.alter` takes. */
export const alterableProperties = (Object.keys(cqlPropertyNames) as StatedProperty[]).filter(
  (name): name is AlterableProperty => !harmless.includes(name),
)

/** Whether sync alters a property, where those of `alter` are allowed too. */
export function isAltered(name: StatedProperty, alter: readonly AlterableProperty[]): boolean {
  return harmless.includes(name) || alter.some((allowed) => allowed === name)
}

/** What an entity states of its table, in a fixed order; what it does not state is left to the server. */
export function statedProperties({ comment, properties }: TableModel): readonly [StatedProperty, PropertyValue][] {
  const stated: Readonly<Partial<Record<StatedProperty, unknown>>> = { ...properties, comment }
  return (Object.keys(cqlPropertyNames) as StatedProperty[]).flatMap((name) => {
    const value = stated[name]
    return value === undefined ? [] : [[name, propertyValue(value)] as [StatedProperty, PropertyValue]]
  })
}

/** The properties as nodes of a statement. */
export function propertyNodes(properties: readonly (readonly [StatedProperty, PropertyValue])[]): PropertyNode[] {
  return properties.map(([name, value]) => ({ name: cqlPropertyNames[name], value }))
}

function propertyValue(value: unknown): PropertyValue {
  if (typeof value !== 'object' || value === null) return value as string | number | boolean
  return new Map(Object.entries(value).map(([key, item]) => [key, String(item)]))
}
