import { renderSchemaStatement } from '../../cql/render-schema-statement.js'
import type { PropertyNode } from '../../cql/schema-statement.js'
import type { SchemaDifference } from '../../errors/schema-error.js'
import type { LiveKeyspace } from '../live/live-schema.js'
import { objectName } from '../object-name.js'
import { printMap, sameClassName } from './property-values.js'
import type { KeyspaceCreation } from '../synchronise-options.js'

/** A keyspace that is missing, created only if it is said how; or one that is replicated otherwise, only reported. */
export function compareKeyspace(
  name: string,
  live: LiveKeyspace | undefined,
  creation: KeyspaceCreation | undefined,
): SchemaDifference[] {
  if (live !== undefined) return creation === undefined ? [] : compareReplication(live, creation)
  const missing = { object: objectName(name), kind: 'keyspace', is: undefined, reason: 'does not exist' } as const
  if (creation === undefined) {
    return [
      {
        ...missing,
        wanted: 'a keyspace',
        action: 'refuse',
        hint: 'How its data is replicated is for you to say: give createKeyspace with a replication, or create it by hand.',
      },
    ]
  }
  const wanted = printMap(replicationOf(creation))
  return [
    { ...missing, wanted: `a keyspace replicated by ${wanted}`, action: 'create', cql: createCql(name, creation) },
  ]
}

function createCql(name: string, creation: KeyspaceCreation): string {
  const { durableWrites } = creation
  const properties: PropertyNode[] = [{ name: 'replication', value: replicationOf(creation) }]
  if (durableWrites !== undefined) properties.push({ name: 'durable_writes', value: durableWrites })
  return renderSchemaStatement({ kind: 'create keyspace', name, properties })
}

function replicationOf({ replication }: KeyspaceCreation): ReadonlyMap<string, string> {
  return new Map(Object.entries(replication).map(([key, value]) => [key, String(value)]))
}

function compareReplication({ name, replication }: LiveKeyspace, creation: KeyspaceCreation): SchemaDifference[] {
  const wanted = replicationOf(creation)
  if ([...wanted].every(([key, value]) => replicates(replication, key, value))) return []
  return [
    {
      object: objectName(name),
      kind: 'keyspace',
      is: printMap(replication),
      wanted: printMap(wanted),
      action: 'report',
      reason: 'is replicated otherwise than createKeyspace says',
      hint: 'Replication is never altered here, since it needs a repair: ALTER KEYSPACE by hand if you mean it.',
    },
  ]
}

/** The server spells `replication_factor` of a network topology out per data centre (CASSANDRA-14303). */
function replicates(live: ReadonlyMap<string, string>, key: string, value: string): boolean {
  const found = live.get(key)
  if (key === 'class') return sameClassName(found ?? '', value)
  if (key === 'replication_factor' && found === undefined) {
    return [...live].every(([other, factor]) => other === 'class' || factor === value)
  }
  return found === value
}
