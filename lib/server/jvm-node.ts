import { mkdtemp, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { nodeArguments } from './node-arguments.js'
import type { ArchiveUse, Installation } from './node-arguments.js'
import { logbackConfiguration, nodeSettings } from './node-settings.js'
import type { NodePlace } from './node-settings.js'
import { isAddressTaken, tellingLines } from './server-log.js'
import { supervise } from './supervisor.js'
import type { Supervised } from './supervisor.js'

/** Milliseconds a node may take until it answers; a loaded machine needs ten times the usual two seconds. */
const startLimitMs = 120_000

/** Milliseconds between two looks. */
const pollMs = 20

/** How to run a node, whatever its place. */
export interface NodeOptions {
  readonly heap: string
  readonly yaml: Readonly<Record<string, unknown>> | undefined
  readonly archive: ArchiveUse
  readonly signal: AbortSignal | undefined
}

/** A node did not come up. The message holds the telling lines of its log. */
export class NodeFailure extends Error {
  /** Another process took the address in the meantime: another address may do. */
  readonly isAddressTaken: boolean

  constructor(what: string, output: string) {
    super(`${what}; its log says:\n${tellingLines(output)}`)
    this.isAddressTaken = isAddressTaken(output)
  }
}

/**
 * Starts a node and resolves once it takes CQL connections. It ends, and its data goes, with `end()` or with this process.
 * Throws `NodeFailure` or the reason of the signal; nothing is left behind then.
 */
export async function startNode(
  installation: Installation,
  place: NodePlace,
  { heap, yaml, archive, signal }: NodeOptions,
): Promise<Supervised> {
  const folder = await mkdtemp(join(tmpdir(), `cassiform-${place.host}-`))
  await writeFile(join(folder, 'cassandra.yaml'), nodeSettings(place, yaml))
  await writeFile(join(folder, 'logback.xml'), logbackConfiguration)
  const node = supervise({
    program: join(installation.java.home, 'bin/java'),
    args: nodeArguments(installation, { folder, nodes: place.nodes, heap, archive }),
    folder,
  })
  try {
    await untilItListens(node, place, `Cassandra ${installation.release.version}`, signal)
    return node
  } catch (error) {
    await node.end()
    throw error
  }
}

async function untilItListens(
  node: Supervised,
  place: NodePlace,
  name: string,
  signal: AbortSignal | undefined,
): Promise<void> {
  const deadline = performance.now() + startLimitMs
  while (!(await listens(node, place))) {
    signal?.throwIfAborted()
    if (node.isOver()) {
      throw new NodeFailure(
        `${name} ended with exit code ${(await node.exited) ?? '?'} while it started`,
        node.output(),
      )
    }
    if (performance.now() > deadline) {
      throw new NodeFailure(`${name} did not answer within ${startLimitMs / 1000} s`, node.output())
    }
    await sleep(pollMs)
  }
}

/**
 * The log line comes before the port is bound, and the port alone may be somebody else's who was quicker; this node has
 * bound its storage port, which no other Cassandra can share, by the time it writes the line.
 */
async function listens(node: Supervised, { host, nativePort }: NodePlace): Promise<boolean> {
  if (!(await accepts(host, nativePort)) || node.isOver()) return false
  return node.output().includes(`Starting listening for CQL clients on /${host}:${nativePort}`)
}

function accepts(host: string, port: number): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect(port, host)
    socket.once('error', () => done(false))
    socket.once('connect', () => {
      socket.destroy()
      done(true)
    })
  })
}
