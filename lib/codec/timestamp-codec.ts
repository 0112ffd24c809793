import { isDate } from 'node:util/types'
import { defineScalar } from './define-codec.js'
import { dateMilliseconds, describeValue } from './describe-value.js'
import { refuse } from './value-refusal.js'

/**
 * `timestamp`: a valid `Date`, to the millisecond. Numbers and strings are refused: they say neither unit nor zone.
 * A timestamp that another program stored beyond the range of `Date` (±8.64e15 ms) reads as an invalid `Date`.
 */
export const timestampCodec = defineScalar({
  name: 'timestamp',
  accept(value): number {
    const milliseconds = isDate(value) ? dateMilliseconds(value) : NaN
    if (!Number.isNaN(milliseconds)) return milliseconds
    refuse('timestamp', 'a valid Date', describeValue(value))
  },
  // A Date of our own: of this realm, which the driver insists on, and out of reach of changes after the call.
  bind: (milliseconds) => new Date(milliseconds),
  decode: (value: Date) => new Date(value.getTime()),
  copy: (value) => (isDate(value) ? new Date(dateMilliseconds(value)) : value),
  equals: (a, b) => Object.is(a, b) || (isDate(a) && isDate(b) && Object.is(dateMilliseconds(a), dateMilliseconds(b))),
})
