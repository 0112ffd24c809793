import type { JsTypeOfArgument } from '../cql/type-helpers.js'
import type { GeneratedId, ValueTransformer } from '../metadata/entity-metadata.js'
import type { Mismatch } from './field-decorator.js'

/** An enum, or a list of the values. */
export type EnumValues = readonly (string | number)[] | Readonly<Record<string, string | number>>

/**
 * What a property holds: what its transformer takes (`P`), else the values of its enum (`E`), else what values of its
 * CQL type (`A`, a text or made by a helper) are in its representation (`As`).
 */
export type PropertyType<A, As, E, P> = [P] extends [never] ? Enumerated<JsTypeOfArgument<A, As>, E> : P

type Enumerated<Value, E> = E extends EnumValues ? OfEnum<Value, EnumValue<E>> : Value

/** An enum is checked for every text and number in the column. */
type OfEnum<Value, Member extends string | number> = Value extends string | number
  ? Member
  : Value extends Set<string | number>
    ? Set<Member>
    : Value extends (string | number)[]
      ? Member[]
      : Value

/** The values, and of an enum of texts also the texts themselves: the compiler tells them apart, the database does not. */
type EnumValue<E extends EnumValues> = E extends readonly (infer Member extends string | number)[]
  ? Member
  : Texts<E[keyof E] & (string | number)>

type Texts<Member extends string | number> = Member extends string ? Member | `${Member}` : Member

/** A value, or a function that makes one. */
export type DefaultOf<Value> = unknown extends Value ? unknown : Value | (() => Value)

/** Ids of version 4 and 7 are `uuid`s, those of version 1 `timeuuid`s. */
export type GeneratedFor<A> = A extends string
  ? string extends A
    ? GeneratedId
    : Lowercase<A> extends 'uuid'
      ? 'uuid' | 'uuidv7'
      : Lowercase<A> extends 'timeuuid'
        ? 'timeuuid'
        : Mismatch<'only columns of type uuid and timeuuid have generated ids'>
  : GeneratedId

/** Between a property of type `P` and a column whose values are `V`; of several, the first is nearest to the property. */
export type Transformer<P, V> = TypedTransformer<P, V> | readonly [TypedTransformer<P, never>, ...ValueTransformer[]]

/** Methods, because their parameters may also be narrower: a `ValueTransformer` does not say what it takes. */
interface TypedTransformer<P, V> {
  to(value: P): unknown
  from(value: V): P
}
