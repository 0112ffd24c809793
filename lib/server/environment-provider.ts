import { ServerStartError } from '../errors/server-start-error.js'
import { describeServer } from './cql-probe.js'
import type { ServerDescription } from './cql-probe.js'
import { Unfit } from './provider.js'
import type { Offer, Provider, ServerRequest } from './provider.js'
import { satisfies } from './release.js'

/**
 * A server that runs already: CASSANDRA_CONTACT_POINTS=host:port,host:port names it; CASSANDRA_LOCAL_DC its data centre,
 * otherwise the server is asked. A named server that does not answer is an error, not a reason to start another one;
 * one with another version or too few nodes leaves the request to the next provider. Stopping it is left to its owner.
 */
export const environmentProvider: Provider = {
  name: 'environment',
  async offer(request) {
    const contactPoints = contactPointsOf(request)
    const server = await describe(contactPoints, request)
    const mismatch = mismatchOf(server, request)
    if (mismatch !== undefined) throw new Unfit(`CASSANDRA_CONTACT_POINTS names a server that ${mismatch}.`)
    return offerOf(contactPoints, server, request)
  },
}

function offerOf(contactPoints: readonly string[], server: ServerDescription, { machine }: ServerRequest): Offer {
  const { version, dataCenter } = server
  return {
    what: `the server at ${contactPoints.join(', ')} that CASSANDRA_CONTACT_POINTS names, version ${version}`,
    start: () =>
      Promise.resolve({
        contactPoints,
        localDataCenter: machine.env['CASSANDRA_LOCAL_DC'] || dataCenter,
        version,
        pids: [],
        stop: () => Promise.resolve(),
      }),
  }
}

/** `host` is `host:9042`. */
function contactPointsOf({ machine }: ServerRequest): readonly string[] {
  const named = (machine.env['CASSANDRA_CONTACT_POINTS'] ?? '').split(',').flatMap((point) => point.trim() || [])
  if (named.length === 0) {
    throw new Unfit('CASSANDRA_CONTACT_POINTS is not set.', 'Set it to host:port of a server that runs already.')
  }
  return named.map((point) => (/^[^:]+$|\]$/.test(point) ? `${point}:9042` : point))
}

async function describe(contactPoints: readonly string[], { machine }: ServerRequest): Promise<ServerDescription> {
  try {
    return await describeServer(contactPoints, machine)
  } catch (error) {
    const reason = `CASSANDRA_CONTACT_POINTS is ${contactPoints.join(',')}, which does not answer CQL.`
    const wayOut = 'Start that server, or unset CASSANDRA_CONTACT_POINTS to have one started.'
    throw new ServerStartError([{ provider: 'environment', reason, wayOut }], error)
  }
}

/** What is wrong with a server for a request, as the end of a sentence. */
function mismatchOf(server: ServerDescription, { version, nodes, yaml, heap }: ServerRequest): string | undefined {
  if (!satisfies(server.version, version)) return `is ${server.version}, asked for was ${version}`
  if (server.nodes < (nodes ?? 1)) return `has ${server.nodes} of the ${nodes} nodes asked for`
  if (yaml !== undefined || heap !== undefined) return `runs already, so that 'yaml' and 'heap' cannot be had`
  return undefined
}
