import { fixedColumnDecorator } from './column-declaration.js'
import type { ColumnOptions } from './column-options.js'
import type { FieldDecorator } from './field-decorator.js'

/** Options of a column whose moment is set by the library. */
export type DateColumnOptions = Pick<ColumnOptions, 'name' | 'select' | 'absent' | 'index' | 'comment'>

/** A `timestamp` that an insert sets, on the object given as well, where the entity says none. This process's clock. */
export function CreateDateColumn(options?: DateColumnOptions): FieldDecorator<Date> {
  return fixedColumnDecorator(options, { decorator: 'CreateDateColumn', type: 'timestamp', moment: 'created' })
}

/**
 * A `timestamp` that every write sets: an insert where the entity says none, an update where the patch says none, a
 * `save` where something changed and this did not. This process's clock.
 */
export function UpdateDateColumn(options?: DateColumnOptions): FieldDecorator<Date> {
  return fixedColumnDecorator(options, { decorator: 'UpdateDateColumn', type: 'timestamp', moment: 'updated' })
}
