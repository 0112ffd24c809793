import { activitiesTable } from './activities.js'
import { catalogueTable } from './catalogue.js'
import { commentsTable } from './comments.js'
import { contactsTable } from './contacts.js'
import { embeddingsTable, newEmbeddingsTable } from './embeddings.js'
import { eventsTable } from './events.js'
import { notificationsTable } from './notifications.js'
import { pageViewsTable } from './page-views.js'
import { productsTable } from './products.js'
import { stockTable } from './stock.js'
import type { BenchmarkTable } from './table.js'
import { isSince } from './table.js'
import { testRunsTable } from './test-runs.js'
import { usersTable } from './users.js'

const allTables: readonly BenchmarkTable[] = [
  productsTable,
  catalogueTable,
  stockTable,
  contactsTable,
  embeddingsTable,
  newEmbeddingsTable,
  pageViewsTable,
  eventsTable,
  usersTable,
  testRunsTable,
  activitiesTable,
  notificationsTable,
  commentsTable,
]

/** The tables that a server (`5.0.9`) can have. */
export function tablesOf(server: string): readonly BenchmarkTable[] {
  return allTables.filter(({ since }) => isSince(since, server))
}

/** Statements that make the keyspace and its tables, one replica each. */
export function schemaStatements(
  keyspace: string,
  localDataCenter: string,
  tables: readonly BenchmarkTable[],
): readonly string[] {
  const replication = `{'class': 'NetworkTopologyStrategy', '${localDataCenter}': 1}`
  return [
    `CREATE KEYSPACE ${keyspace} WITH replication = ${replication}`,
    ...tables.flatMap((table) => tableStatements(keyspace, table)),
  ]
}

function tableStatements(keyspace: string, table: BenchmarkTable): readonly string[] {
  const { name, columns, primaryKey, order, indexes = [], types = {} } = table
  const definitions = Object.entries(columns).map(([column, type]) => `${column} ${type}`)
  const clustering = order === undefined ? '' : ` WITH CLUSTERING ORDER BY ${order}`
  return [
    ...Object.entries(types).map(([type, fields]) => `CREATE TYPE ${keyspace}.${type} (${fields})`),
    `CREATE TABLE ${keyspace}.${name} (${definitions.join(', ')}, PRIMARY KEY (${primaryKey}))${clustering}`,
    ...indexes.map((index) => `CREATE INDEX ON ${keyspace}.${name} ${index}`),
  ]
}
