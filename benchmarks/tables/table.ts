/** A table of the benchmark: plain CQL, so that no contender's own schema tool decides what the others work with. */
export interface BenchmarkTable {
  readonly name: string
  /** CQL types by column name. */
  readonly columns: Readonly<Record<string, string>>
  /** As between the brackets of `PRIMARY KEY (…)`. */
  readonly primaryKey: string
  /** As after `CLUSTERING ORDER BY`. */
  readonly order?: string
  /** What follows `CREATE INDEX ON <table>`, one an index. */
  readonly indexes?: readonly string[]
  /** User-defined types it needs: fields by type name. */
  readonly types?: Readonly<Record<string, string>>
  /** The first version of Cassandra that has what it is made of. */
  readonly since?: ServerVersion
  /** Rows that may be written at once; 32 unless said otherwise. */
  readonly concurrency?: number
  /** The rows it starts with: values in the order of `columns`. */
  readonly rows?: () => readonly (readonly unknown[])[]
}

/** `major.minor` of a server. */
export type ServerVersion = '4.1' | '5.0'

/** Whether a server (`5.0.9`) is of a version or a later one. */
export function isSince(since: ServerVersion | undefined, server: string): boolean {
  if (since === undefined) return true
  const [major = 0, minor = 0] = numbersOf(server)
  const [wantedMajor = 0, wantedMinor = 0] = numbersOf(since)
  return major > wantedMajor || (major === wantedMajor && minor >= wantedMinor)
}

function numbersOf(version: string): readonly number[] {
  return version.split('.').map((part) => Number.parseInt(part, 10))
}

/** The values of a row whose properties stand in the order of the columns. */
export function valuesOf(row: object): readonly unknown[] {
  return Object.values(row)
}

/** `id, name, …` */
export function columnsOf({ columns }: BenchmarkTable): string {
  return Object.keys(columns).join(', ')
}

/** `INSERT INTO keyspace.table (…) VALUES (?, …)`, all columns. */
export function insertInto(keyspace: string, table: BenchmarkTable): string {
  const markers = Object.keys(table.columns).map(() => '?')
  return `INSERT INTO ${keyspace}.${table.name} (${columnsOf(table)}) VALUES (${markers.join(', ')})`
}

/** `SELECT … FROM keyspace.table WHERE …`, all columns. */
export function selectFrom(keyspace: string, table: BenchmarkTable, where: string): string {
  return `SELECT ${columnsOf(table)} FROM ${keyspace}.${table.name} WHERE ${where}`
}
