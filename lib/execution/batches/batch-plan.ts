import { renderBatchText } from '../../cql/render-statement.js'
import type { BatchKind, BatchMessage } from '../../driver/driver.js'
import type { StatementPlan } from '../../plan/statement-plan.js'
import type { BatchMember } from './batch-member.js'

/** What a batch becomes: a plan like any other, sent as one message, and the values of all its members. */
export interface BoundBatch {
  readonly plan: StatementPlan & { readonly kind: 'batch'; readonly batch: BatchMessage }
  readonly values: readonly unknown[]
}

const begin: Readonly<Record<BatchKind, string>> = {
  logged: 'BEGIN BATCH',
  unlogged: 'BEGIN UNLOGGED BATCH',
  counter: 'BEGIN COUNTER BATCH',
}

/**
 * The plan of members. Its text, `BEGIN BATCH … ; … ; APPLY BATCH`, says in CQL what the message is: it is what logs,
 * listeners and errors see, and sending it with the values would do the same.
 */
export function planBatch(kind: BatchKind, members: readonly BatchMember[], timestamp: bigint | undefined): BoundBatch {
  const statements: BatchMember['statements'][number][] = []
  const values: unknown[] = timestamp === undefined ? [] : [timestamp]
  for (const member of members) {
    for (const statement of member.statements) {
      statements.push(statement)
      for (const value of statement.params) values.push(value)
    }
  }
  return {
    plan: {
      kind: 'batch',
      entityName: entityNameOf(members),
      cql: renderBatchText(timestamp === undefined ? begin[kind] : `${begin[kind]} USING TIMESTAMP ?`, statements),
      markers: [],
      bind: () => [...values],
      isIdempotent: members.every(({ isIdempotent }) => isIdempotent),
      source: {},
      batch: { kind, members: statements, timestamp },
    },
    values,
  }
}

/** The entity that all members write; undefined for several, or where raw CQL is among them. */
function entityNameOf(members: readonly BatchMember[]): string | undefined {
  const name = members[0]?.write?.model.entityName
  return members.every(({ write }) => write?.model.entityName === name) ? name : undefined
}
