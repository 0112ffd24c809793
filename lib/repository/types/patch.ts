import type { Assignment } from '../../cql/assignments.js'
import type { ColumnsOf, IsLoose, KeyColumns, Names, Refused, Value } from './key.js'

/**
 * Changes to a column that leave the rest of it alone. Maps first: to the compiler they look like sets. An array is a
 * list, but one that `KEY` lists in `sets`, and without `KEY` it may be a set.
 */
type PartialAssignment<T, IsSet> = T extends readonly (infer I)[]
  ? (true extends IsSet ? Assignment<I, 'add' | 'remove'> : never) | (false extends IsSet ? ListAssignment<I> : never)
  : T extends ReadonlyMap<infer K, infer V>
    ? Assignment<readonly [K, V], 'put'> | Assignment<K, 'remove'>
    : T extends ReadonlySet<infer I>
      ? Assignment<I, 'add' | 'remove'>
      : T extends bigint
        ? Step
        : T extends Date | ArrayBufferView
          ? never
          : T extends object
            ? ObjectAssignment<T>
            : never

type ListAssignment<I> = Assignment<I, 'append' | 'prepend' | 'setAt' | 'removeAt' | 'remove'>

/** An object is a user-defined type, or a map with text keys. */
type ObjectAssignment<T> = string extends keyof T
  ? Assignment<readonly [string, T[keyof T]], 'put'> | Assignment<string, 'remove'>
  : Assignment<{ [F in keyof T & string]-?: readonly [F, Value<T[F]> | null] }[keyof T & string], 'setField'>

/** A change of a counter. */
type Step = Assignment<bigint, 'increment' | 'decrement'>

/** `null` deletes any cell; that of a property which is never undefined reads as undefined then. */
type Cells<E, C extends keyof E, IsSet> = {
  readonly [K in C]?: Value<E[K]> | null | undefined | PartialAssignment<Value<E[K]>, IsSet>
}

/** An array is a set only where `KEY` says so; asked of each column only where it says so of any. */
type CellsByKind<E, C extends keyof E> = [Names<E, 'sets'>] extends [never]
  ? Cells<E, C, IsLoose<E> extends true ? boolean : false>
  : Cells<E, Extract<C, Names<E, 'sets'>>, true> & Cells<E, Exclude<C, Names<E, 'sets'>>, false>

/** In a table with a counter every column outside the key is one. */
type PatchOf<E, C extends keyof E> = [Names<E, 'counter'>] extends [never]
  ? CellsByKind<E, C>
  : { readonly [K in C]?: Step | undefined }

/** New values of columns outside the primary key; `undefined` is not sent, `null` deletes. */
export type Patch<E> = PatchOf<E, Exclude<ColumnsOf<E>, KeyColumns<E>>> & {
  readonly [K in KeyColumns<E>]?: Refused<`'${K}' is a primary key column: a row keeps its key`>
}

/** New values of static columns: all that a partition key alone can change. */
export type StaticPatch<E> =
  IsLoose<E> extends true
    ? Patch<E>
    : PatchOf<E, Names<E, 'static'>> & {
        readonly [
          K in Exclude<ColumnsOf<E>, Names<E, 'static'>>
        ]?: Refused<`'${K}' is no static column: give the whole key`>
      }

type OptionalColumns<E> =
  | { [K in ColumnsOf<E>]: undefined extends E[K] ? K : null extends E[K] ? K : never }[ColumnsOf<E>]
  | Names<E, 'generated'>

/** What an insert takes: an instance or a plain object; optional properties may be left out or null. */
export type Insertable<E> = { readonly [K in Exclude<ColumnsOf<E>, OptionalColumns<E>>]: E[K] } & {
  readonly [K in OptionalColumns<E>]?: E[K] | null | undefined
}

/** What a new row holds besides its key, which may be repeated; without `KEY` nobody knows what the key is. */
export type Beside<E> =
  IsLoose<E> extends true
    ? { readonly [K in ColumnsOf<E>]?: E[K] | null | undefined }
    : { readonly [K in Exclude<ColumnsOf<E>, OptionalColumns<E> | KeyColumns<E>>]: E[K] } & {
        readonly [K in OptionalColumns<E> | KeyColumns<E>]?: E[K] | null | undefined
      }

/** Some properties of an entity, `undefined` among them, whatever `exactOptionalPropertyTypes` says. */
export type Draft<E> = { readonly [K in keyof E]?: E[K] | undefined }
