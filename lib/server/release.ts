import { OptionError } from '../errors/option-error.js'

/** Major versions of Java that a line of Cassandra runs on, the best first. 24 and later run none: they have no security manager. */
const javaOf = { '5.0': [17, 11], '4.1': [11, 17, 8] } as const

/** The release taken where only the line is named. */
const newest = { '5.0': '5.0.9', '4.1': '4.1.10' } as const

/** A line of releases of Cassandra. */
export type ReleaseLine = keyof typeof newest

/** One release of Cassandra and what it needs. */
export interface Release {
  /** `5.0.9` */
  readonly version: string
  readonly line: ReleaseLine
  readonly java: readonly number[]
}

/** The release meant by `5.0`, `4.1` or an exact version of these lines; undefined for any other. */
export function knownRelease(version: string): Release | undefined {
  const line = /^(5\.0|4\.1)(?:\.\d+)?(?:-\w+)?$/.exec(version)?.[1] as ReleaseLine | undefined
  return line && { version: version === line ? newest[line] : version, line, java: javaOf[line] }
}

/** The release asked for, 5.0 where none is. Throws `OptionError` if it is none that can be started. */
export function releaseOf(asked: string = '5.0'): Release {
  const release = knownRelease(asked)
  if (release) return release
  throw new OptionError(
    `startCassandra(): 'version' expected '5.0', '4.1' or an exact version of these lines, given '${asked}'.`,
  )
}

/** Whether a server of the version `running` is what was `asked` for: `5.0` takes 5.0.9, `5.0.8` does not. */
export function satisfies(running: string, asked: string | undefined): boolean {
  return asked === undefined || running === asked || running.startsWith(`${asked}.`) || running.startsWith(`${asked}-`)
}
