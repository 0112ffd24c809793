import { existsSync, readdirSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { cacheFolder } from './cache-folder.js'
import type { Machine } from './machine.js'
import { Unfit } from './provider.js'
import { knownRelease, releaseOf, satisfies } from './release.js'
import type { Release } from './release.js'

/** Where the jars of a release are, or will be once Maven has fetched them. */
export interface Jars {
  readonly release: Release
  readonly folder: string
  /** The `mvn` to fetch them with; undefined if they are there. */
  readonly maven: string | undefined
}

/** The jars to run: those of CASSANDRA_JARS, those in the cache, or those that Maven can fetch. */
export function findJars(machine: Machine, asked: string | undefined): Jars {
  const given = machine.env['CASSANDRA_JARS']
  if (given) return givenJars(given, asked)
  const release = releaseOf(asked)
  const folder = join(cacheFolder(machine), `cassandra-${release.version}`)
  if (existsSync(folder)) return { release, folder, maven: undefined }
  const maven = findMaven(machine)
  if (maven !== undefined) return { release, folder, maven }
  throw new Unfit(
    `the jars of Cassandra ${release.version} are not in ${folder}, and there is no Maven to fetch them.`,
    `Install Maven (mvn), or set CASSANDRA_JARS to the lib folder of a Cassandra distribution.`,
  )
}

/** The jars of a folder, sorted: a class archive is only good for the same jars in the same order. */
export function jarFiles(folder: string): readonly string[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('.jar'))
  return names.sort().map((name) => join(folder, name))
}

function givenJars(folder: string, asked: string | undefined): Jars {
  const version = versionOfJars(folder)
  if (version === undefined) {
    throw new Unfit(
      `CASSANDRA_JARS is ${folder}, where there is no cassandra-all-….jar or apache-cassandra-….jar.`,
      `Set it to the lib folder of a Cassandra distribution, or unset it.`,
    )
  }
  const release = knownRelease(version)
  if (release === undefined) {
    throw new Unfit(
      `CASSANDRA_JARS holds Cassandra ${version}, which is neither 5.0 nor 4.1.`,
      'Unset it to have the right jars fetched.',
    )
  }
  if (satisfies(version, asked)) return { release, folder, maven: undefined }
  throw new Unfit(
    `CASSANDRA_JARS holds Cassandra ${version}, asked for was ${asked}.`,
    'Unset it to have the right jars fetched.',
  )
}

function versionOfJars(folder: string): string | undefined {
  const names = existsSync(folder) ? readdirSync(folder) : []
  return names.flatMap((name) => /^(?:cassandra-all|apache-cassandra)-(\d.*)\.jar$/.exec(name)?.[1] ?? [])[0]
}

function findMaven({ env }: Machine): string | undefined {
  const homes = [env['MAVEN_HOME'], env['M2_HOME']].flatMap((home) => (home ? join(home, 'bin') : []))
  const folders = [...homes, ...(env['PATH'] ?? '').split(delimiter)]
  return folders.map((folder) => join(folder, 'mvn')).find((file) => existsSync(file))
}
