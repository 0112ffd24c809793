import type { CqlType, MapType, NativeTypeName, SequenceType } from '../cql/data-type.js'
import { blobCodec } from './blob-codec.js'
import { booleanCodec } from './boolean-codec.js'
import type { Codec } from './codec.js'
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

/**
 * The codec of a type, in its default JavaScript representation. Frozen or not makes no difference to values.
 *
 * Values are bound in a form whose encoding by the driver is exact, given the client options `encoding: { map: Map,
 * set: Set, useBigIntAsLong: true, useBigIntAsVarint: true }` and a prepared statement; where there is none, as bytes.
 */
export function buildCodec(type: CqlType): Codec {
  return type.kind === 'native' ? nativeCodecs[type.name] : collectionCodec(type)
}

function collectionCodec(type: SequenceType | MapType): ElementCodec {
  switch (type.kind) {
    case 'list':
      return listCodec(type, buildElementCodec(type.element))
    case 'set':
      return setCodec(type, buildElementCodec(type.element))
    case 'map':
      return mapCodec(type, buildElementCodec(type.key), buildElementCodec(type.value))
  }
}

/** The codec of a type as element, key or value of a collection. */
export function buildElementCodec(type: CqlType): ElementCodec {
  if (type.kind !== 'native') return collectionCodec(type)
  return type.name === 'inet' ? inetElementCodec : nativeCodecs[type.name]
}
