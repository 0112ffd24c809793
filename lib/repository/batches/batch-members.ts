import { mapConcurrently } from '../../execution/map-concurrently.js'
import type { ExecutionOptions, WriteOptions } from '../../execution/options.js'
import type { RawStatement } from '../../execution/raw/raw-executor.js'
import { statementsOf } from '../../execution/batches/batch-member.js'
import type { BatchMember } from '../../execution/batches/batch-member.js'
import type { ConditionKind } from '../../execution/batches/batch-conditions.js'
import { refuseMember } from '../../execution/batches/batch-rules.js'
import { statementKind } from '../../cql/raw-cql.js'
import { withClass } from '../../plan/class-key.js'
import type { IfOptions } from '../../plan/writes/if-clause.js'
import { microseconds } from '../../plan/marker.js'
import { targetOf } from '../../plan/writes/write-target.js'
import type { RepositoryParts } from '../repository-parts.js'
import type { BoundWrite } from '../writes/write-binder.js'

/** A bound write of an entity as a member of a batch. `given`: the entity, key or condition that says which rows. */
export function entityMember(
  { binder }: RepositoryParts,
  method: string,
  { plan, model, values }: BoundWrite,
  given: object,
  options: (WriteOptions & IfOptions) | undefined,
): BatchMember {
  const { ttl, timestamp } = binder.using(options)
  return {
    method,
    statements: statementsOf(plan, values),
    isIdempotent: plan.isIdempotent,
    condition: plan.isConditional ? conditionKind(options) : undefined,
    write: {
      model,
      plan,
      values,
      isDelete: plan.kind === 'delete',
      target: targetOf(model, withClass(model, given) as object),
      timestamp: timestamp === undefined ? undefined : microseconds(timestamp),
      hasTtl: ttl !== undefined,
    },
  }
}

/** What makes a write conditional that is: plans exclude two of them at once. */
function conditionKind({ ifNotExists, ifExists }: IfOptions = {}): ConditionKind {
  return ifNotExists === true ? 'ifNotExists' : ifExists === true ? 'ifExists' : 'if'
}

/** Raw statements: what is known of them is what their caller says. */
export interface RawMemberOptions<X extends boolean | undefined = boolean | undefined> {
  /** Sending it twice changes nothing more than sending it once; false unless said otherwise. */
  readonly idempotent?: boolean | undefined
  /** It has a clause `IF …`; false unless said otherwise. */
  readonly conditional?: X
}

const writes: readonly string[] = ['INSERT', 'UPDATE', 'DELETE']

/** A statement of raw CQL as a member; its values are checked when the batch is sent: only the server knows its markers. */
export function rawMember(cql: unknown, params: unknown, options: RawMemberOptions | undefined): BatchMember {
  const place = { method: 'add', write: undefined }
  if (typeof cql !== 'string' || !writes.includes(statementKind(cql))) {
    refuseMember(place, 'E_BATCH_STATEMENT', 'expected the text of an INSERT, UPDATE or DELETE.', {
      hint: 'A batch takes no other statements, and no batch.',
    })
  }
  if (!Array.isArray(params)) {
    refuseMember(place, 'E_BATCH_STATEMENT', 'expected the values of the markers as an array.')
  }
  return {
    method: 'add',
    statements: [{ query: cql, params: [...(params as readonly unknown[])] }],
    isIdempotent: options?.idempotent === true,
    condition: options?.conditional === true ? 'if' : undefined,
    write: undefined,
  }
}

/** Makes of the values of raw CQL what the driver takes, or refuses them. */
export type BindRaw = (statement: RawStatement, options: ExecutionOptions) => Promise<readonly unknown[]>

/** The members of a batch with the values of raw CQL checked: each is prepared, the first time it is seen. */
export async function withBoundValues(
  members: readonly BatchMember[],
  bind: BindRaw,
  options: ExecutionOptions,
  lanes: number,
): Promise<readonly BatchMember[]> {
  const bindOne = async ({ query, params }: BatchMember['statements'][number]) => ({
    query,
    params: await bind({ cql: query, params: [...params] }, options),
  })
  return mapConcurrently(members, lanes, async (member) => {
    if (member.write !== undefined) return member
    return { ...member, statements: await Promise.all(member.statements.map(bindOne)) }
  })
}
