import { setTimeout as sleep } from 'node:timers/promises'
import { untilTheySeeEachOther } from '../../../lib/server/cql-probe.js'
import { startCassandra } from '../../../lib/server/start-cassandra.js'
import type { CassandraServer } from '../../../lib/server/start-cassandra.js'
import { ClusterNode } from './cluster-node.js'

/** Three real nodes, of their own, which can be paused, killed and started again. */
export class FaultCluster {
  private constructor(
    private readonly server: CassandraServer,
    readonly nodes: readonly ClusterNode[],
  ) {}

  static async start(): Promise<FaultCluster> {
    const server = await startCassandra({ nodes: 3, provider: 'jvm' })
    const nodes = server.contactPoints.map((point, index) => new ClusterNode(point, server.pids[index]!))
    return new FaultCluster(server, nodes)
  }

  get contactPoints(): readonly string[] {
    return this.server.contactPoints
  }

  get localDataCenter(): string {
    return this.server.localDataCenter
  }

  /** The contact points, beginning with another one for each number. */
  rotated(by: number): readonly string[] {
    const { contactPoints } = this
    return contactPoints.map((_, index) => contactPoints[(index + by) % contactPoints.length]!)
  }

  /** The node of the highest host id, which takes schema statements last of all. */
  async lastNode(): Promise<ClusterNode> {
    const named = this.nodes.map(async (node) => [await node.hostId(), node] as const)
    return (await Promise.all(named)).sort(([a], [b]) => (a < b ? 1 : -1))[0]![1]
  }

  /** Resolves when each node can use all of them again. */
  async whole(): Promise<void> {
    await untilTheySeeEachOther(this.contactPoints, AbortSignal.timeout(120_000))
  }

  /** Ends all nodes in their own time, so that they keep what they hold, and starts them on the same data. */
  async restart(): Promise<void> {
    await Promise.all(this.nodes.map((node) => node.terminate()))
    const [first, ...others] = this.nodes
    await first!.start()
    for (const node of others) await node.start()
    await this.whole()
    // The first requests after a start are slow: nothing is measured here.
    await sleep(1000)
  }

  async end(): Promise<void> {
    for (const node of this.nodes) await node.end()
    await this.server.stop()
  }
}
