import type { ElementCodec, Identity } from './define-codec.js'
import { orRefused } from './define-codec.js'
import { describeValue } from './describe-value.js'
import { refuse } from './value-refusal.js'

const texts: ReadonlySet<string> = new Set(['text', 'ascii'])
const integers: ReadonlySet<string> = new Set(['int', 'smallint', 'tinyint', 'bigint', 'varint'])

/**
 * The codec of a text or integer type that takes only listed values; any other codec as it is, also that of an integer
 * where all listed values are texts, and the other way round: in a `map<text, int>` a list of texts is about the keys.
 * Other values that are stored are read as they are, and compared and copied too.
 */
export function enumCodec(codec: ElementCodec, allowed: ReadonlySet<unknown>): ElementCodec {
  const name = codec.type.kind === 'native' ? codec.type.name : ''
  const isListed = (kinds: ReadonlySet<string>, type: string) =>
    kinds.has(name) && [...allowed].some((value) => typeof value === type)
  if (!isListed(texts, 'string') && !isListed(integers, 'number')) return codec
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
