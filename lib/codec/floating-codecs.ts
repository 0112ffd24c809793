import { defineScalar } from './define-codec.js'
import type { Identity } from './define-codec.js'
import { describeValue } from './describe-value.js'
import { refuse } from './value-refusal.js'

/** `double`: any number. */
export const doubleCodec = defineScalar({
  name: 'double',
  accept(value): number {
    if (typeof value === 'number') return value
    refuse('double', 'a number', describeValue(value))
  },
  identity: bits,
  distinct: true,
})

/** `float`: any number, rounded to single precision, that does not become infinite by it. */
export const floatCodec = defineScalar({
  name: 'float',
  accept(value): number {
    if (typeof value !== 'number') refuse('float', 'a number', describeValue(value))
    const rounded = Math.fround(value)
    if (Number.isFinite(rounded) || !Number.isFinite(value)) return rounded
    refuse('float', 'a number within single precision', 'a finite number beyond it')
  },
  identity: bits,
})

/** Tells -0 from 0, which differ in the database; all NaN are alike. */
function bits(value: number): Identity {
  return Object.is(value, -0) ? '-0' : value
}
