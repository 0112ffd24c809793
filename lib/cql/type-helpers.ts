import type { types } from 'cassandra-driver'
import { OptionError } from '../errors/option-error.js'
import { freeze } from './data-type.js'
import type { CqlType, NativeTypeName } from './data-type.js'
import { checkDataType, freezeWhole, parseDataType, TypeTextError } from './parse-data-type.js'

declare const jsType: unique symbol
declare const madeOf: unique symbol

/**
 * A CQL type that also knows the TypeScript type of the property. Both parameters exist for the compiler only: `T` is
 * what the property holds, `Made` what a helper made the type of, from which other representations follow.
 */
export type TypedCqlType<T, Made = unknown> = CqlType & { readonly [jsType]?: T; readonly [madeOf]?: Made }

/** What the helpers take: a type text, or what another helper made. */
export type TypeArgument = NativeTypeName | (string & {}) | TypedCqlType<unknown>

/** A JavaScript representation other than the default of the type; see `ColumnOptions.as`. */
export type Representation =
  'number' | 'string' | 'BigDecimal' | 'Uuid' | 'LocalDate' | 'LocalTime' | 'array' | 'object'

/** What a property holds whose type was given as a text or by a helper, in a representation. */
export type JsTypeOfArgument<A, As = undefined> = A extends string
  ? JsTypeOf<A, As>
  : [A] extends [TypedCqlType<infer T, infer Made>]
    ? As extends undefined
      ? T
      : JsTypeOfMade<Made, T, As>
    : unknown

/** True for collections that are not frozen: an absent one reads as an empty one. */
export type IsMulticellCollection<A> = A extends string
  ? Lowercase<A> extends `${'list' | 'set' | 'map'}<${string}`
    ? true
    : false
  : [A] extends [TypedCqlType<unknown, infer Made>]
    ? Made extends ListOf<unknown> | SetOf<unknown> | MapOf<unknown, unknown>
      ? true
      : false
    : false

/** What helpers make types of, by helper; no interfaces, so that declarations of users can spell them out. */
type ListOf<E> = { readonly list: E }
type SetOf<E> = { readonly set: E }
type MapOf<K, V> = { readonly map: readonly [K, V] }
type TupleOf<A> = { readonly tuple: A }
type VectorOf<E> = { readonly vector: E }
type FrozenOf<A> = { readonly frozen: A }

type JsTypeOfMade<Made, T, As> =
  Made extends ListOf<infer E>
    ? JsTypeOfArgument<E, As>[]
    : Made extends SetOf<infer E>
      ? JsSet<JsTypeOfArgument<E, As>, As>
      : Made extends MapOf<infer K, infer V>
        ? JsMap<K, JsTypeOfArgument<K, As>, JsTypeOfArgument<V, As>, As>
        : Made extends TupleOf<infer A extends readonly unknown[]>
          ? TupleElements<A, As>
          : Made extends VectorOf<infer E>
            ? JsVector<E, JsTypeOfArgument<E, As>, As>
            : Made extends FrozenOf<infer A>
              ? JsTypeOfArgument<A, As>
              : T

/**
 * `list<element>`, an array. Throws `OptionError`, with the words of `parseDataType`, for an element that no list can
 * have: a collection inside must be frozen, `list(frozen(set('int')))`.
 */
export function list<const E extends TypeArgument>(element: E): TypedCqlType<JsTypeOfArgument<E>[], ListOf<E>> {
  return checked('list', () => checkDataType({ kind: 'list', frozen: false, element: typeOf(element) }))
}

/** `set<element>`, a `Set`. Throws `OptionError` as `list` does. */
export function set<const E extends TypeArgument>(element: E): TypedCqlType<Set<JsTypeOfArgument<E>>, SetOf<E>> {
  return checked('set', () => checkDataType({ kind: 'set', frozen: false, element: typeOf(element) }))
}

