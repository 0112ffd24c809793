import { classArchive } from './class-archive.js'
import { fetchJars } from './fetch-jars.js'
import { chooseJava, findJava } from './find-java.js'
import type { JavaHome } from './find-java.js'
import { findJars } from './find-jars.js'
import type { Jars } from './find-jars.js'
import { startCluster } from './jvm-cluster.js'
import { Unfit } from './provider.js'
import type { ProvidedServer, Provider, ServerRequest } from './provider.js'
import type { Release } from './release.js'

/** Heap of a node: enough for any test, and three nodes fit on a small machine. */
const defaultHeap = '384m'

/**
 * Plain processes of Java from the jars of Cassandra: those of CASSANDRA_JARS, or those that Maven fetched into the cache
 * folder. The first start fetches them and makes a class archive, about 25 s; later ones take 2 s. Linux and macOS.
 */
export const jvmProvider: Provider = {
  name: 'jvm',
  offer(request) {
    const { machine, nodes = 1 } = request
    if (machine.platform === 'win32') throw new Unfit('Cassandra runs on Linux and macOS only, not on Windows.')
    const jars = findJars(machine, request.version)
    const java = javaFor(jars.release, request)
    const processes = nodes === 1 ? 'a process' : `${nodes} processes`
    return {
      what: `Cassandra ${jars.release.version} as ${processes} of Java ${java.version} (${java.home})`,
      start: () => start(jars, java, request),
    }
  },
}

function javaFor({ version, java: accepted }: Release, { machine }: ServerRequest): JavaHome {
  const found = findJava(machine)
  const java = chooseJava(found, accepted, machine.env['CASSANDRA_JAVA_HOME'])
  if (java) return java
  const seen = found.map((one) => `Java ${one.version} (${one.home})`).join(', ') || 'no Java'
  throw new Unfit(
    `Cassandra ${version} runs on Java ${accepted.join(' or ')}, found ${seen}.`,
    `Install Java ${accepted[0]}, or set CASSANDRA_JAVA_HOME to where it is.`,
  )
}

async function start(jars: Jars, java: JavaHome, request: ServerRequest): Promise<ProvidedServer> {
  const { signal, machine, yaml, heap = defaultHeap, nodes = 1 } = request
  await fetchJars(jars, java, request)
  const installation = { java, release: jars.release, jars: jars.folder }
  const archive = await classArchive(installation, request)
  const cluster = await startCluster(installation, nodes, { heap, yaml, archive, signal }, machine.platform)
  const pids = await Promise.all(cluster.nodes.map((node) => node.pid))
  return {
    contactPoints: cluster.contactPoints,
    localDataCenter: 'datacenter1',
    version: jars.release.version,
    pids: pids.flatMap((pid) => pid ?? []),
    stop: () => cluster.end(),
  }
}
