import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, realpathSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import type { Machine } from './machine.js'

/** A Java installation. */
export interface JavaHome {
  readonly home: string
  /** 17, and 8 for `1.8`. */
  readonly major: number
  /** `17.0.15` */
  readonly version: string
}

/** Every Java of the machine, each once: what the environment names first, then the PATH, then the usual folders. */
export function findJava(machine: Machine): readonly JavaHome[] {
  const homes = new Set<string>()
  for (const candidate of candidates(machine)) {
    if (existsSync(join(candidate, 'bin/java'))) homes.add(realpathSync(candidate))
  }
  return [...homes].flatMap((home) => describeHome(home) ?? [])
}

/**
 * The Java to take for a release: the one that CASSANDRA_JAVA_HOME names if it fits, otherwise the first of the best
 * major version. Never one that is not accepted, however early on the PATH.
 */
export function chooseJava(
  found: readonly JavaHome[],
  accepted: readonly number[],
  named: string | undefined,
): JavaHome | undefined {
  const home = named !== undefined && existsSync(named) ? realpathSync(named) : undefined
  const wanted = found.find((java) => java.home === home && accepted.includes(java.major))
  if (wanted) return wanted
  for (const major of accepted) {
    const java = found.find((one) => one.major === major)
    if (java) return java
  }
  return undefined
}

function candidates({ env, javaFolders }: Machine): readonly string[] {
  // Hosted CI machines name every Java they have: JAVA_HOME_17_X64.
  const numbered = Object.keys(env).filter((name) => /^JAVA_HOME_\d+(_|$)/.test(name))
  const named = ['CASSANDRA_JAVA_HOME', 'JAVA_HOME', ...numbered.sort()].flatMap((name) => env[name] || [])
  const onPath = (env['PATH'] ?? '').split(delimiter).flatMap((folder) => homeOfBinary(join(folder, 'java')) ?? [])
  return [...named, ...onPath, ...javaFolders.flatMap(homesIn)]
}

/** The home of a `java` binary, links followed: `/usr/bin/java` is in no Java home itself. */
function homeOfBinary(binary: string): string | undefined {
  try {
    return dirname(dirname(realpathSync(binary)))
  } catch {
    return undefined
  }
}

function homesIn(folder: string): readonly string[] {
  if (!existsSync(folder)) return []
  const entries = readdirSync(folder).sort()
  // A home is the entry itself, a bundle of macOS, a keg of Homebrew, or an architecture below a version.
  return entries.flatMap((entry) =>
    ['', 'Contents/Home', 'libexec/openjdk.jdk/Contents/Home', 'x64', 'arm64'].map((tail) => join(folder, entry, tail)),
  )
}

function describeHome(home: string): JavaHome | undefined {
  const version = versionInRelease(home) ?? versionByAsking(home)
  const major = /^(?:1\.)?(\d+)/.exec(version ?? '')?.[1]
  return version === undefined || major === undefined ? undefined : { home, major: Number(major), version }
}

/** The `release` file answers in a millisecond; starting Java takes 160. */
function versionInRelease(home: string): string | undefined {
  try {
    return /^JAVA_VERSION="([^"]+)"/m.exec(readFileSync(join(home, 'release'), 'utf8'))?.[1]
  } catch {
    return undefined
  }
}

function versionByAsking(home: string): string | undefined {
  const { stderr } = spawnSync(join(home, 'bin/java'), ['-version'], { encoding: 'utf8', timeout: 10_000 })
  return /version "([^"]+)"/.exec(stderr ?? '')?.[1]
}