/** `map<key, value>`, a `Map`. Throws `OptionError` as `list` does. */
export function map<const K extends TypeArgument, const V extends TypeArgument>(
  key: K,
  value: V,
): TypedCqlType<Map<JsTypeOfArgument<K>, JsTypeOfArgument<V>>, MapOf<K, V>> {
  return checked('map', () => checkDataType({ kind: 'map', frozen: false, key: typeOf(key), value: typeOf(value) }))
}

/**
 * `frozen<type>`: a collection or user-defined type as one value, replaced whole, and everything inside it as well.
 * Throws `OptionError` for a native type, which is one value anyway.
 */
export function frozen<const T extends TypeArgument>(type: T): TypedCqlType<JsTypeOfArgument<T>, FrozenOf<T>> {
  return checked('frozen', () => (typeof type === 'string' ? parseDataType(`frozen<${type}>`) : freezeWhole(type)))
}

/** What the elements of a tuple are read as: each may be absent. */
type TupleElements<A extends readonly unknown[], As = undefined> = {
  -readonly [I in keyof A]: JsTypeOfArgument<A[I], As> | null
}

/**
 * `tuple<…>`, an array of that length; an absent element is `null`. A tuple is frozen always. Throws `OptionError` as
 * `list` does.
 */
export function tuple<const A extends readonly [TypeArgument, ...TypeArgument[]]>(
  ...elements: A
): TypedCqlType<TupleElements<A>, TupleOf<A>> {
  return checked('tuple', () => checkDataType({ kind: 'tuple', elements: elements.map((one) => freeze(typeOf(one))) }))
}

/**
 * `vector<element, dimensions>`: a `Float32Array` for `float`, an array for other types (Cassandra 5.0). Throws
 * `OptionError` as `list` does.
 */
export function vector<const E extends TypeArgument>(
  element: E,
  dimensions: number,
): TypedCqlType<JsVector<E, JsTypeOfArgument<E>, undefined>, VectorOf<E>> {
  return checked('vector', () => checkDataType({ kind: 'vector', element: freeze(typeOf(element)), dimensions }))
}

/**
 * The user-defined type that a class declares with `@UserType`; frozen, as one value, unless `{ frozen: false }`. The
 * class is given by a function because it may be declared further down. Throws `OptionError` for anything else.
 */
export function udt<E extends object>(
  classOf: () => abstract new (...args: never[]) => E,
  { frozen: isFrozen = true }: { readonly frozen?: boolean } = {},
): TypedCqlType<E> {
  if (typeof classOf === 'function' && classOf.prototype === undefined && typeof isFrozen === 'boolean') {
    return Object.freeze({ kind: 'class', frozen: isFrozen, classOf })
  }
  throw new OptionError('udt() takes a function that returns the class of the type, and { frozen } after it.', {
    code: 'E_TYPE_UNKNOWN',
    hint: 'Write udt(() => Address).',
  })
}

function typeOf(argument: TypeArgument): CqlType {
  return typeof argument === 'string' ? parseDataType(argument) : argument
}

function checked(helper: string, build: () => CqlType): CqlType {
  try {
    return Object.freeze(build())
  } catch (error) {
    if (!(error instanceof TypeTextError)) throw error
    throw new OptionError(`${helper}(): ${error.message}`, { code: 'E_TYPE_UNKNOWN', hint: error.hint })
  }
}

/** What a property of each native type holds. */
interface JsNativeTypes {
  ascii: string
  bigint: bigint
  blob: Buffer
  boolean: boolean
  counter: bigint
  date: string
  decimal: string
  double: number
  duration: types.Duration
  float: number
  inet: string
  int: number
  smallint: number
  text: string
  time: string
  timestamp: Date
  timeuuid: string
  tinyint: number
  uuid: string
  varchar: string
  varint: bigint
}

/** What it holds in each representation, where that is another type. */
interface JsRepresentations {
  number: { bigint: number; counter: number; varint: number }
  string: { bigint: string; counter: string; varint: string }
  BigDecimal: { decimal: types.BigDecimal }
  Uuid: { uuid: types.Uuid; timeuuid: types.TimeUuid }
  LocalDate: { date: types.LocalDate }
  LocalTime: { time: types.LocalTime }
}

