import type { AccessPath } from '../../plan/where/access-path.js'
import type { SelectPlan, StatementPlan } from '../../plan/statement-plan.js'

/** A statement that a call would send. Holds no bound value. */
export interface StatementExplanation {
  readonly cql: string
  /**
   * How often it is sent, however many pages the answer has: once for each partition of an `In` on the partition key, for
   * each item of an array that needs it, for each range of a scan from its beginning; not at all where nothing can match.
   */
  readonly requests: number
  /** Names of the markers in their order: `sensorId`, `in(day)`, `limit`. */
  readonly markers: readonly string[]
  /** How the server reaches the rows; only of reads. */
  readonly accessPath?: AccessPath | 'scan'
  /** Whether the driver may send it again after a failure. */
  readonly isIdempotent: boolean
  readonly warnings: readonly string[]
  /** Generated functions by name; empty where code generation is forbidden. */
  readonly source: Readonly<Record<string, string | undefined>>
}

/** What a call would send, without sending it: its first statement, and what it sends besides. */
export interface Explanation extends StatementExplanation {
  /**
   * Other statements of the call, none of most: the count of `findAndCount`, the INSERT of `findOrCreate` where its read
   * finds no row, and those of the items of an array that differ from the first.
   */
  readonly further: readonly StatementExplanation[]
}

/** Of a save of an entity in which nothing changed, and of an empty array. */
export const nothingSent: Explanation = {
  cql: '',
  requests: 0,
  markers: [],
  isIdempotent: true,
  warnings: [],
  source: {},
  further: [],
}

const warningsOf: Readonly<Partial<Record<AccessPath | 'scan', string>>> = {
  partitions: 'IN on the partition key makes one node gather several partitions.',
  tokens: 'A range of tokens reads every partition in it.',
  index: 'An index without the partition key asks every node.',
  raw: 'Whether a Raw reads more than it answers is for the server to say.',
  filtering: 'ALLOW FILTERING reads and discards rows.',
  scan: 'Reads the whole table.',
}

const discardsOthers = 'The server reads rows of other classes of the table as well, and discards them.'

/** Describes a plan for people and tests; `more`: what is to be known of the call besides. */
export function explainPlan(
  plan: StatementPlan | SelectPlan,
  requests: number,
  more: readonly string[] = [],
): StatementExplanation {
  const { cql, markers, isIdempotent, source } = plan
  const accessPath = 'accessPath' in plan ? plan.accessPath : undefined
  const warning = accessPath === undefined ? undefined : warningsOf[accessPath]
  const discards = 'discardsOthers' in plan && plan.discardsOthers
  return {
    cql,
    requests,
    markers,
    ...(accessPath !== undefined && { accessPath }),
    isIdempotent,
    warnings: [...(warning === undefined ? [] : [warning]), ...(discards ? [discardsOthers] : []), ...more],
    source,
  }
}
