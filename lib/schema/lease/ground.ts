import type { SchemaDifference } from '../../errors/schema-error.js'
import type { LiveSchema } from '../live/live-schema.js'
import type { ServerFeatures } from '../live/server-features.js'
import { isWithin, objectName } from '../object-name.js'
import { needsStatement } from '../plan-schema.js'
import { controlTableNames, missingControlTables } from './control-tables.js'

/**
 * Differences with those between them that stand under the lease itself: in each keyspace that is to be changed, the tables of
 * schema sync if they are missing, after the keyspace and before anything else.
 */
export function withControlTables(
  differences: readonly SchemaDifference[],
  live: LiveSchema,
  keyspaces: readonly string[],
  features: ServerFeatures,
): readonly SchemaDifference[] {
  const changed = keyspaces.filter((keyspace) =>
    differences.some((one) => needsStatement(one) && isWithin(one.object, keyspace)),
  )
  const missing = changed.flatMap((keyspace) => missingOf(keyspace, live, features))
  if (missing.length === 0) return differences
  const ofKeyspaces = differences.filter(({ kind }) => kind === 'keyspace')
  return [...ofKeyspaces, ...missing, ...differences.filter(({ kind }) => kind !== 'keyspace')]
}

/** Whether a difference is mended before there is a lease: any number of instances may do so at once. */
export function isGround({ kind, object, action }: SchemaDifference): boolean {
  if (kind === 'keyspace') return true
  return kind === 'table' && action === 'create' && controlTableNames.some((name) => object.endsWith(`.${name}`))
}

function missingOf(keyspace: string, { keyspaces }: LiveSchema, features: ServerFeatures): SchemaDifference[] {
  return missingControlTables(keyspace, keyspaces.get(keyspace), features).map(({ name, cql }) => ({
    object: objectName(keyspace, name),
    kind: 'table',
    is: undefined,
    wanted: 'a table of schema sync itself',
    action: 'create',
    reason: 'does not exist',
    cql,
  }))
}
