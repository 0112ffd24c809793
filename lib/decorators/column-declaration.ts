import type { CqlType } from '../cql/data-type.js'
import { declareColumn, declareIndex } from '../metadata/declare.js'
import type { ColumnMetadata, ColumnRole } from '../metadata/entity-metadata.js'
import type { AnyColumnOptions } from './column-options.js'
import { normaliseIndex } from './index-declaration.js'
import { propertyDecorator } from './protocol.js'
import type { DecoratedProperty } from './protocol.js'
import { readColumnOptions } from './read-column-options.js'

/** What a decorator says of its columns by itself. */
type Given = Partial<Pick<ColumnMetadata, 'type' | 'moment'>>

/** The decorator behind every column decorator: arguments are `(type?, options?)` or `(options)`. */
export function columnDecorator(role: ColumnRole, first: unknown, second: object | undefined, given: Given = {}) {
  return propertyDecorator((property) => {
    const options = normaliseArguments(first, second)
    declareColumnOf(property, role, { ...options, type: options.type ?? given.type }, given)
  })
}

/** Records a column by its options, and the index among them. */
export function declareColumnOf(
  property: DecoratedProperty,
  role: ColumnRole,
  options: AnyColumnOptions,
  { moment }: Pick<Given, 'moment'> = {},
): void {
  declareColumn(property.owner, { ...readColumnOptions(property, role, options), moment })
  if (options.index === undefined || options.index === false) return
  declareIndex(property.owner, normaliseIndex(property, options.index === true ? {} : options.index))
}

function normaliseArguments(first: unknown, second: object | undefined): AnyColumnOptions {
  if (first === undefined) return { ...second }
  if (typeof first === 'string' || isCqlType(first)) return { ...second, type: first }
  return { ...(first as object), ...second }
}

function isCqlType(value: unknown): value is CqlType {
  return typeof value === 'object' && value !== null && 'kind' in value
}
