import { printDataType } from '../cql/data-type.js'
import type { CqlType } from '../cql/data-type.js'
import type { ElementCodec } from './define-codec.js'
import { refuse } from './value-refusal.js'

/** Bytes a part of a primary key may take at most. */
const maxBytes = 65_535

/**
 * The codec of a key column. The server takes no part of a key above 65,535 bytes, and no empty text or blob where it is
 * the whole partition key ("Key may not be empty", "Key length of 65536 is longer than maximum of 65535").
 */
export function keyCodec(codec: ElementCodec, isOnlyPartitionKey: boolean): ElementCodec {
  if (!hasFreeLength(codec.type)) return codec
  const name = printDataType(codec.type)
  return Object.freeze({
    ...codec,
    encode(value: unknown): unknown {
      const encoded = codec.encode(value) as string | Uint8Array
      if (encoded.length === 0 && isOnlyPartitionKey) refuse(name, 'a key that is not empty', 'an empty one')
      // Three bytes are the most that one unit of a text takes.
      if (encoded.length > maxBytes / 3 && Buffer.byteLength(encoded) > maxBytes) {
        refuse(name, 'a key of 65,535 bytes at most', 'a longer one')
      }
      return encoded
    },
  })
}

function hasFreeLength(type: CqlType): boolean {
  return type.kind === 'native' && (type.name === 'text' || type.name === 'ascii' || type.name === 'blob')
}
