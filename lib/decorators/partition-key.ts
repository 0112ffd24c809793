import type { NativeTypeName } from '../cql/data-type.js'
import type { JsTypeOf, TypedCqlType } from '../cql/type-helpers.js'
import { columnDecorator } from './column-declaration.js'
import type { KeyColumnOptions, WithType } from './column-declaration.js'
import type { FieldDecorator } from './field-decorator.js'

/** A column of the partition key: it decides which nodes hold the row. Columns follow declaration order, base class first. */
export function PartitionKey(): FieldDecorator<unknown>
export function PartitionKey<const T extends NativeTypeName | (string & {})>(
  type: T,
  options?: KeyColumnOptions,
): FieldDecorator<JsTypeOf<T>>
export function PartitionKey<T>(type: TypedCqlType<T>, options?: KeyColumnOptions): FieldDecorator<T>
export function PartitionKey(options: WithType<KeyColumnOptions>): FieldDecorator<unknown>
export function PartitionKey(type?: unknown, options?: KeyColumnOptions): FieldDecorator<unknown> {
  return columnDecorator('partition', type, options)
}
