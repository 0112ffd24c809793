import type { Representation, TypeArgument } from '../cql/type-helpers.js'
import { columnDecorator } from './column-declaration.js'
import type { ColumnOptions, WithType } from './column-options.js'
import type { FieldDecorator } from './field-decorator.js'
import type { EnumValues, PropertyType } from './property-type.js'

/** A regular column. Without a type it is inferred where that is certain: String, Boolean, Date, BigInt, Buffer. */
export function Column(): FieldDecorator<unknown>
export function Column<
  const A extends TypeArgument,
  const As extends Representation | undefined = undefined,
  const E extends EnumValues | undefined = undefined,
  P = never,
>(type: A, options?: ColumnOptions<A, As, E, P>): FieldDecorator<PropertyType<A, As, E, P>>
export function Column<
  const A extends TypeArgument | undefined = undefined,
  const As extends Representation | undefined = undefined,
  const E extends EnumValues | undefined = undefined,
  P = never,
>(options: WithType<ColumnOptions<A, As, E, P>, A>): FieldDecorator<PropertyType<A, As, E, P>>
export function Column(type?: unknown, options?: object): FieldDecorator<unknown> {
  return columnDecorator('regular', type, options)
}
