import type { TableMetadata } from '../metadata/entity-metadata.js'
import type { ClassDecorator } from './field-decorator.js'
import { classDecorator } from './protocol.js'
import { declareTableOf } from './table-declaration.js'

/** Options of `@Table`: name, keyspace, comment, properties for its creation (`with`) and execution defaults. */
export type TableOptions = TableMetadata

/**
 * A class is a table. The name is the class name in snake_case unless given, verbatim, here:
 * `@Table()`, `@Table('readings')`, `@Table({ comment: '…' })`, `@Table('readings', { … })`.
 */
export function Table(name: string, options?: TableOptions): ClassDecorator
export function Table(options?: TableOptions): ClassDecorator
export function Table(first?: string | TableOptions, second?: TableOptions): ClassDecorator {
  const options: TableOptions = typeof first === 'string' ? { ...second, name: first } : { ...first }
  return classDecorator((owner) => declareTableOf(owner, options))
}
