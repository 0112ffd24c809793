import { createHash } from 'node:crypto'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { cacheFolder } from './cache-folder.js'
import { useEverything } from './cql-probe.js'
import type { JavaHome } from './find-java.js'
import { jarFiles } from './find-jars.js'
import { startCluster } from './jvm-cluster.js'
import type { ArchiveUse, Installation } from './node-arguments.js'
import type { ServerRequest } from './provider.js'
import type { Supervised } from './supervisor.js'

/** The first Java that can write an archive of the classes a run has loaded. */
const firstJava = 13

/** Milliseconds Java may take to write the archive; 5,000 are usual. */
const writeLimitMs = 60_000

/** Heap of the run that writes the archive; an archive serves any heap. */
const heap = '384m'

/**
 * The archive of loaded classes that halves the time of a start (56 MB, in the cache), written by a run of its own if it
 * is not there yet, about 12 s. Without one servers start all the same: a failure is told, not thrown.
 */
export async function classArchive(installation: Installation, request: ServerRequest): Promise<ArchiveUse> {
  if (installation.java.major < firstJava) return undefined
  const file = archiveFile(installation, request)
  const failed = `${file}.failed`
  if (existsSync(file)) return { read: file }
  if (existsSync(failed)) return undefined
  try {
    await writeArchive(file, installation, request)
    return { read: file }
  } catch (error) {
    request.signal?.throwIfAborted()
    const reason = error instanceof Error ? error.message : String(error)
    request.log(`no class archive, starts take longer: ${reason}\ndelete ${failed} to have it tried again`)
    await writeFile(failed, reason)
    return undefined
  }
}

/** Java takes an archive only with the very same build and jars, and ignores it in silence otherwise: the name holds both. */
function archiveFile({ java, release, jars }: Installation, { machine }: ServerRequest): string {
  const hash = createHash('sha256').update(buildOf(java))
  for (const jar of jarFiles(jars)) hash.update(`${jar} ${statSync(jar).size} ${statSync(jar).mtimeMs}\n`)
  const name = `cassandra-${release.version}-java-${java.version}-${hash.digest('hex').slice(0, 12)}.jsa`
  return join(cacheFolder(machine), name)
}

function buildOf({ home, version }: JavaHome): string {
  const release = join(home, 'release')
  return existsSync(release) ? readFileSync(release, 'utf8') : `${home} ${version}`
}

/** Java writes the archive when it ends in its own time. Of two runs at once the last one's is kept; they are alike. */
async function writeArchive(file: string, installation: Installation, request: ServerRequest): Promise<void> {
  const { log, machine, signal } = request
  const started = performance.now()
  log('making a class archive, which halves the time of every later start')
  const draft = `${file}.${process.pid}-${Date.now()}`
  const options = { heap, yaml: undefined, archive: { write: draft }, signal }
  const cluster = await startCluster(installation, 1, options, machine.platform)
  try {
    await useEverything(cluster.contactPoints[0]!)
    await untilWritten(cluster.nodes[0]!, signal)
    await rename(draft, file)
  } finally {
    await cluster.end()
    await rm(draft, { force: true })
  }
  log(`class archive made in ${((performance.now() - started) / 1000).toFixed(1)} s`)
}

async function untilWritten(node: Supervised, signal: AbortSignal | undefined): Promise<void> {
  await node.terminate()
  const deadline = performance.now() + writeLimitMs
  while (!node.isOver()) {
    signal?.throwIfAborted()
    if (performance.now() > deadline) throw new Error(`Java did not write it within ${writeLimitMs / 1000} s`)
    await sleep(50)
  }
}
