import { describeValue } from '../codec/describe-value.js'
import type { CqlType } from '../cql/data-type.js'
import { declareColumn, declareIndex, declareProblem } from '../metadata/declare.js'
import type { ColumnMetadata, ColumnRole } from '../metadata/entity-metadata.js'
import type { AnyColumnOptions } from './column-options.js'
import { normaliseIndex } from './index-declaration.js'
import { propertyDecorator } from './protocol.js'
import type { DecoratedProperty } from './protocol.js'
import { readColumnOptions } from './read-column-options.js'

/** The decorator behind every column decorator that takes a type: arguments are `(type?, options?)` or `(options)`. */
export function columnDecorator(role: ColumnRole, first: unknown, second: unknown) {
  return propertyDecorator((property) => declareColumnOf(property, role, readArguments(property, first, second)))
}

/** What a decorator whose columns have one type says of them by itself. */
interface Fixed {
  readonly decorator: string
  readonly type: 'counter' | 'timestamp' | 'int'
  readonly moment?: ColumnMetadata['moment']
  readonly isVersion?: boolean
}

/** The decorator behind those whose columns have one type: the argument is `(options?)`. */
export function fixedColumnDecorator(given: unknown, { decorator, type, moment, isVersion }: Fixed) {
  return propertyDecorator((property) => {
    const mistake = `takes options only, given ${describeValue(given)}: it is a ${type} always.`
    const options = readObject(property, given, mistake, `Write @${decorator}().`)
    declareColumnOf(property, 'regular', { ...options, type: options.type ?? type }, { moment, isVersion })
  })
}

/** Records a column by its options, and the index among them. */
export function declareColumnOf(
  property: DecoratedProperty,
  role: ColumnRole,
  options: AnyColumnOptions,
  { moment, isVersion }: Pick<ColumnMetadata, 'moment' | 'isVersion'> = {},
): void {
  if (!isTypeArgument(options.type)) return refuseType(property, role, options)
  declareColumn(property.owner, { ...readColumnOptions(property, role, options), moment, isVersion })
  if (options.index === undefined || options.index === false) return
  declareIndex(property.owner, normaliseIndex(property, options.index === true ? {} : options.index))
}

function readArguments(property: DecoratedProperty, first: unknown, second: unknown): AnyColumnOptions {
  const mistake = `has ${describeValue(second)} where its options should be.`
  const options = readObject(property, second, mistake, "Write them as an object: @Column('text', { name: 'note' }).")
  if (first === undefined) return options
  return isOptions(first) ? { ...first, ...options } : { ...options, type: first as AnyColumnOptions['type'] }
}

/** A copy of the options; none where something else was given, which is a problem. */
function readObject(property: DecoratedProperty, given: unknown, message: string, hint: string): AnyColumnOptions {
  if (given === undefined || isOptions(given)) return { ...given }
  declareProblem(property.owner, { code: 'E_COLUMN_OPTION', property: property.propertyName, message, hint })
  return {}
}

function isOptions(given: unknown): given is AnyColumnOptions {
  return typeof given === 'object' && given !== null && !Array.isArray(given) && !isCqlType(given)
}

function isTypeArgument(given: unknown): boolean {
  return given === undefined || typeof given === 'string' || isCqlType(given)
}

function isCqlType(value: unknown): value is CqlType {
  return typeof value === 'object' && value !== null && 'kind' in value
}

/** Declares a column of some type in place of the one meant, so that keys and indexes are not reported missing as well. */
function refuseType(property: DecoratedProperty, role: ColumnRole, options: AnyColumnOptions): void {
  declareProblem(property.owner, {
    code: 'E_TYPE_UNKNOWN',
    property: property.propertyName,
    message: `has ${describeValue(options.type)} where its CQL type should be.`,
    hint: "Write @Column('int') or 'double' for a number, @Column(udt(() => Address)) for a user-defined type.",
  })
  const { propertyName, columnName, position, order } = readColumnOptions(property, role, options)
  declareColumn(property.owner, {
    propertyName,
    role,
    type: 'text',
    designType: undefined,
    columnName,
    position,
    order,
  })
}
