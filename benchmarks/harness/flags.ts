import { resolve } from 'node:path'
import { parseArgs } from 'node:util'

const packageEntry = resolve(__dirname, '../../dist/index.js')

/** What the command line says; see README.md. */
export interface Flags {
  readonly quick: boolean
  readonly check: boolean
  readonly rounds: number | undefined
  /** Cases whose name contains one of these; none: all. */
  readonly cases: readonly string[]
  /** Contenders beside the bare driver; none: all. */
  readonly contenders: readonly string[]
  readonly json: string | undefined
  readonly profileFolder: string | undefined
  readonly packageEntry: string
  /** Entry file of another build to compare with. */
  readonly against: string | undefined
}

/** Reads the command line; an unknown flag is an error. */
export function readFlags(args: readonly string[]): Flags {
  const { values } = parseArgs({
    args: [...args],
    options: {
      quick: { type: 'boolean', default: false },
      check: { type: 'boolean', default: false },
      rounds: { type: 'string' },
      case: { type: 'string', multiple: true, default: [] },
      contender: { type: 'string', multiple: true, default: [] },
      json: { type: 'string' },
      profile: { type: 'string' },
      against: { type: 'string' },
    },
  })
  return {
    quick: values.quick,
    check: values.check,
    rounds: values.rounds === undefined ? undefined : positive(values.rounds),
    cases: values.case,
    contenders: values.contender,
    json: values.json,
    profileFolder: values.profile,
    packageEntry,
    against: values.against === undefined ? undefined : resolve(values.against, 'dist/index.js'),
  }
}

function positive(text: string): number {
  const rounds = Number(text)
  if (Number.isInteger(rounds) && rounds > 0) return rounds
  throw new Error(`--rounds takes a positive integer, given '${text}'`)
}
