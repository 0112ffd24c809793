import type { CqlType, MapType, NativeType, NativeTypeName, SequenceType, UserDefinedType } from '../cql/data-type.js'
import { blobCodec } from './blob-codec.js'
import { booleanCodec } from './boolean-codec.js'
import { dateCodec } from './date-codec.js'
import { decimalCodec } from './decimal-codec.js'
import type { ElementCodec } from './define-codec.js'
import { enumCodec } from './enum-codec.js'
import { durationCodec } from './duration-codec.js'
import { floatVectorCodec } from './float-vector-codec.js'
import { doubleCodec, floatCodec } from './floating-codecs.js'
import { inetCodec, inetElementCodec } from './inet-codec.js'
import { bigintCodec, counterCodec, intCodec, smallintCodec, tinyintCodec, varintCodec } from './integer-codecs.js'
import { listCodec } from './list-codec.js'
import { mapCodec } from './map-codec.js'
import { hasTextKeys, isFloatVector, mapAsObject, nativeAs, setAsArray } from './representations.js'
import { serverOrder } from './server-order.js'
import { setCodec } from './set-codec.js'
import { asciiCodec, textCodec } from './text-codecs.js'
import { timeCodec } from './time-codec.js'
import { timestampCodec } from './timestamp-codec.js'
import { tupleCodec } from './tuple-codec.js'
import { userTypeCodec } from './user-type-codec.js'
import type { UserTypeDefinition } from './user-type-definition.js'
import { timeuuidCodec, uuidCodec } from './uuid-codecs.js'
import { vectorCodec } from './vector-codec.js'

const nativeCodecs: Readonly<Record<NativeTypeName, ElementCodec>> = {
  ascii: asciiCodec,
  bigint: bigintCodec,
  blob: blobCodec,
  boolean: booleanCodec,
  counter: counterCodec,
  date: dateCodec,
  decimal: decimalCodec,
  double: doubleCodec,
  duration: durationCodec,
  float: floatCodec,
  inet: inetCodec,
  int: intCodec,
  smallint: smallintCodec,
  text: textCodec,
  time: timeCodec,
  timestamp: timestampCodec,
  timeuuid: timeuuidCodec,
  tinyint: tinyintCodec,
  uuid: uuidCodec,
  varint: varintCodec,
}

/** What decides how values of a type look besides the type. */
export interface CodecOptions {
  /** JavaScript representation other than the default, for every part of the type that has one of this name. */
  readonly as?: string | undefined
  /** The only values that may be written, of every text and number in the type. */
  readonly allowed?: ReadonlySet<unknown> | undefined
  /**
   * Values of user-defined types only name something, a row by its key or a condition: fields of the live type that a
   * value does not have are null, and nothing is overwritten by that.
   */
  readonly isCondition?: boolean | undefined
  /** The definition of a user-defined type by its name; needed for types that hold one. */
  readonly userTypeOf?: ((name: string) => UserTypeDefinition) | undefined
}

/**
 * The codec of a type, in its default JavaScript representation. Frozen or not makes no difference to values.
 *
 * Values are bound in a form whose encoding by the driver is exact, given the client options `encoding: { map: Map,
 * set: Set, useBigIntAsLong: true, useBigIntAsVarint: true }` and a prepared statement; where there is none, as bytes.
 */
export function buildCodec(type: CqlType, options: CodecOptions = {}): ElementCodec {
  return type.kind === 'native'
    ? nativeCodec(nativeCodecs[type.name], type.name, options)
    : compositeCodec(type, options)
}

/** The codec of a type as element, key or value of another. */
export function buildElementCodec(type: CqlType, options: CodecOptions = {}): ElementCodec {
  if (type.kind !== 'native') return compositeCodec(type, options)
  return type.name === 'inet' ? inetElementCodec : nativeCodec(nativeCodecs[type.name], type.name, options)
}

/** The codec itself, unless something else than the default is asked for: the default costs nothing. */
function nativeCodec(codec: ElementCodec, name: NativeTypeName, { as, allowed }: CodecOptions): ElementCodec {
  const represented = as === undefined ? codec : nativeAs(codec, name, as)
  return allowed === undefined ? represented : enumCodec(represented, allowed)
}

function compositeCodec(type: Exclude<CqlType, NativeType>, options: CodecOptions): ElementCodec {
  const part = (inside: CqlType): ElementCodec => buildElementCodec(inside, options)
  // The server keeps the bytes of tuples, and with them what a collection would not hold.
  const whole = (inside: CqlType): ElementCodec => inServerOrder(buildCodec(inside, options), options)
  switch (type.kind) {
    case 'list':
      return listCodec(type, part(type.element))
    case 'set':
      return buildSetCodec(type, part(type.element), options)
    case 'map':
      return buildMapCodec(type, options)
    case 'tuple':
      return tupleCodec(type, type.elements.map(whole))
    case 'vector':
      return isFloatVector(type)
        ? floatVectorCodec(type, options.as)
        : vectorCodec(type, inServerOrder(part(type.element), options))
    case 'udt':
      return buildUserTypeCodec(type, options)
    case 'class':
      throw new TypeError('a user-defined type by its class has no codec; models know its name')
  }
}

function buildSetCodec(type: SequenceType, element: ElementCodec, { as }: CodecOptions): ElementCodec {
  const codec = setCodec(type, element)
  return as === 'array' ? setAsArray(codec, element) : codec
}

function buildMapCodec(type: MapType, options: CodecOptions): ElementCodec {
  const codec = mapCodec(type, buildElementCodec(type.key, options), buildElementCodec(type.value, options))
  return options.as === 'object' && hasTextKeys(type) ? mapAsObject(codec) : codec
}

function buildUserTypeCodec(type: UserDefinedType, options: CodecOptions): ElementCodec {
  const { name, userType, fields } = definitionOf(type.name, options)
  const ordered = fields.map((field) => ({ ...field, codec: inServerOrder(field.codec, options) }))
  return userTypeCodec(type, { name, userType, fields: ordered }, options)
}

function definitionOf(name: string, { userTypeOf }: CodecOptions): UserTypeDefinition {
  const definition = userTypeOf?.(name)
  if (definition === undefined) throw new TypeError(`no definition of the type ${name}`)
  return definition
}

/** The codec of a part whose bytes the server keeps as they come. */
function inServerOrder(codec: ElementCodec, options: CodecOptions): ElementCodec {
  const fieldTypes = (name: string) =>
    new Map(definitionOf(name, options).fields.map((field) => [field.fieldName, field.codec.type]))
  const order = serverOrder(codec.type, fieldTypes)
  return order === undefined ? codec : { ...codec, encode: (value) => order(codec.encode(value)) }
}
