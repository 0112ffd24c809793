import type { NativeTypeName } from '../cql/data-type.js'
import type { JsTypeOf, TypedCqlType } from '../cql/type-helpers.js'
import { columnDecorator } from './column-declaration.js'
import type { ColumnOptions, WithType } from './column-declaration.js'
import type { FieldDecorator } from './field-decorator.js'

/** A regular column. Without a type it is inferred where that is certain: String, Boolean, Date, BigInt, Buffer. */
export function Column(): FieldDecorator<unknown>
export function Column<const T extends NativeTypeName | (string & {})>(
  type: T,
  options?: ColumnOptions,
): FieldDecorator<JsTypeOf<T>>
export function Column<T>(type: TypedCqlType<T>, options?: ColumnOptions): FieldDecorator<T>
export function Column(options: WithType<ColumnOptions>): FieldDecorator<unknown>
export function Column(type?: unknown, options?: ColumnOptions): FieldDecorator<unknown> {
  return columnDecorator('regular', type, options)
}
