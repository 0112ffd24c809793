import type { CqlType, NativeTypeName } from '../cql/data-type.js'
import { blobCodec } from './blob-codec.js'
import { booleanCodec } from './boolean-codec.js'
import { dateCodec } from './date-codec.js'
import { decimalCodec } from './decimal-codec.js'
import type { ElementCodec } from './define-codec.js'
import { durationCodec } from './duration-codec.js'
import { doubleCodec, floatCodec } from './floating-codecs.js'
import { inetCodec, inetElementCodec } from './inet-codec.js'
import { bigintCodec, counterCodec, intCodec, smallintCodec, tinyintCodec, varintCodec } from './integer-codecs.js'
import { listCodec } from './list-codec.js'
import { mapCodec } from './map-codec.js'
import { setCodec } from './set-codec.js'
import { asciiCodec, textCodec } from './text-codecs.js'
import { timeCodec } from './time-codec.js'
import { timestampCodec } from './timestamp-codec.js'
import type { UserTypeDefinition } from './user-type-definition.js'
import { timeuuidCodec, uuidCodec } from './uuid-codecs.js'

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
  return type.kind === 'native' ? nativeCodecs[type.name] : compositeCodec(type, options)
}

function compositeCodec(type: CqlType, options: CodecOptions): ElementCodec {
  switch (type.kind) {
    case 'list':
      return listCodec(type, buildElementCodec(type.element, options))
    case 'set':
      return setCodec(type, buildElementCodec(type.element, options))
    case 'map':
      return mapCodec(type, buildElementCodec(type.key, options), buildElementCodec(type.value, options))
    default:
      throw new TypeError(`no codec for ${type.kind}`)
  }
}

/** The codec of a type as element, key or value of another. */
export function buildElementCodec(type: CqlType, options: CodecOptions = {}): ElementCodec {
  if (type.kind !== 'native') return compositeCodec(type, options)
  return type.name === 'inet' ? inetElementCodec : nativeCodecs[type.name]
}

/** The representations other than the default that a type, or any part of it, has. */
export function representationsOf(_type: CqlType): readonly string[] {
  return []
}
