import type { types } from 'cassandra-driver'
import { OptionError } from '../errors/option-error.js'
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
          : unknown

type JsMap<Parts> = Parts extends [infer Key extends string, infer Value extends string]
  ? Map<JsTypeOfCompact<Key>, JsTypeOfCompact<Value>>
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

type Opened<Text extends string> = Text extends `${string}<${infer Rest}` ? [0, ...Opened<Rest>] : []
type Closed<Text extends string> = Text extends `${string}>${infer Rest}` ? [0, ...Closed<Rest>] : []
