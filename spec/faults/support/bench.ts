import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { FaultCluster } from './fault-cluster.js'
import type { InstanceSettings } from './messages.js'

export const minutes = 60_000

/** The cluster of one spec file, and what its instances need to know. */
export class Bench {
  #cluster: FaultCluster | undefined
  #folder = ''
  #names = 0

  constructor() {
    beforeAll(async () => {
      this.#folder = mkdtempSync(join(tmpdir(), 'cassiform-faults-'))
      this.#cluster = await FaultCluster.start()
    }, 5 * minutes)
    afterAll(async () => {
      await this.#cluster?.end()
      rmSync(this.#folder, { recursive: true, force: true })
    }, minutes)
  }

  get cluster(): FaultCluster {
    return this.#cluster!
  }

  /** A name nobody else has, for a keyspace or a file. */
  newName(prefix: string): string {
    return `${prefix}_${++this.#names}`
  }

  newToken(): string {
    return join(this.#folder, this.newName('token'))
  }

  /** Settings of so many instances, each with another node first. */
  settings(count: number, more: Pick<InstanceSettings, 'keyspace' | 'model'> & Partial<InstanceSettings>) {
    const { localDataCenter } = this.cluster
    return Array.from({ length: count }, (_, index): InstanceSettings => {
      return {
        contactPoints: this.cluster.rotated(index),
        localDataCenter,
        leaseMs: 6000,
        waitTimeoutMs: 240_000,
        ...more,
      }
    })
  }

  /** A keyspace of three replicas without tables. */
  createKeyspace(keyspace: string): Promise<void> {
    const replication = `{'class': 'NetworkTopologyStrategy', '${this.cluster.localDataCenter}': 3}`
    return this.run(`CREATE KEYSPACE ${keyspace} WITH replication = ${replication}`)
  }

  dropKeyspace(keyspace: string): Promise<void> {
    return this.run(`DROP KEYSPACE IF EXISTS ${keyspace}`)
  }

  /** A statement as an operator would send it, to the first node. */
  run(cql: string): Promise<void> {
    return this.cluster.nodes[0]!.withClient(async (client) => void (await client.execute(cql)))
  }

  /** How often the lease of a keyspace changed hands; 0 before the first time. */
  async epoch(keyspace: string): Promise<number> {
    return this.cluster.nodes[0]!.withClient(async (client) => {
      const { rows } = await client.execute(
        `SELECT epoch FROM ${keyspace}.cassiform_schema_lock WHERE scope = 'schema'`,
      )
      return Number(rows[0]?.['epoch'] ?? 0)
    })
  }
}

/** One line of figures for the person who reads the run. */
export function tell(line: string): void {
  process.stderr.write(`faults: ${line}\n`)
}

/** `median 1200, slowest 3400` of milliseconds. */
export function summary(times: readonly number[]): string {
  const sorted = [...times].sort((a, b) => a - b).map(Math.round)
  return `median ${sorted[Math.floor(sorted.length / 2)]} ms, slowest ${sorted.at(-1)} ms`
}
