import { randomBytes } from 'node:crypto'
import { untilTheySeeEachOther } from './cql-probe.js'
import { NodeFailure, startNode } from './jvm-node.js'
import type { NodeOptions } from './jvm-node.js'
import { freeAddresses } from './loopback-address.js'
import type { Addresses } from './loopback-address.js'
import type { Installation } from './node-arguments.js'
import type { NodePlace } from './node-settings.js'
import type { Supervised } from './supervisor.js'

/** How often a cluster is started anew because another process took an address. */
const addressAttempts = 3

/** Nodes that answer and know each other. */
export interface Cluster {
  readonly nodes: readonly Supervised[]
  /** `host:port` of each node. */
  readonly contactPoints: readonly string[]
  /** Kills the nodes and removes their data. */
  end(): Promise<void>
}

/**
 * Starts a cluster on free loopback addresses: the first node, then the others at once, then waits until each node can
 * use all of them. Throws `NodeFailure` or the reason of the signal; nothing is left behind then.
 */
export async function startCluster(
  installation: Installation,
  nodes: number,
  options: NodeOptions,
  platform: NodeJS.Platform,
): Promise<Cluster> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await startAt(await freeAddresses(nodes, platform), installation, options)
    } catch (error) {
      if (!(error instanceof NodeFailure && error.isAddressTaken) || attempt === addressAttempts) throw error
    }
  }
}

async function startAt(addresses: Addresses, installation: Installation, options: NodeOptions): Promise<Cluster> {
  const [first, ...others] = placesOf(addresses)
  const nodes: Supervised[] = []
  const end = async () => void (await Promise.all(nodes.map((node) => node.end())))
  const start = async (place: NodePlace) => nodes.push(await startNode(installation, place, options))
  try {
    await start(first!)
    const started = await Promise.allSettled(others.map(start))
    for (const outcome of started) if (outcome.status === 'rejected') throw outcome.reason
    const contactPoints = addresses.hosts.map((host) => `${host}:${addresses.nativePort}`)
    if (nodes.length > 1) await untilTheySeeEachOther(contactPoints, options.signal)
    return { nodes, contactPoints, end }
  } catch (error) {
    await end()
    throw error
  }
}

/** A name of its own for each cluster: nodes of another one that come to an old address are turned away. */
function placesOf({ hosts, nativePort, storagePort }: Addresses): readonly NodePlace[] {
  const clusterName = `cassiform-${randomBytes(4).toString('hex')}`
  const seed = `${hosts[0]}:${storagePort}`
  return hosts.map((host, index) => ({
    host,
    nativePort,
    storagePort,
    seed,
    clusterName,
    index,
    nodes: hosts.length,
  }))
}
