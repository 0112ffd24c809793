import type { PropertyNode, PropertyValue } from '../cql/schema-statement.js'
import type { TableProperties } from '../metadata/entity-metadata.js'
import type { TableModel } from '../model/table-model.js'

/** Every property an entity can state: those of `@Table({ with })`, and the comment. */
export type StatedProperty = 'comment' | keyof TableProperties

/** Names of the properties in CQL. */
export const cqlPropertyNames: Readonly<Record<StatedProperty, string>> = {
  comment: 'comment',
  compaction: 'compaction',
  compression: 'compression',
  caching: 'caching',
  gcGraceSeconds: 'gc_grace_seconds',
  defaultTimeToLive: 'default_time_to_live',
  cdc: 'cdc',
  speculativeRetry: 'speculative_retry',
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
