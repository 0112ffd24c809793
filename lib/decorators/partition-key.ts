import type { Representation, TypeArgument } from '../cql/type-helpers.js'
import { columnDecorator } from './column-declaration.js'
import type { KeyColumnOptions, WithType } from './column-options.js'
import type { FieldDecorator } from './field-decorator.js'
import type { EnumValues, PropertyType } from './property-type.js'

/** A column of the partition key: it decides which nodes hold the row. Columns follow declaration order, base class first. */
export function PartitionKey(): FieldDecorator<unknown>
export function PartitionKey<
  const A extends TypeArgument,
  const As extends Representation | undefined = undefined,
  const E extends EnumValues | undefined = undefined,
  P = never,
>(type: A, options?: KeyColumnOptions<A, As, E, P>): FieldDecorator<PropertyType<A, As, E, P>>
export function PartitionKey<
  const A extends TypeArgument | undefined = undefined,
  const As extends Representation | undefined = undefined,
  const E extends EnumValues | undefined = undefined,
  P = never,
>(options: WithType<KeyColumnOptions<A, As, E, P>, A>): FieldDecorator<PropertyType<A, As, E, P>>
export function PartitionKey(type?: unknown, options?: object): FieldDecorator<unknown> {
  return columnDecorator('partition', type, options)
}
