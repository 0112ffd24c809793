import { Duration, Long } from '../driver/value-classes.js'
import type { DurationFields } from '../driver/value-classes.js'
import { defineScalar } from './define-codec.js'
import { describeValue } from './describe-value.js'
import { refuse } from './value-refusal.js'

/**
 * `duration`: the driver's `Duration`: months and days of 32 bits, nanoseconds of 64, none negative or none positive.
 * Texts are refused: the driver's `Duration.fromString` loses signs inside them (`'1mo-2d'`).
 */
export const durationCodec = defineScalar({
  name: 'duration',
  accept: acceptDuration,
  decode: (value: Duration) => clone(value),
  identity: (duration) => {
    const { months, days, nanoseconds } = fieldsOf(duration)
    return `${months} ${days} ${nanoseconds.toString()}`
  },
  copy: (value) => (value instanceof Duration ? clone(value) : value),
})

/** A copy, which later changes of the object given cannot reach. */
function acceptDuration(value: unknown): Duration {
  if (!(value instanceof Duration)) refuse('duration', 'a Duration', describeValue(value))
  const { months, days, nanoseconds } = fieldsOf(value)
  if (!isInt32(months) || !isInt32(days) || !Long.isLong(nanoseconds) || nanoseconds.unsigned) {
    refuse(
      'duration',
      'a Duration of whole months and days within 32 bits, and nanoseconds as a number or signed Long',
      'a Duration with other parts',
    )
  }
  const signs = [Math.sign(months), Math.sign(days), nanoseconds.isZero() ? 0 : nanoseconds.isNegative() ? -1 : 1]
  if (signs.includes(1) && signs.includes(-1)) {
    refuse('duration', 'a Duration whose parts have one sign', 'a Duration with both signs')
  }
  return new Duration(months, days, nanoseconds)
}

function isInt32(value: unknown): boolean {
  return Number.isInteger(value) && ((value as number) | 0) === value
}

/** `Long` is immutable and may be shared. */
function clone(duration: Duration): Duration {
  const { months, days, nanoseconds } = fieldsOf(duration)
  return new Duration(months, days, nanoseconds)
}

function fieldsOf(duration: Duration): DurationFields {
  return duration as unknown as DurationFields
}
