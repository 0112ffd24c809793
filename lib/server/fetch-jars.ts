import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rename, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { JavaHome } from './find-java.js'
import type { Jars } from './find-jars.js'
import { Unfit } from './provider.js'
import type { ServerRequest } from './provider.js'
import { mavenErrors } from './server-log.js'
import { supervise } from './supervisor.js'
import type { Supervised } from './supervisor.js'

/** Milliseconds between two lines of progress. */
const progressMs = 2000

/** Runs Maven until the jars are in their folder. Of two runs at once the first to finish wins; both have the same jars. */
export async function fetchJars(
  { folder, maven, release }: Jars,
  java: JavaHome,
  request: ServerRequest,
): Promise<void> {
  if (maven === undefined) return
  const started = performance.now()
  request.log(`fetching the jars of Cassandra ${release.version} with ${maven} into ${folder}, this first time only`)
  const workshop = await mkdtemp(join(dirname(folder), 'fetching-'))
  await mkdir(join(workshop, 'jars'))
  await writeFile(join(workshop, 'pom.xml'), pomFor(release.version))
  const run = supervise({
    program: maven,
    args: ['-B', 'dependency:copy-dependencies', `-DoutputDirectory=${join(workshop, 'jars')}`],
    folder: workshop,
    env: { ...request.machine.env, JAVA_HOME: java.home },
  })
  try {
    await watch(run, request)
    await moveInto(folder, join(workshop, 'jars'))
  } finally {
    await run.end()
  }
  request.log(`jars fetched in ${((performance.now() - started) / 1000).toFixed(1)} s`)
}

/** Tells how far Maven is. Throws `Unfit` with what Maven complained about. */
async function watch(run: Supervised, { signal, log }: ServerRequest): Promise<void> {
  let told = mavenProgress('')
  let next = performance.now() + progressMs
  while (!run.isOver()) {
    signal?.throwIfAborted()
    await sleep(50)
    if (performance.now() < next) continue
    next += progressMs
    const progress = mavenProgress(run.output())
    if (progress !== told) log((told = progress))
  }
  const code = await run.exited
  if (code === 0) return
  throw new Unfit(
    `Maven could not fetch the jars (exit code ${code ?? '?'}):\n${mavenErrors(run.output())}`,
    `\n    Mend that, or set CASSANDRA_JARS to the lib folder of a Cassandra distribution.`,
  )
}

/** How far Maven is, from its output: jars come over the net first and are then copied from its own repository. */
export function mavenProgress(output: string): string {
  const downloaded = output.match(/Downloaded from .*\.jar \(/g)?.length ?? 0
  const copied = output.match(/Copying \S+\.jar to /g)?.length ?? 0
  return copied > 0 ? `${copied} jars copied` : `${downloaded} jars downloaded`
}

async function moveInto(folder: string, fetched: string): Promise<void> {
  try {
    await rename(fetched, folder)
  } catch (error) {
    if (!existsSync(folder)) throw error
  }
}

function pomFor(version: string): string {
  return `<project>
  <modelVersion>4.0.0</modelVersion>
  <groupId>cassiform</groupId><artifactId>server</artifactId><version>1</version><packaging>pom</packaging>
  <dependencies>
    <dependency>
      <groupId>org.apache.cassandra</groupId><artifactId>cassandra-all</artifactId><version>${version}</version>
    </dependency>
  </dependencies>
</project>
`
}
