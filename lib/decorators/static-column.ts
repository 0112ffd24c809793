import type { NativeTypeName } from '../cql/data-type.js'
import type { JsTypeOf, TypedCqlType } from '../cql/type-helpers.js'
import { columnDecorator } from './column-declaration.js'
import type { ColumnOptions, WithType } from './column-declaration.js'
import type { FieldDecorator } from './field-decorator.js'

/** A static column: one value for the whole partition, stored once. */
export function StaticColumn(): FieldDecorator<unknown>
export function StaticColumn<const T extends NativeTypeName | (string & {})>(
  type: T,
  options?: ColumnOptions,
): FieldDecorator<JsTypeOf<T>>
export function StaticColumn<T>(type: TypedCqlType<T>, options?: ColumnOptions): FieldDecorator<T>
export function StaticColumn(options: WithType<ColumnOptions>): FieldDecorator<unknown>
export function StaticColumn(type?: unknown, options?: ColumnOptions): FieldDecorator<unknown> {
  return columnDecorator('static', type, options)
}
