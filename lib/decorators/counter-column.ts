import type { JsTypeOf } from '../cql/type-helpers.js'
import { fixedColumnDecorator } from './column-declaration.js'
import type { ColumnOptions } from './column-options.js'
import type { FieldDecorator } from './field-decorator.js'

/** Options of a counter: it is never written whole, so nothing that makes or checks a value applies. */
export interface CounterColumnOptions<
  As extends 'number' | 'string' | undefined = 'number' | 'string' | undefined,
> extends Pick<ColumnOptions, 'name' | 'select' | 'absent' | 'comment'> {
  /** `'number'`, which must be a safe integer, or `'string'`; a bigint otherwise. */
  readonly as?: As
}

/**
 * A counter, `counter`: read as a bigint, changed by `increment()` and `decrement()` only. All columns outside the key
 * of a table with a counter are counters.
 */
export function CounterColumn<const As extends 'number' | 'string' | undefined = undefined>(
  options?: CounterColumnOptions<As>,
): FieldDecorator<JsTypeOf<'counter', As>> {
  return fixedColumnDecorator(options, { decorator: 'CounterColumn', type: 'counter' })
}
