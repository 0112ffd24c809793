import { declareComputed, declareProblem } from '../metadata/declare.js'
import type { FieldDecorator } from './field-decorator.js'
import { propertyDecorator } from './protocol.js'
import type { DecoratedProperty } from './protocol.js'

/** What is computed, and of which column: the name of its property. */
export type ComputedOptions = { readonly writetime: string } | { readonly ttl: string }

/**
 * A property that the server computes and nobody writes: `writetime`, microseconds since 1970 as a bigint, or `ttl`,
 * the seconds left as a number. Absent where the cell is absent or, for `ttl`, does not expire.
 * Read as `WRITETIME("value")`, `TTL("value")`.
 */
export function Computed(options: { readonly writetime: string }): FieldDecorator<bigint>
export function Computed(options: { readonly ttl: string }): FieldDecorator<number>
export function Computed(options: ComputedOptions): FieldDecorator<bigint> | FieldDecorator<number> {
  return propertyDecorator((property) => declareComputedOf(property, options))
}

/** Records a computed property by its options. */
export function declareComputedOf({ owner, propertyName }: DecoratedProperty, options: ComputedOptions): void {
  const given = Object.entries(options ?? {})
  const [[name, of] = []] = given
  if (given.length === 1 && (name === 'writetime' || name === 'ttl') && typeof of === 'string') {
    declareComputed(owner, { propertyName, function: name, of })
  } else {
    declareProblem(owner, {
      code: 'E_COMPUTED',
      property: propertyName,
      message: 'does not say what is computed; expected { writetime: property } or { ttl: property }.',
    })
  }
}
