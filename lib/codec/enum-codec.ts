import { inspect } from 'node:util'
import { partsOf } from '../cql/data-type.js'
import type { CqlType } from '../cql/data-type.js'
import type { ElementCodec, Identity } from './define-codec.js'
import { orRefused } from './define-codec.js'
import { describeValue } from './describe-value.js'
import { refuse } from './value-refusal.js'

const texts: ReadonlySet<string> = new Set(['text', 'ascii'])
const integers: ReadonlySet<string> = new Set(['int', 'smallint', 'tinyint', 'bigint', 'varint'])

/** Whether a type, or any part of it, is of the kind of these values. */
export function canBeEnum(type: CqlType, allowed: readonly unknown[]): boolean {
  if (type.kind !== 'native') return partsOf(type).some((part) => canBeEnum(part, allowed))
  return allowed.some((value) => (typeof value === 'string' ? texts : integers).has(type.name))
}

/**
 * The codec of a text or integer type that takes only listed values; any other codec as it is, also that of an integer
 * where all listed values are texts, and the other way round: in a `map<text, int>` a list of texts is about the keys.
 * Other values that are stored are read as they are, and compared and copied too.
 */
export function enumCodec(codec: ElementCodec, allowed: ReadonlySet<unknown>): ElementCodec {
  const name = codec.type.kind === 'native' ? codec.type.name : ''
  if (!canBeEnum(codec.type, [...allowed])) return codec
  const listed = byIdentity(codec, allowed)
  const expected = oneOf([...listed.values()])
  return Object.freeze({
    ...codec,
    encode(value: unknown): unknown {
      const encoded = codec.encode(value)
      if (listed.has(encoded as Identity)) return encoded
      refuse(name, expected, describeOther(value))
    },
  })
}

/** The values that the type can hold. Its identity is what is bound, in one form for every spelling of a value. */
function byIdentity({ identity }: ElementCodec, allowed: ReadonlySet<unknown>): ReadonlyMap<Identity, unknown> {
  const listed = new Map<Identity, unknown>()
  const isNew = (value: unknown): boolean => orRefused(() => !listed.has(identity(value)))
  for (const value of allowed) if (isNew(value)) listed.set(identity(value), value)
  return listed
}

const maxNamed = 10

/** The first ten by name: what an enum lists was declared, and is no data. */
function oneOf(values: readonly unknown[]): string {
  const named = values.slice(0, maxNamed).map((value) => inspect(value, { maxStringLength: 60 }))
  const last = values.length > maxNamed ? `${values.length - maxNamed} more` : named.pop()
  if (last === undefined) return 'one of the values of its enum, none of which it can hold'
  return named.length === 0
    ? `the value of its enum, ${last}`
    : `one of the values of its enum, ${named.join(', ')} or ${last}`
}

/** `another string`: that it is a string was not what is wrong with it. */
function describeOther(value: unknown): string {
  return describeValue(value).replace(/^a (?=(?:string|number|bigint)$)/, 'another ')
}
