import { isDeepStrictEqual } from 'node:util'
import { isAssignment } from '../cql/assignments.js'
import { printDataType } from '../cql/data-type.js'
import { isOperator } from '../cql/operators.js'
import type { ElementCodec } from './define-codec.js'
import { describeValue } from './describe-value.js'
import { refuse, ValueRefusal } from './value-refusal.js'

/** Between a property and the value its column type takes: `to` on the way to the database, `from` on the way back. */
interface Transformer {
  readonly to: (value: never) => unknown
  readonly from: (value: never) => unknown
}

type Step = (value: unknown) => unknown

/**
 * The codec of a column with transformers: the first of them is nearest to the property; the codec itself if there are
 * none. Absent cells and null pass them by. Values are compared and copied by what is stored of them; one that a
 * transformer does not take equals nothing and is its own copy.
 */
export function transformedCodec(codec: ElementCodec, transformers: readonly Transformer[]): ElementCodec {
  if (transformers.length === 0) return codec
  const to = inOrder(transformers.map((transformer) => (value) => transformer.to(value as never)))
  const from = inOrder(
    transformers.map((transformer) => (value: unknown) => transformer.from(value as never)).reverse(),
  )
  const identity: ElementCodec['identity'] = (value) => codec.identity(to(value))
  return Object.freeze({
    type: codec.type,
    encode: (value: unknown): unknown => {
      // What a transformer makes of them could be stored.
      if (isAssignment(value) || isOperator(value)) refuse(printDataType(codec.type), 'a value', describeValue(value))
      return encodeMade(codec, to(value))
    },
    decode: (value: unknown) => from(codec.decode(value)),
    // Property values first: what a transformer makes of one need not be the same twice, as with encryption.
    equals: (a: unknown, b: unknown) => isDeepStrictEqual(a, b) || orElse(false, () => codec.equals(to(a), to(b))),
    copy: (value: unknown) => orElse(value, () => from(codec.copy(to(value)))),
    identity,
    keyIdentity: codec.keyIdentity === codec.identity ? identity : (value: unknown) => codec.keyIdentity(to(value)),
    distinct: false,
  })
}

/** What a transformer made, encoded; a refusal says that it was made: what was given may well be what is expected. */
function encodeMade({ encode }: ElementCodec, made: unknown): unknown {
  try {
    return encode(made)
  } catch (error) {
    if (!(error instanceof ValueRefusal)) throw error
    refuse(error.cqlType, error.expected, `${error.given}, as its transformer made it`)
  }
}

function inOrder(steps: readonly Step[]): Step {
  return (value) => steps.reduce((result, step) => step(result), value)
}

/** What the functions of others say, or `otherwise` where they throw; writing the value tells why. */
function orElse<T>(otherwise: T, ask: () => T): T {
  try {
    return ask()
  } catch {
    return otherwise
  }
}
