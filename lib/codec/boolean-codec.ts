import { defineScalar } from './define-codec.js'
import { describeValue } from './describe-value.js'
import { refuse } from './value-refusal.js'

/** `boolean`: true or false and nothing else. The driver would store `'false'` as true. */
export const booleanCodec = defineScalar({
  name: 'boolean',
  accept(value): boolean {
    if (typeof value === 'boolean') return value
    refuse('boolean', 'true or false', describeValue(value))
  },
  distinct: true,
})
