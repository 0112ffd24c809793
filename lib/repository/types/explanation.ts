import type { AccessPath } from '../../plan/where/access-path.js'
import type { SelectPlan, StatementPlan } from '../../plan/statement-plan.js'

/** What a call would send, without sending it. Holds no bound value. */
export interface Explanation {
  readonly cql: string
  /** How often it is sent: once for each partition of an `In` on the partition key; not at all where nothing can match. */
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

/** Of a save of an entity in which nothing changed. */
export const nothingSent: Explanation = {
  cql: '',
  requests: 0,
  markers: [],
  isIdempotent: true,
  warnings: [],
  source: {},
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

/** Describes a plan for people and tests. */
export function explainPlan(plan: StatementPlan | SelectPlan, requests: number): Explanation {
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
    warnings: [...(warning === undefined ? [] : [warning]), ...(discards ? [discardsOthers] : [])],
    source,
  }
}
