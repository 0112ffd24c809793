import type { BatchOutcome } from '../execution/batch-outcome.js'
import type { WriteOptions } from '../execution/options.js'
import type { DeleteOptions } from './options.js'

/** Options of a member: what decides its text. How the batch is sent, `execute` says. */
export interface MemberOptions extends Pick<WriteOptions, 'ttl' | 'timestamp'> {
  /** Writes an entity with `@VersionColumn` without comparing its version. */
  readonly unsafe?: boolean | undefined
}

/** What `batch.insert` takes. */
export interface MemberInsertOptions extends MemberOptions {
  /** Only if there is no such row; else nothing of the batch is written. */
  readonly ifNotExists?: boolean | undefined
}

/** Conditions of `batch.update` and `batch.delete`. */
export interface MemberConditions<Condition> {
  /** Only if there is such a row; else nothing of the batch is written. */
  readonly ifExists?: boolean | undefined
  /** Only if the row is so; else nothing of the batch is written. */
  readonly if?: Condition | undefined
}

/** What `batch.update` takes. */
export interface MemberUpdateOptions<Condition> extends MemberOptions, MemberConditions<Condition> {}

/** What `batch.delete` takes. */
export interface MemberDeleteOptions<Condition>
  extends Omit<MemberOptions, 'ttl'>, MemberConditions<Condition>, Pick<DeleteOptions, 'partition'> {}

/** What `batch.remove` takes. */
export type MemberRemoveOptions = Omit<MemberOptions, 'ttl'>

export const memberOptionNames = ['ttl', 'timestamp', 'unsafe'] as const satisfies (keyof MemberOptions)[]
export const memberInsertOptionNames = [...memberOptionNames, 'ifNotExists']
export const memberUpdateOptionNames = [...memberOptionNames, 'ifExists', 'if']
export const memberRemoveOptionNames = ['timestamp', 'unsafe']
export const memberDeleteOptionNames = [...memberRemoveOptionNames, 'partition', 'ifExists', 'if']

type Said<O, Name> = Name extends keyof O ? O[Name] : undefined

/** Whether an option makes a batch conditional: `boolean` where its type does not tell. */
type IsSaid<T> = [T] extends [undefined | false] ? false : [T] extends [object | true] ? true : boolean

type Or<A extends boolean, B extends boolean> = [A] extends [true] ? true : [B] extends [true] ? true : A | B

/** Whether a batch has conditions once a member with these options is in it. */
export type WithCondition<C extends boolean, O> = Or<
  C,
  Or<
    IsSaid<Said<O, 'ifNotExists'>>,
    Or<IsSaid<Said<O, 'ifExists'>>, Or<IsSaid<Said<O, 'if'>>, IsSaid<Said<O, 'conditional'>>>>
  >
>

/** What `execute` resolves to: an outcome if a member has a condition, else nothing. */
export type BatchResult<C extends boolean> = C extends true ? BatchOutcome : void
