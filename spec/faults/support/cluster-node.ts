import { existsSync, readFileSync, readlinkSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client, policies, types } from 'cassandra-driver'
import { supervise } from '../../../lib/server/supervisor.js'
import type { Supervised } from '../../../lib/server/supervisor.js'

const { AllowListPolicy, RoundRobinPolicy } = policies.loadBalancing

/** Milliseconds a node may take to end, and to take connections. */
const limitMs = 120_000

/** One node, by its process: Linux tells its command line and its folder, so that it can be started again. */
export class ClusterNode {
  readonly #command: readonly string[]
  readonly #folder: string
  readonly #again: Supervised[] = []
  #earlierLog = ''
  #pid: number

  constructor(
    /** `host:port` */
    readonly contactPoint: string,
    pid: number,
  ) {
    this.#pid = pid
    this.#command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').slice(0, -1)
    this.#folder = readlinkSync(`/proc/${pid}/cwd`)
  }

  /** What the node wrote since it was started first. */
  get log(): string {
    return this.#earlierLog + this.#currentLog
  }

  /** Was started again: its log has each table twice, set up once in each life. */
  get hadAnotherLife(): boolean {
    return this.#again.length > 0
  }

  get isRunning(): boolean {
    return existsSync(`/proc/${this.#pid}/cwd`)
  }

  pause(): void {
    process.kill(this.#pid, 'SIGSTOP')
  }

  resume(): void {
    process.kill(this.#pid, 'SIGCONT')
  }

  async kill(): Promise<void> {
    process.kill(this.#pid, 'SIGKILL')
    await this.#until(() => !this.isRunning, 'end')
  }

  /** Asks it to end: it writes what it holds to disk first. */
  async terminate(): Promise<void> {
    process.kill(this.#pid, 'SIGTERM')
    await this.#until(() => !this.isRunning, 'end')
  }

  /** Starts it again, on the data it has; resolves when it takes connections. */
  async start(): Promise<void> {
    this.#earlierLog = this.log
    const [program, ...args] = this.#command
    const node = supervise({ program: program!, args, folder: this.#folder })
    this.#again.push(node)
    this.#pid = (await node.pid)!
    await this.#until(() => this.#currentLog.includes('Starting listening for CQL clients on'), 'start')
  }

  /** Ends those that were started again, and removes the data. */
  async end(): Promise<void> {
    for (const node of this.#again) await node.end()
  }

  async hostId(): Promise<string> {
    const { rows } = await this.withClient((client) => client.execute('SELECT host_id FROM system.local'))
    return String(rows[0]!['host_id'])
  }

  /** A connection to this node and no other. */
  async withClient<T>(use: (client: Client) => Promise<T>): Promise<T> {
    const { contactPoint } = this
    const loadBalancing = new AllowListPolicy(new RoundRobinPolicy(), [contactPoint])
    const client = new Client({
      contactPoints: [contactPoint],
      policies: { loadBalancing },
      queryOptions: { consistency: types.consistencies.quorum },
      socketOptions: { readTimeout: 60_000 },
      protocolOptions: { maxSchemaAgreementWaitSeconds: 30 },
    })
    try {
      await client.connect()
      return await use(client)
    } finally {
      await client.shutdown()
    }
  }

  get #currentLog(): string {
    const file = join(this.#folder, 'output.log')
    return existsSync(file) ? readFileSync(file, 'utf8') : ''
  }

  async #until(isSo: () => boolean, what: string): Promise<void> {
    const deadline = performance.now() + limitMs
    while (!isSo()) {
      if (performance.now() > deadline) {
        const told = this.#currentLog.trimEnd().split('\n').slice(-20).join('\n')
        throw new Error(`${this.contactPoint} did not ${what} within ${limitMs} ms; its log ends with\n${told}`)
      }
      await sleep(50)
    }
  }
}
