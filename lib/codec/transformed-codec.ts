import type { ElementCodec } from './define-codec.js'

/** Between a property and the value its column type takes: `to` on the way to the database, `from` on the way back. */
export interface ValueTransformer {
  readonly to: (value: never) => unknown
  readonly from: (value: never) => unknown
}

type Step = (value: unknown) => unknown

/**
 * The codec of a column with transformers: the first of them is nearest to the property. Absent cells and null pass
 * them by. Values are compared and copied by what is stored of them.
 */
export function transformedCodec(codec: ElementCodec, transformers: readonly ValueTransformer[]): ElementCodec {
  const to = inOrder(transformers.map((transformer) => (value) => transformer.to(value as never)))
  const from = inOrder(
    transformers.map((transformer) => (value: unknown) => transformer.from(value as never)).reverse(),
  )
  const identity: ElementCodec['identity'] = (value) => codec.identity(to(value))
  return Object.freeze({
    type: codec.type,
    encode: (value: unknown): unknown => codec.encode(to(value)),
    decode: (value: unknown) => from(codec.decode(value)),
    equals: (a: unknown, b: unknown) => Object.is(to(a), to(b)) || codec.equals(to(a), to(b)),
    copy: (value: unknown) => from(codec.copy(to(value))),
    identity,
    keyIdentity: codec.keyIdentity === codec.identity ? identity : (value: unknown) => codec.keyIdentity(to(value)),
    distinct: false,
  })
}

function inOrder(steps: readonly Step[]): Step {
  return (value) => steps.reduce((result, step) => step(result), value)
}
