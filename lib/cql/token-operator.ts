import { StatementError } from '../errors/statement-error.js'
import { isOperator, Operator } from './operators.js'
import type { RangeKind } from './operators.js'

const rangeKinds: ReadonlySet<string> = new Set<RangeKind>(['lt', 'lte', 'gt', 'gte', 'between', 'and'])

/**
 * `token("sensor_id", "day") > ?`: partitions by their place on the ring, as tools and jobs divide it. A partition has
 * one token, of its whole key: `Token` stands on the first partition key column, and the others have no condition. The
 * bounds are tokens, from -2^63 to 2^63 - 1, as a bigint or a decimal text; not values of the key.
 */
export function Token(range: Operator<bigint | string, RangeKind>): Operator<bigint | string, 'token'> {
  if (isOperator(range) && rangeKinds.has(range.kind)) return new Operator('token', [range])
  throw new StatementError('Token() takes a range of tokens.', {
    code: 'E_OPERAND',
    hint: 'Write Token(MoreThan(0n)) or Token(And(MoreThan(from), LessThanOrEqual(to))).',
  })
}
