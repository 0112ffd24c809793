import { fixedColumnDecorator } from './column-declaration.js'
import type { ColumnOptions } from './column-options.js'
import type { FieldDecorator } from './field-decorator.js'

/** Options of a column that counts versions; it is set by the library alone. */
export type VersionColumnOptions = Pick<ColumnOptions, 'name' | 'comment'>

/**
 * An `int` that counts the writes of its row, 1 for a new one, so that nobody overwrites what he has not seen. Every write
 * of such an entity is conditional: `save` of a new one is `INSERT … IF NOT EXISTS`, of a loaded one `UPDATE … IF "version" = ?`,
 * `remove` of a loaded one `DELETE … IF "version" = ?`; a conflict is a `VersionConflictError`. Costs four round trips between
 * replicas in place of one. Writes that do not compare the version are refused, unless `{ unsafe: true }` says that they
 * may overwrite anything.
 */
export function VersionColumn(options?: VersionColumnOptions): FieldDecorator<number> {
  return fixedColumnDecorator(options, { decorator: 'VersionColumn', type: 'int', isVersion: true })
}
