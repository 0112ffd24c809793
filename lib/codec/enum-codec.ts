import type { ElementCodec, Identity } from './define-codec.js'
import { orRefused } from './define-codec.js'
import { describeValue } from './describe-value.js'
import { refuse } from './value-refusal.js'

const enumerable: ReadonlySet<string> = new Set(['text', 'ascii', 'int', 'smallint', 'tinyint', 'bigint', 'varint'])

/**
 * The codec of a text or integer type that takes only listed values; any other codec as it is. Others that are stored
 * are read as they are, and compared and copied too. Map keys, map values and elements alike are held to the list.
 */
export function enumCodec(codec: ElementCodec, allowed: ReadonlySet<unknown>): ElementCodec {
  const name = codec.type.kind === 'native' ? codec.type.name : ''
  if (!enumerable.has(name)) return codec
  // Of these types the identity is what is bound, in one form for every spelling of a value.
  const listed = new Set<Identity>()
  for (const value of allowed) orRefused(() => listed.add(codec.identity(value)).size > 0)
  return Object.freeze({
    ...codec,
    encode(value: unknown): unknown {
      const encoded = codec.encode(value)
      if (listed.has(encoded as Identity)) return encoded
      refuse(name, 'one of the values of its enum', describeValue(value))
    },
  })
}
