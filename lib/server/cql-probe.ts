import { setTimeout as sleep } from 'node:timers/promises'
import { Client, policies, types } from 'cassandra-driver'
import type { ClientOptions } from 'cassandra-driver'
import type { Machine } from './machine.js'

const { AllowListPolicy, RoundRobinPolicy } = policies.loadBalancing

/** What a server says of itself. */
export interface ServerDescription {
  readonly version: string
  readonly dataCenter: string
  readonly nodes: number
}

/** Milliseconds the nodes of a cluster may take to know each other once all answer. */
const meetLimitMs = 60_000

/** Milliseconds between two looks. */
const pollMs = 100

/** Asks the first contact point that answers. CASSANDRA_USERNAME and CASSANDRA_PASSWORD are used if the server wants them. */
export async function describeServer(
  contactPoints: readonly string[],
  { env }: Pick<Machine, 'env'>,
): Promise<ServerDescription> {
  const credentials = {
    username: env['CASSANDRA_USERNAME'] ?? 'cassandra',
    password: env['CASSANDRA_PASSWORD'] ?? 'cassandra',
  }
  const loadBalancing = new RoundRobinPolicy()
  return withClient({ contactPoints: [...contactPoints], credentials, policies: { loadBalancing } }, async (client) => {
    const { rows } = await client.execute('SELECT release_version, data_center FROM system.local')
    const [row] = rows
    return {
      version: String(row?.['release_version']),
      dataCenter: String(row?.['data_center']),
      nodes: client.hosts.length,
    }
  })
}

/**
 * Waits until each node has the schema of the others and reads from all of them: a table that all nodes hold, read with
 * consistency ALL through each node in turn, proves what the eyes of gossip alone do not.
 */
export async function untilTheySeeEachOther(
  contactPoints: readonly string[],
  signal: AbortSignal | undefined,
): Promise<void> {
  const deadline = performance.now() + meetLimitMs
  for (const contactPoint of contactPoints) {
    for (;;) {
      signal?.throwIfAborted()
      const trouble = await troubleAt(contactPoint, contactPoints.length)
      if (trouble === undefined) break
      if (performance.now() > deadline) {
        throw new Error(
          `the nodes did not come together within ${meetLimitMs / 1000} s: ${contactPoint} says ${trouble}`,
        )
      }
      await sleep(pollMs)
    }
  }
}

/** Why a node cannot use all the others yet; undefined if it can. */
async function troubleAt(contactPoint: string, nodes: number): Promise<string | undefined> {
  try {
    return await withClient(only(contactPoint), async (client) => {
      const local = await client.execute('SELECT schema_version FROM system.local')
      const peers = await client.execute('SELECT schema_version FROM system.peers')
      const versions = new Set([...local.rows, ...peers.rows].map((row) => String(row['schema_version'])))
      if (peers.rows.length !== nodes - 1) return `${peers.rows.length} peers`
      if (versions.size !== 1) return 'another schema'
      await client.execute(readEverywhere, [], { consistency: types.consistencies.all })
      return undefined
    })
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

/** The replication factor of this keyspace is the number of nodes: see the arguments of a node. */
const readEverywhere = `SELECT * FROM system_distributed.view_build_status WHERE keyspace_name = 'x' AND view_name = 'x'`

/** The role of a new server; sent only if the server asks for one. */
const superuser = { username: 'cassandra', password: 'cassandra' }

/** Does a bit of everything, so that a class archive holds what the first statements of a test need. */
export async function useEverything(contactPoint: string): Promise<void> {
  await withClient(only(contactPoint), async (client) => {
    for (const statement of exercise) await client.execute(statement)
    const prepare = { prepare: true }
    await client.execute(
      'INSERT INTO cassiform_warm.t (k, c, v, m) VALUES (?, ?, ?, ?)',
      ['a', 1, 'b', { x: 1 }],
      prepare,
    )
    await client.execute('SELECT * FROM cassiform_warm.t WHERE k = ? AND c > ?', ['a', 0], prepare)
    await client.batch(["UPDATE cassiform_warm.t SET v = 'c' WHERE k = 'a' AND c = 1"], { logged: true })
  })
}

const exercise = [
  `CREATE KEYSPACE cassiform_warm WITH replication = {'class': 'SimpleStrategy', 'replication_factor': 1}`,
  'CREATE TYPE cassiform_warm.u (a int)',
  'CREATE TABLE cassiform_warm.t (k text, c int, v text, m map<text, int>, u frozen<u>, PRIMARY KEY (k, c))',
  'CREATE INDEX ON cassiform_warm.t (v)',
  'CREATE TABLE cassiform_warm.n (k text PRIMARY KEY, n counter)',
  `UPDATE cassiform_warm.n SET n = n + 1 WHERE k = 'a'`,
  `INSERT INTO cassiform_warm.t (k, c, v) VALUES ('b', 1, 'x') IF NOT EXISTS`,
  `DELETE FROM cassiform_warm.t WHERE k = 'b' AND c = 1`,
  'TRUNCATE cassiform_warm.n',
]

/** A client that talks to this node, given by its address, and to no other. */
function only(contactPoint: string): ClientOptions {
  const loadBalancing = new AllowListPolicy(new RoundRobinPolicy(), [contactPoint])
  return { contactPoints: [contactPoint], credentials: superuser, policies: { loadBalancing } }
}

/** Gives a client that is connected, and shuts it down in any case. */
async function withClient<T>(options: ClientOptions, use: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client(options)
  try {
    await client.connect()
    return await use(client)
  } finally {
    await client.shutdown()
  }
}