type JsNativeType<Name extends keyof JsNativeTypes, As> = As extends keyof JsRepresentations
  ? Name extends keyof JsRepresentations[As]
    ? JsRepresentations[As][Name]
    : JsNativeTypes[Name]
  : JsNativeTypes[Name]

type JsSet<Element, As> = As extends 'array' ? Element[] : Set<Element>

/** `Key` is the CQL type of the keys: only texts can be names of properties. */
type JsMap<Key, K, V, As> = As extends 'object'
  ? Key extends string
    ? Lowercase<Key> extends 'text' | 'ascii' | 'varchar'
      ? Record<string, V>
      : Map<K, V>
    : Map<K, V>
  : Map<K, V>

type JsVector<Type, Value, As> = Type extends string
  ? Lowercase<Type> extends 'float'
    ? As extends 'array'
      ? Value[]
      : Float32Array
    : Value[]
  : Value[]

/**
 * What a property with the given type text holds: `JsTypeOf<'map<text, frozen<list<int>>>'>` is
 * `Map<string, number[]>`, and `JsTypeOf<'list<bigint>', 'number'>`, as with `{ as: 'number' }`, is `number[]`.
 * `unknown` where the text is not known at compile time or names no type.
 */
export type JsTypeOf<Text extends string, As = undefined> = string extends Text
  ? unknown
  : JsTypeOfCompact<Compact<Lowercase<Text>>, As>

type JsTypeOfCompact<Text extends string, As> = Text extends keyof JsNativeTypes
  ? JsNativeType<Text, As>
  : Text extends `frozen<${infer Inner}>`
    ? JsTypeOfCompact<Inner, As>
    : Text extends `list<${infer Element}>`
      ? JsTypeOfCompact<Element, As>[]
      : Text extends `set<${infer Element}>`
        ? JsSet<JsTypeOfCompact<Element, As>, As>
        : Text extends `map<${infer Both}>`
          ? JsMapOf<SplitAtComma<Both>, As>
          : Text extends `tuple<${infer Elements}>`
            ? JsTuple<SplitAtCommas<Elements>, As>
            : Text extends `vector<${infer Both}>`
              ? JsVectorOf<SplitAtComma<Both>, As>
              : unknown

type JsMapOf<Parts, As> = Parts extends [infer Key extends string, infer Value extends string]
  ? JsMap<Key, JsTypeOfCompact<Key, As>, JsTypeOfCompact<Value, As>, As>
  : unknown

type JsTuple<Parts, As> = {
  [I in keyof Parts]: Parts[I] extends string ? JsTypeOfCompact<Parts[I], As> | null : never
}

type JsVectorOf<Parts, As> = Parts extends [infer Element extends string, unknown]
  ? JsVector<Element, JsTypeOfCompact<Element, As>, As>
  : unknown

/** Without white space: one kind after the other, because all kinds at once make the compiler run out of memory. */
type Compact<Text extends string> = Without<Without<Without<Without<Text, ' '>, '\n'>, '\t'>, '\r'>

type Without<Text extends string, Space extends string> = Text extends `${infer Before}${Space}${infer After}`
  ? Without<`${Before}${After}`, Space>
  : Text

/** The two sides of the first comma that is not inside brackets. */
type SplitAtComma<Text extends string, Before extends string = ''> = Text extends `${infer Left},${infer Right}`
  ? Opened<`${Before}${Left}`> extends Closed<`${Before}${Left}`>
    ? [`${Before}${Left}`, Right]
    : SplitAtComma<Right, `${Before}${Left},`>
  : undefined

type SplitAtCommas<Text extends string> =
  SplitAtComma<Text> extends [infer First extends string, infer Rest extends string]
    ? [First, ...SplitAtCommas<Rest>]
    : [Text]

type Opened<Text extends string> = Text extends `${string}<${infer Rest}` ? [0, ...Opened<Rest>] : []
type Closed<Text extends string> = Text extends `${string}>${infer Rest}` ? [0, ...Closed<Rest>] : []
