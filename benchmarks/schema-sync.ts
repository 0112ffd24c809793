import { Client } from 'cassandra-driver'
import { DataSource, defineEntity } from 'cassiform'
import { startCassandra } from 'cassiform/testing'
import { clientOptions } from './harness/client-options.js'
import { median, spreadOf } from './harness/statistics.js'

/**
 * Schema sync against `CREATE TABLE IF NOT EXISTS` sent by hand: tables that are really made, and such that are there already.
 * Milliseconds until the call resolves; ratios are formed within a round, in which the sides take turns. Not in the table of
 * `npm run bench`: what comes after schema changes is slower there.
 */
interface Place {
  readonly client: Client
  readonly keyspace: string
}

/** Makes sure of tables, by their names. */
type Way = (place: Place, tables: readonly string[]) => Promise<unknown>

interface Case {
  readonly name: string
  readonly tables: number
  /** Whether each call has tables of its own, which are dropped after it. */
  readonly areNew: boolean
  readonly rounds: number
  readonly calls: number
  readonly ways: Readonly<Record<string, Way>>
}

const columns = {
  site: 'text',
  at: 'timestamp',
  visitor: 'uuid',
  page: 'text',
  seconds: 'double',
  tags: 'set<text>',
} as const
const key = { partitionKey: ['site'], clusteringColumns: ['at'] } as const

/** Every statement waits for the agreement of all nodes, as the driver does it. */
const byHand: Way = async ({ client, keyspace }, tables) => {
  const list = Object.entries(columns).map(([name, type]) => `${name} ${type}`)
  for (const table of tables) {
    await client.execute(`CREATE TABLE IF NOT EXISTS ${keyspace}.${table} (${list.join(', ')}, PRIMARY KEY (site, at))`)
  }
}

const dataSource = ({ client, keyspace }: Place, tables: readonly string[]) => {
  const entities = tables.map((name) => defineEntity({ name, columns, ...key }))
  return new DataSource({ client, keyspace, entities, synchronize: 'additive', logging: [] })
}

/** The first start of a process: what it takes to compile entities counts. */
const start: Way = (place, tables) => dataSource(place, tables).initialize()

/** A data source that is connected and looks again. */
const lookAgain = (): Way => {
  let db: DataSource | undefined
  return async (place, tables) => {
    db ??= await dataSource(place, tables).initialize()
    return db.schema.sync()
  }
}

const sides = (ours: Way) => ({ 'by hand': byHand, control: byHand, 'schema sync': ours })
const created = { areNew: true, rounds: 7, calls: 3 }
const there = { areNew: false, rounds: 7, calls: 40 }
const cases: readonly Case[] = [
  { name: 'sync_create: 1 new table', tables: 1, ...created, ways: sides(start) },
  { name: 'sync_create: 10 new tables', tables: 10, ...created, calls: 1, ways: sides(start) },
  { name: 'sync_noop: 1 table, looked at', tables: 1, ...there, ways: sides(lookAgain()) },
  { name: 'sync_noop: 10 tables, looked at', tables: 10, ...there, ways: sides(lookAgain()) },
  { name: 'sync_noop: 10 tables, another start', tables: 10, ...there, ways: sides(start) },
]

/** Those whose names contain the argument: `sync_noop`. */
const chosen = cases.filter(({ name }) => name.includes(process.argv[2] ?? ''))

async function main(): Promise<void> {
  const server = await startCassandra()
  const contactPoints = [...server.contactPoints]
  const { localDataCenter } = server
  const client = new Client({
    ...clientOptions,
    contactPoints,
    localDataCenter,
    socketOptions: { readTimeout: 60_000 },
  })
  try {
    await client.connect()
    for (const [i, one] of chosen.entries()) {
      const line = await inKeyspace(client, `sync_${process.pid}_${i}`, (place) => lineOf(one, place))
      process.stdout.write(`${line}\n`)
    }
  } finally {
    await client.shutdown()
    await server.stop()
  }
}

/** Each case has one of its own: what was dropped makes reading the schema of a keyspace slower. */
async function inKeyspace<T>(client: Client, keyspace: string, use: (place: Place) => Promise<T>): Promise<T> {
  const replication = "{'class': 'SimpleStrategy', 'replication_factor': 1}"
  await client.execute(`CREATE KEYSPACE ${keyspace} WITH replication = ${replication}`)
  try {
    return await use({ client, keyspace })
  } finally {
    await client.execute(`DROP KEYSPACE IF EXISTS ${keyspace}`)
  }
}

/** `| case | by hand, ms | control | schema sync |` */
async function lineOf(one: Case, place: Place): Promise<string> {
  const rounds: Record<string, number>[] = []
  await measureRound(one, place, 0)
  for (let round = 1; round <= one.rounds; round++) rounds.push(await measureRound(one, place, round))
  const ratios = ['control', 'schema sync'].map((side) => {
    const { median: middle, min, max } = spreadOf(rounds.map((times) => times[side]! / times['by hand']!))
    return `${middle.toFixed(2)} (${min.toFixed(2)}–${max.toFixed(2)})`
  })
  const floor = median(rounds.map((times) => times['by hand']!))
  return `| ${one.name} | ${floor.toFixed(1)} | ${ratios.join(' | ')} |`
}

/** The median call of each side; who begins changes from round to round. */
async function measureRound(one: Case, place: Place, round: number): Promise<Record<string, number>> {
  const ways = Object.entries(one.ways)
  const times: Record<string, number> = {}
  for (let turn = 0; turn < ways.length; turn++) {
    const [side, way] = ways[(turn + round) % ways.length]!
    const calls: number[] = []
    for (let call = 0; call < one.calls; call++) calls.push(await measure(one, place, way))
    times[side] = median(calls)
  }
  return times
}

let made = 0

async function measure({ tables: count, areNew }: Case, place: Place, way: Way): Promise<number> {
  const prefix = areNew ? `new_${++made}` : `there_${count}`
  const tables = Array.from({ length: count }, (_, i) => `${prefix}_${i}`)
  const started = performance.now()
  await way(place, tables)
  const took = performance.now() - started
  if (areNew) for (const table of tables) await place.client.execute(`DROP TABLE ${place.keyspace}.${table}`)
  return took
}

main().catch((error: unknown) => {
  console.error(error)
  process.exitCode = 1
})
