/** The tables of all cases: written as CQL, so that no contender's own schema tool decides what the others work with. */
const tables: readonly string[] = [
  `products (
     id uuid PRIMARY KEY,
     name text, brand text, category text, price float, tags list<text>, description text
   )`,
  `stock_lines (
     warehouse text, seq int,
     id uuid, name text, brand text, category text, price double, tags list<text>, created_at timestamp,
     PRIMARY KEY ((warehouse), seq)
   )`,
]

/** Statements that make the keyspace and its tables, one replica each. */
export function schemaStatements(keyspace: string, localDataCenter: string): readonly string[] {
  const replication = `{'class': 'NetworkTopologyStrategy', '${localDataCenter}': 1}`
  return [
    `CREATE KEYSPACE ${keyspace} WITH replication = ${replication}`,
    ...tables.map((table) => `CREATE TABLE ${keyspace}.${table}`),
  ]
}
