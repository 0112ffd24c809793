import { DataSource } from 'cassiform'
import type { Client } from 'cassandra-driver'
import { tableId } from '../../../lib/schema/live/table-id.js'
import type { FaultCluster } from './fault-cluster.js'
import { models } from './models.js'
import type { ModelName } from './models.js'
import { replacedTables, setUps } from './server-log.js'

/**
 * The schema of a keyspace is the one of the model, in all nodes the same: nothing is missing by the eyes of `verify`, each node
 * has the same rows of `system_schema` and the same version, each table has the id that is derived from its name, and no node
 * made a table twice.
 */
export async function expectConverged(cluster: FaultCluster, keyspace: string, model: ModelName): Promise<void> {
  await expectNoDrift(cluster, keyspace, model)
  const views = await Promise.all(cluster.nodes.map((node) => node.withClient((client) => viewOf(client, keyspace))))
  expect(views[1]).toEqual(views[0])
  expect(views[2]).toEqual(views[0])
  const tables = views[0]!.tables
  expect(tables).toEqual(tables.map(([name]) => [name, tableId(keyspace, name)]))
  for (const { log, hadAnotherLife } of cluster.nodes) {
    expect(replacedTables(log, keyspace)).toEqual([])
    if (!hadAnotherLife)
      expect(Object.fromEntries(setUps(log, keyspace))).toEqual(Object.fromEntries(tables.map(([name]) => [name, 1])))
  }
}

/** Every table, column, field and index of the model is there. */
async function expectNoDrift(cluster: FaultCluster, keyspace: string, model: ModelName): Promise<void> {
  const { contactPoints, localDataCenter } = cluster
  const entities = models[model]
  const db = new DataSource({ contactPoints, localDataCenter, keyspace, entities, synchronize: 'verify', logging: [] })
  await db.initialize()
  await db.destroy()
}

/** What one node knows: these tables are its own. */
async function viewOf(client: Client, keyspace: string) {
  const select = async (columns: string, table: string) => {
    const cql = `SELECT ${columns} FROM system_schema.${table} WHERE keyspace_name = ?`
    const { rows } = await client.execute(cql, [keyspace], { prepare: true })
    return rows.map((row) => row.values().map(String))
  }
  const { rows } = await client.execute('SELECT schema_version FROM system.local')
  return {
    version: String(rows[0]!['schema_version']),
    tables: (await select('table_name, id', 'tables')) as [string, string][],
    columns: await select('table_name, column_name, type, kind', 'columns'),
    types: await select('type_name, field_names, field_types', 'types'),
    indexes: await select('table_name, index_name, options', 'indexes'),
  }
}
