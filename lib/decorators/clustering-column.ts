import type { Representation, TypeArgument } from '../cql/type-helpers.js'
import { columnDecorator } from './column-declaration.js'
import type { ClusteringColumnOptions, WithType } from './column-options.js'
import type { FieldDecorator } from './field-decorator.js'
import type { EnumValues, PropertyType } from './property-type.js'

/** A clustering column: it orders the rows of a partition, `'asc'` or `'desc'`. */
export function ClusteringColumn(): FieldDecorator<unknown>
export function ClusteringColumn<
  const A extends TypeArgument,
  const As extends Representation | undefined = undefined,
  const E extends EnumValues | undefined = undefined,
  P = never,
>(type: A, options?: ClusteringColumnOptions<A, As, E, P>): FieldDecorator<PropertyType<A, As, E, P>>
export function ClusteringColumn<
  const A extends TypeArgument | undefined = undefined,
  const As extends Representation | undefined = undefined,
  const E extends EnumValues | undefined = undefined,
  P = never,
>(options: WithType<ClusteringColumnOptions<A, As, E, P>, A>): FieldDecorator<PropertyType<A, As, E, P>>
export function ClusteringColumn(type?: unknown, options?: object): FieldDecorator<unknown> {
  return columnDecorator('clustering', type, options)
}
