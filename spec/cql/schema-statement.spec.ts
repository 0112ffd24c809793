import { renderSchemaStatement } from '../../lib/cql/render-schema-statement.js'
import type { CreateTableNode, CreateViewNode } from '../../lib/cql/schema-statement.js'

const table = { keyspace: 'Shop', name: 'readings' }

const createView: CreateViewNode = {
  kind: 'create view',
  view: { keyspace: 'Shop', name: 'by_site' },
  table,
  columns: ['si"te', 'a', 'value'],
  partitionKey: ['si"te'],
  clusteringColumns: [{ name: 'a', order: 'DESC' }],
  id: '5f0c0000-0000-5000-8000-000000009999',
  properties: [{ name: 'comment', value: "it's" }],
}

const createTable: CreateTableNode = {
  kind: 'create table',
  table,
  columns: [
    { name: 'a', type: 'int', isStatic: false },
    { name: 'b', type: 'text', isStatic: false },
    { name: 'c', type: 'timestamp', isStatic: false },
    { name: 's', type: 'map<text, frozen<list<int>>>', isStatic: true },
  ],
  partitionKey: ['a', 'b'],
  clusteringColumns: [{ name: 'c', order: 'DESC' }],
  id: '5f0c0000-0000-5000-8000-000000009999',
  properties: [
    { name: 'comment', value: "it's" },
    { name: 'gc_grace_seconds', value: 60 },
    { name: 'cdc', value: true },
    { name: 'compaction', value: new Map([["cl'ass", "x'y"]]) },
  ],
}

describe('renderSchemaStatement', () => {
  it('creates a keyspace', () => {
    const replication = new Map([
      ['class', 'NetworkTopologyStrategy'],
      ['dc1', '3'],
    ])
    const properties = [
      { name: 'replication', value: replication },
      { name: 'durable_writes', value: false },
    ]
    expect(renderSchemaStatement({ kind: 'create keyspace', name: 'Shop', properties })).toBe(
      `CREATE KEYSPACE IF NOT EXISTS "Shop" WITH replication = {'class': 'NetworkTopologyStrategy', 'dc1': '3'} AND durable_writes = false`,
    )
  })

  it('creates a table with its id, its order and its properties', () => {
    expect(renderSchemaStatement(createTable)).toBe(
      `CREATE TABLE IF NOT EXISTS "Shop"."readings" ("a" int, "b" text, "c" timestamp, "s" map<text, frozen<list<int>>> STATIC, PRIMARY KEY (("a", "b"), "c")) ` +
        `WITH ID = 5f0c0000-0000-5000-8000-000000009999 AND CLUSTERING ORDER BY ("c" DESC) AND comment = 'it''s' AND gc_grace_seconds = 60 AND cdc = true AND compaction = {'cl''ass': 'x''y'}`,
    )
  })

  it('creates a materialized view of the rows that have a key there', () => {
    const create =
      'CREATE MATERIALIZED VIEW IF NOT EXISTS "Shop"."by_site" AS SELECT "si""te", "a", "value" FROM "Shop"."readings" ' +
      'WHERE "si""te" IS NOT NULL AND "a" IS NOT NULL PRIMARY KEY (("si""te"), "a")'
    expect(renderSchemaStatement(createView)).toBe(
      `${create} WITH ID = 5f0c0000-0000-5000-8000-000000009999 AND CLUSTERING ORDER BY ("a" DESC) AND comment = 'it''s'`,
    )
    const bare = { ...createView, id: undefined, clusteringColumns: [], partitionKey: ['a', 'b'], properties: [] }
    expect(renderSchemaStatement(bare)).toMatch(
      / WHERE "a" IS NOT NULL AND "b" IS NOT NULL PRIMARY KEY \(\("a", "b"\)\)$/,
    )
  })

  it('alters a materialized view', () => {
    const properties = [{ name: 'gc_grace_seconds', value: 60 }]
    expect(renderSchemaStatement({ kind: 'alter view', table, properties })).toBe(
      'ALTER MATERIALIZED VIEW "Shop"."readings" WITH gc_grace_seconds = 60',
    )
  })

  it('leaves out what there is not', () => {
    const bare = { ...createTable, columns: createTable.columns.slice(0, 1), partitionKey: ['a'] }
    expect(renderSchemaStatement({ ...bare, clusteringColumns: [], id: undefined, properties: [] })).toBe(
      'CREATE TABLE IF NOT EXISTS "Shop"."readings" ("a" int, PRIMARY KEY (("a")))',
    )
  })

  it('creates a type and adds a field to one', () => {
    const type = { keyspace: 'Shop', name: 'Big "One"' }
    const fields = [
      { name: 'a', type: 'int' },
      { name: 'B b', type: 'frozen<list<text>>' },
    ]
    expect(renderSchemaStatement({ kind: 'create type', type, fields })).toBe(
      'CREATE TYPE IF NOT EXISTS "Shop"."Big ""One""" ("a" int, "B b" frozen<list<text>>)',
    )
    expect(renderSchemaStatement({ kind: 'add field', type, field: fields[1]! })).toBe(
      'ALTER TYPE "Shop"."Big ""One""" ADD IF NOT EXISTS "B b" frozen<list<text>>',
    )
  })

  it('adds columns by one statement', () => {
    const columns = [
      { name: 'x "y"', type: 'int', isStatic: false },
      { name: 's', type: 'text', isStatic: true },
    ]
    expect(renderSchemaStatement({ kind: 'add columns', table, columns })).toBe(
      'ALTER TABLE "Shop"."readings" ADD IF NOT EXISTS ("x ""y""" int, "s" text STATIC)',
    )
  })

  it('alters properties', () => {
    const properties = [
      { name: 'comment', value: '' },
      { name: 'speculative_retry', value: 'ALWAYS' },
    ]
    expect(renderSchemaStatement({ kind: 'alter table', table, properties })).toBe(
      `ALTER TABLE "Shop"."readings" WITH comment = '' AND speculative_retry = 'ALWAYS'`,
    )
  })

  it('creates an index of the server itself and one of a class', () => {
    const index = { kind: 'create index', name: 'By_site', table, column: 'Site' } as const
    expect(renderSchemaStatement({ ...index, target: undefined, using: undefined, options: new Map() })).toBe(
      'CREATE INDEX IF NOT EXISTS "By_site" ON "Shop"."readings" ("Site")',
    )
    const options = new Map([['case_sensitive', 'false']])
    expect(renderSchemaStatement({ ...index, target: 'values', using: 'sai', options })).toBe(
      `CREATE INDEX IF NOT EXISTS "By_site" ON "Shop"."readings" (values("Site")) USING 'sai' WITH OPTIONS = {'case_sensitive': 'false'}`,
    )
  })
})
