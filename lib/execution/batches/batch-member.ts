import type { TableModel } from '../../model/table-model.js'
import type { WritePlan } from '../../plan/statement-plan.js'
import type { WriteTarget } from '../../plan/writes/write-target.js'
import type { ConditionKind } from './batch-conditions.js'

/** Statements of a batch that belong together: one write of an entity, or one statement of raw CQL. */
export interface BatchMember {
  /** The method of the builder, for errors. */
  readonly method: string
  readonly statements: readonly { readonly query: string; readonly params: readonly unknown[] }[]
  readonly isIdempotent: boolean
  /** What makes it conditional: then all of the batch is written, or nothing. */
  readonly condition: ConditionKind | undefined
  /** Undefined for raw CQL, of which nothing else is known. */
  readonly write: EntityWrite | undefined
}

/** What a batch knows of a member that writes an entity. */
export interface EntityWrite {
  readonly model: TableModel
  readonly plan: WritePlan
  readonly values: readonly unknown[]
  readonly isDelete: boolean
  readonly target: WriteTarget
  /** Microseconds; undefined for the time of the batch. */
  readonly timestamp: bigint | undefined
  readonly hasTtl: boolean
}

/** The statements of a bound plan: each with its share of the values. */
export function statementsOf({ members }: WritePlan, values: readonly unknown[]): BatchMember['statements'] {
  if (members.length === 1) return [{ query: members[0]!.cql, params: values }]
  let next = 0
  return members.map(({ cql, valueCount }) => {
    const params = values.slice(next, next + valueCount)
    next += valueCount
    return { query: cql, params }
  })
}
