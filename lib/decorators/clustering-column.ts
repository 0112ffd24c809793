import type { NativeTypeName } from '../cql/data-type.js'
import type { JsTypeOf, TypedCqlType } from '../cql/type-helpers.js'
import { columnDecorator } from './column-declaration.js'
import type { ClusteringColumnOptions, WithType } from './column-declaration.js'
import type { FieldDecorator } from './field-decorator.js'

/** A clustering column: it orders the rows of a partition, `'asc'` or `'desc'`. */
export function ClusteringColumn(): FieldDecorator<unknown>
export function ClusteringColumn<const T extends NativeTypeName | (string & {})>(
  type: T,
  options?: ClusteringColumnOptions,
): FieldDecorator<JsTypeOf<T>>
export function ClusteringColumn<T>(type: TypedCqlType<T>, options?: ClusteringColumnOptions): FieldDecorator<T>
export function ClusteringColumn(options: WithType<ClusteringColumnOptions>): FieldDecorator<unknown>
export function ClusteringColumn(type?: unknown, options?: ClusteringColumnOptions): FieldDecorator<unknown> {
  return columnDecorator('clustering', type, options)
}
