import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync, readdirSync, readlinkSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client, types } from 'cassandra-driver'
import { ServerStartError } from '../../../lib/errors/server-start-error.js'
import { untilTheySeeEachOther } from '../../../lib/server/cql-probe.js'
import { environmentProvider } from '../../../lib/server/environment-provider.js'
import { jvmProvider } from '../../../lib/server/jvm-provider.js'
import { thisMachine } from '../../../lib/server/machine.js'
import { startCassandra, startFrom } from '../../../lib/server/start-cassandra.js'
import type { CassandraServer, StartCassandraOptions } from '../../../lib/server/start-cassandra.js'

jest.setTimeout(120_000)

const own = (options: StartCassandraOptions = {}) => startCassandra({ provider: 'jvm', log: false, ...options })

describe('a server of one’s own', () => {
  it('answers, never meets another one, listens on loopback only, and is gone within a second of stop()', async () => {
    const [one, two] = await Promise.all([own(), own()])
    try {
      const [nameOfOne, nameOfTwo] = [await clusterName(one), await clusterName(two)]
      expect(nameOfOne).not.toBe(nameOfTwo)
      const both = [...one.contactPoints, ...two.contactPoints]
      await expect(untilTheySeeEachOther(both, AbortSignal.timeout(300))).rejects.toThrow('timeout')
      expect(both.every((point) => point.startsWith('127.'))).toBe(true)
      if (process.platform === 'linux') expectLoopbackOnly(one.pids[0]!)
      expect(foldersOf(one)).toHaveLength(1)
    } finally {
      const started = performance.now()
      await Promise.all([one.stop(), two.stop()])
      expect(performance.now() - started).toBeLessThan(1000)
    }
    for (const server of [one, two]) await expectGone(server)
  })

  it('comes in threes that hold every row three times', async () => {
    const server = await own({ nodes: 3 })
    try {
      expect(server.pids).toHaveLength(3)
      await withClient(server, async (client) => {
        await client.execute(
          `CREATE KEYSPACE k WITH replication = {'class': 'NetworkTopologyStrategy', 'datacenter1': 3}`,
        )
        await client.execute('CREATE TABLE k.t (id int PRIMARY KEY, v text)')
        const consistency = types.consistencies.all
        await client.execute('INSERT INTO k.t (id, v) VALUES (1, ?)', ['x'], { consistency })
        const { rows } = await client.execute('SELECT v FROM k.t WHERE id = 1', [], { consistency })
        expect(rows[0]?.['v']).toBe('x')
        expect(client.hosts.length).toBe(3)
      })
    } finally {
      await server.stop()
    }
    await expectGone(server)
  })

  it('has free ports of 127.0.0.1 where there is no other address, and is found by the name of its host', async () => {
    const machine = { ...thisMachine(), platform: 'darwin' as const }
    const server = await startFrom([jvmProvider], { log: false }, machine)
    try {
      const [host, port] = server.contactPoints[0]!.split(':')
      expect(host).toBe('127.0.0.1')
      expect(port).not.toBe('9042')
      const env = { CASSANDRA_CONTACT_POINTS: `localhost:${port}` }
      const found = await startFrom([environmentProvider], { log: false }, { ...machine, env })
      expect(found).toMatchObject({
        contactPoints: [`localhost:${port}`],
        localDataCenter: 'datacenter1',
        version: server.version,
      })
    } finally {
      await server.stop()
    }
    await expectGone(server)
  })

  it('does not outlive a process that is killed and could not clean up', async () => {
    const holder = spawn(process.execPath, ['--import', 'tsx', join(__dirname, 'hold-server.ts')], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    try {
      const [line] = (await once(createInterface({ input: holder.stdout }), 'line')) as [string]
      const server = JSON.parse(line) as CassandraServer
      expect(isRunning(server.pids[0]!)).toBe(true)
      expect(foldersOf(server)).toHaveLength(1)
      holder.kill('SIGKILL')
      await sleep(2000)
      await expectGone(server)
    } finally {
      holder.kill('SIGKILL')
    }
  })

  it('is given up or stopped by its signal', async () => {
    const during = new AbortController()
    const mark = `aborted-${process.pid}`
    let aborted = 0
    const abort = () => {
      aborted = performance.now()
      during.abort(new Error('enough'))
    }
    const log = () => void setTimeout(abort, 700)
    await expect(own({ signal: during.signal, yaml: { cluster_name: mark }, log })).rejects.toThrow('enough')
    expect(performance.now() - aborted).toBeLessThan(1000)
    expect(foldersMarked(mark)).toEqual([])

    const after = new AbortController()
    const server = await own({ signal: after.signal })
    after.abort()
    await server.stop()
    await expectGone(server)
  })

  it('shows the telling lines of its log when it cannot start, and leaves nothing behind', async () => {
    const mark = `failing-${process.pid}`
    const start = own({ yaml: { cluster_name: mark, commitlog_sync_period: '10 potatoes' } })
    const error = (await start.catch((reason: unknown) => reason)) as ServerStartError
    expect(error).toBeInstanceOf(ServerStartError)
    expect(error.code).toBe('E_SERVER_START')
    expect(error.message).toMatch(
      /^no Cassandra could be started: jvm: Cassandra \S+ ended with exit code 3 while it started; its log says:\n/,
    )
    expect(error.message).toMatch(
      /\n {4}Caused by: java\.lang\.IllegalArgumentException: Invalid duration: 10 potatoes/,
    )
    expect(error.message).not.toMatch(/^\s+at /m)
    expect(foldersMarked(mark)).toEqual([])
  })
})

/** Neither process nor data nor port of it is left. */
async function expectGone(server: Pick<CassandraServer, 'contactPoints' | 'pids'>): Promise<void> {
  expect(server.pids.filter(isRunning)).toEqual([])
  expect(foldersOf(server)).toEqual([])
  for (const point of server.contactPoints) expect(await accepts(point)).toBe(false)
}

/** Every socket the process listens on, from the tables of Linux: the last two digits are the first byte of IPv4. */
function expectLoopbackOnly(pid: number): void {
  const inodes = readdirSync(`/proc/${pid}/fd`).flatMap((fd) => {
    try {
      return /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/${pid}/fd/${fd}`))?.[1] ?? []
    } catch {
      return []
    }
  })
  const tables = ['tcp', 'tcp6'].map((table) => readFileSync(`/proc/${pid}/net/${table}`, 'utf8'))
  const rows = tables.flatMap((table) => table.split('\n').map((line) => line.trim().split(/\s+/)))
  const addresses = rows
    .filter((row) => row[3] === '0A' && inodes.includes(row[9]!))
    .map((row) => row[1]!.split(':')[0]!)
  expect(addresses.length).toBeGreaterThanOrEqual(2)
  expect(addresses.filter((address) => !address.endsWith('7F'))).toEqual([])
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

const folders = () => readdirSync(tmpdir()).filter((name) => name.startsWith('cassiform-127.'))

/** The folders of data of a server; their names begin with its address. */
function foldersOf({ contactPoints }: Pick<CassandraServer, 'contactPoints'>): readonly string[] {
  const hosts = contactPoints.map((point) => point.split(':')[0]!)
  return folders().filter((name) => hosts.some((host) => name.startsWith(`cassiform-${host}-`)))
}

/** The folders of data whose settings hold this word. */
function foldersMarked(word: string): readonly string[] {
  return folders().filter((name) => {
    const file = join(tmpdir(), name, 'cassandra.yaml')
    return existsSync(file) && readFileSync(file, 'utf8').includes(word)
  })
}

function accepts(point: string): Promise<boolean> {
  const [host, port] = point.split(':')
  const socket = connect(Number(port), host)
  return new Promise<boolean>((done) => {
    socket.once('connect', () => done(true)).once('error', () => done(false))
  }).finally(() => socket.destroy())
}

async function clusterName(server: CassandraServer): Promise<string> {
  return withClient(server, async (client) => {
    const { rows } = await client.execute('SELECT cluster_name FROM system.local')
    return String(rows[0]?.['cluster_name'])
  })
}

async function withClient<T>(server: CassandraServer, use: (client: Client) => Promise<T>): Promise<T> {
  const { contactPoints, localDataCenter } = server
  const client = new Client({ contactPoints: [...contactPoints], localDataCenter })
  try {
    return await use(client)
  } finally {
    await client.shutdown()
  }
}
