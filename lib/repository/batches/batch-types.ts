import type { BatchOutcome } from '../../execution/batches/batch-outcome.js'
import type { Conditions } from '../types/conditions.js'
import type { WriteConditions, InsertOptions, OverwriteOptions } from '../types/write-options.js'

/** Options of a member: what decides its text. How the batch is sent, `execute` says. */
export type MemberOptions = Pick<OverwriteOptions, 'ttl' | 'timestamp' | 'unsafe' | 'listeners'>

/** What `batch.insert` takes. `X`: `ifNotExists` as it was written. */
export type MemberInsertOptions<X extends boolean | undefined> = MemberOptions & Pick<InsertOptions<X>, 'ifNotExists'>

/** What `batch.update` takes. `X`, `C`: `ifExists` and `if` as they were written. */
export interface MemberUpdateOptions<E, X extends boolean | undefined, C extends Conditions<E> | undefined>
  extends MemberOptions, WriteConditions<E, X, C> {}

/** What `batch.remove` takes. */
export type MemberRemoveOptions = Omit<MemberOptions, 'ttl'>

/** What `batch.delete` takes. */
export interface MemberDeleteOptions<E, X extends boolean | undefined, C extends Conditions<E> | undefined>
  extends MemberRemoveOptions, WriteConditions<E, X, C> {
  /** Deletes all rows of a partition or key prefix, on purpose. */
  readonly partition?: boolean | undefined
}

/** What `batch.save` knows. */
export const memberOptionNames = ['ttl', 'timestamp', 'unsafe', 'listeners'] as const satisfies (keyof MemberOptions)[]

/** What `batch.insert` knows. */
export const memberInsertOptionNames = [...memberOptionNames, 'ifNotExists']

/** What `batch.update` knows. */
export const memberUpdateOptionNames = [...memberOptionNames, 'ifExists', 'if']

/** What `batch.remove` knows. */
export const memberRemoveOptionNames = ['timestamp', 'unsafe', 'listeners']

/** What `batch.delete` knows. */
export const memberDeleteOptionNames = [...memberRemoveOptionNames, 'partition', 'ifExists', 'if']

/** Whether an option makes a batch conditional: `boolean` where its type does not tell. */
type IsSaid<Said> = [Said] extends [undefined | false] ? false : [Said] extends [object | true] ? true : boolean

type Or<A extends boolean, B extends boolean> = [A] extends [true] ? true : [B] extends [true] ? true : A | B

/** Whether a batch, conditional or not so far, has a condition with a member of these options. */
export type WithCondition<Conditional extends boolean, X, C = undefined> = Or<Conditional, Or<IsSaid<X>, IsSaid<C>>>

/** What `execute` resolves to: an outcome if a member has a condition, else nothing. */
export type BatchResult<Conditional extends boolean> = Conditional extends true ? BatchOutcome : void
