import { basename, delimiter, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { JavaHome } from './find-java.js'
import { jarFiles } from './find-jars.js'
import type { Release } from './release.js'

/** A Java, a release and its jars: what a node runs on. */
export interface Installation {
  readonly java: JavaHome
  readonly release: Release
  /** Folder of the jars. */
  readonly jars: string
}

/** What the class archive is to a run: the one it reads, or the one it writes when it ends. */
export type ArchiveUse = { readonly read: string } | { readonly write: string } | undefined

/** Parts of one run of a node. */
export interface NodeRun {
  /** Has `cassandra.yaml` and `logback.xml`; data and unpacked natives go there too. */
  readonly folder: string
  readonly nodes: number
  readonly heap: string
  readonly archive: ArchiveUse
}

/** Packages of Java that Cassandra reaches into. For 5.0 found by leaving them out one after another: these and no other. */
const opened = {
  '5.0': ['jdk.internal.ref', 'sun.nio.ch', 'java.io'],
  // Its memory meter walks through collections.
  '4.1': [
    'jdk.internal.ref',
    'sun.nio.ch',
    'java.io',
    'java.lang',
    'java.math',
    'java.net',
    'java.nio',
    'java.nio.charset',
    'java.text',
    'java.time',
    'java.util',
    'java.util.concurrent',
    'java.util.concurrent.atomic',
    'java.util.concurrent.locks',
    'java.util.function',
    'java.util.regex',
    'sun.nio.cs',
  ],
} as const

/** Arguments of `java` for a node: quick to start, small, and made to be thrown away. */
export function nodeArguments({ java, release, jars }: Installation, run: NodeRun): readonly string[] {
  const files = jarFiles(jars)
  const agent = memoryMeter(release, files)
  const opens = java.major < 9 ? [] : opened[release.line].map((name) => `--add-opens=java.base/${name}=ALL-UNNAMED`)
  return [
    ...opens,
    '-XX:+UseSerialGC',
    '-XX:TieredStopAtLevel=1',
    '-XX:+ExitOnOutOfMemoryError',
    '-XX:+PerfDisableSharedMem',
    `-Xms${run.heap}`,
    `-Xmx${run.heap}`,
    ...agent,
    ...archiveFlags(run.archive, agent.length > 0),
    ...properties(run).map(([name, value]) => `-D${name}=${value}`),
    '-cp',
    files.join(delimiter),
    'org.apache.cassandra.service.CassandraDaemon',
  ]
}

/** 4.1 cannot measure lambdas on Java 17 without its agent and dies at the start; 5.0 has a newer meter. */
function memoryMeter(release: Release, files: readonly string[]): readonly string[] {
  const agent = files.find((file) => /^jamm-.*\.jar$/.test(basename(file)))
  return release.line === '4.1' && agent !== undefined ? [`-javaagent:${agent}`] : []
}

function archiveFlags(archive: ArchiveUse, hasAgent: boolean): readonly string[] {
  if (archive === undefined) return []
  const allow = hasAgent ? ['-XX:+UnlockDiagnosticVMOptions', '-XX:+AllowArchivingWithJavaAgent'] : []
  if ('write' in archive) return [...allow, `-XX:ArchiveClassesAtExit=${archive.write}`]
  return [...allow, `-XX:SharedArchiveFile=${archive.read}`, '-Xshare:auto']
}

function properties({ folder, nodes }: NodeRun): readonly (readonly [string, string | number | boolean])[] {
  return [
    ['cassandra.config', pathToFileURL(join(folder, 'cassandra.yaml')).href],
    ['logback.configurationFile', join(folder, 'logback.xml')],
    ['cassandra.storagedir', folder],
    ['java.io.tmpdir', folder],
    ['jna.tmpdir', folder],
    ['cassandra-foreground', 'yes'],
    ['cassandra.skip_wait_for_gossip_to_settle', 0],
    ['cassandra.ring_delay_ms', 2000],
    ['cassandra.superuser_setup_delay_ms', 0],
    ['cassandra.system_distributed_default_rf', nodes],
    // What the server measures for 1-2 s at each start.
    ['cassandra.memtable.row_overhead_size', 180],
    // Six times faster CREATE TABLE; a killed node forgets its schema, and ours never come back.
    ['cassandra.test.flush_local_schema_changes', false],
    // A normal end takes 0.5 s instead of 6: only the run that writes the class archive ends so.
    ['cassandra.shutdown_announce_in_ms', 0],
    ['cassandra.test.messagingService.nonGracefulShutdown', true],
  ]
}
