import type { types } from 'cassandra-driver'
import { OptionError } from '../errors/option-error.js'
import { freeze } from './data-type.js'
import type { CqlType, NativeTypeName } from './data-type.js'
import { checkDataType, freezeCollection, parseDataType, TypeTextError } from './parse-data-type.js'

declare const jsType: unique symbol

/** A CQL type that also knows the TypeScript type of the property: `T` exists for the compiler only. */
export type TypedCqlType<T> = CqlType & { readonly [jsType]?: T }

/** What the helpers take: a type text, or what another helper made. */
export type TypeArgument = NativeTypeName | (string & {}) | TypedCqlType<unknown>

/** What a property holds whose type was given as a text or by a helper. */
export type JsTypeOfArgument<A extends TypeArgument> = A extends string
  ? JsTypeOf<A>
  : A extends TypedCqlType<infer T>
    ? T
    : unknown

/**
 * `list<element>`, an array. Throws `OptionError`, with the words of `parseDataType`, for an element that no list can
 * have: a collection inside must be frozen, `list(frozen(set('int')))`.
 */
export function list<const E extends TypeArgument>(element: E): TypedCqlType<JsTypeOfArgument<E>[]> {
  return checked('list', () => checkDataType({ kind: 'list', frozen: false, element: typeOf(element) }))
}

/** `set<element>`, a `Set`. Throws `OptionError` as `list` does. */
export function set<const E extends TypeArgument>(element: E): TypedCqlType<Set<JsTypeOfArgument<E>>> {
  return checked('set', () => checkDataType({ kind: 'set', frozen: false, element: typeOf(element) }))
}

/** `map<key, value>`, a `Map`. Throws `OptionError` as `list` does. */
export function map<const K extends TypeArgument, const V extends TypeArgument>(
  key: K,
  value: V,
): TypedCqlType<Map<JsTypeOfArgument<K>, JsTypeOfArgument<V>>> {
  return checked('map', () => checkDataType({ kind: 'map', frozen: false, key: typeOf(key), value: typeOf(value) }))
}

/**
 * `frozen<type>`: the collection as one value, replaced whole; in a text also what is inside it is frozen. Throws
 * `OptionError` for what is no collection.
 */
export function frozen<const T extends TypeArgument>(type: T): TypedCqlType<JsTypeOfArgument<T>> {
  return checked('frozen', () => (typeof type === 'string' ? parseDataType(`frozen<${type}>`) : freezeCollection(type)))
}

/** What the elements of a tuple are read as: each may be absent. */
type TupleElements<A extends readonly TypeArgument[]> = { -readonly [I in keyof A]: JsTypeOfArgument<A[I]> | null }

/**
 * `tuple<…>`, an array of that length; an absent element is `null`. A tuple is frozen always. Throws `OptionError` as
 * `list` does.
 */
export function tuple<const A extends readonly [TypeArgument, ...TypeArgument[]]>(
  ...elements: A
): TypedCqlType<TupleElements<A>> {
  return checked('tuple', () => checkDataType({ kind: 'tuple', elements: elements.map((one) => freeze(typeOf(one))) }))
}

/**
 * `vector<element, dimensions>`: a `Float32Array` for `float`, an array for other types (Cassandra 5.0). Throws
 * `OptionError` as `list` does.
 */
export function vector<const E extends TypeArgument>(
  element: E,
  dimensions: number,
): TypedCqlType<JsVector<E, JsTypeOfArgument<E>>> {
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

/**
 * What a property with the given type text holds: `JsTypeOf<'map<text, frozen<list<int>>>'>` is
 * `Map<string, number[]>`. `unknown` where the text is not known at compile time or names no type.
 */
export type JsTypeOf<Text extends string> = string extends Text ? unknown : JsTypeOfCompact<Compact<Lowercase<Text>>>

type JsTypeOfCompact<Text extends string> = Text extends keyof JsNativeTypes
  ? JsNativeTypes[Text]
  : Text extends `frozen<${infer Inner}>`
    ? JsTypeOfCompact<Inner>
    : Text extends `list<${infer Element}>`
      ? JsTypeOfCompact<Element>[]
      : Text extends `set<${infer Element}>`
        ? Set<JsTypeOfCompact<Element>>
        : Text extends `map<${infer Both}>`
          ? JsMap<SplitAtComma<Both>>
          : Text extends `tuple<${infer Elements}>`
            ? JsTuple<SplitAtCommas<Elements>>
            : Text extends `vector<${infer Both}>`
              ? JsVectorOf<SplitAtComma<Both>>
              : unknown

type JsMap<Parts> = Parts extends [infer Key extends string, infer Value extends string]
  ? Map<JsTypeOfCompact<Key>, JsTypeOfCompact<Value>>
  : unknown

type JsTuple<Parts> = { [I in keyof Parts]: Parts[I] extends string ? JsTypeOfCompact<Parts[I]> | null : never }

type JsVectorOf<Parts> = Parts extends [infer Element extends string, unknown]
  ? JsVector<Element, JsTypeOfCompact<Element>>
  : unknown

type JsVector<Type, Value> = Type extends 'float' ? Float32Array : Value[]

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
