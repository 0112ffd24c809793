import type { CqlType } from '../cql/data-type.js'
import { didYouMean } from '../errors/did-you-mean.js'
import { declareColumn, declareIndex, declareProblem } from '../metadata/declare.js'
import type { ClusteringOrder, ColumnRole } from '../metadata/entity-metadata.js'
import { normaliseIndex } from './index-declaration.js'
import type { IndexOptions } from './index-declaration.js'
import { propertyDecorator } from './protocol.js'
import type { DecoratedProperty } from './protocol.js'

/** Options of every column. */
export interface ColumnOptions {
  /** Column name, verbatim; otherwise the naming strategy makes one of the property name. */
  readonly name?: string
  /** What an absent cell reads as; `undefined` unless the data source says otherwise. */
  readonly absent?: 'undefined' | 'null'
  /** For a collection that is not frozen: an absent one reads as absent, not as an empty collection. */
  readonly nullable?: boolean
  /** An index on the column: `true` for a plain one. */
  readonly index?: boolean | IndexOptions
  /** For readers of the class; CQL has no column comments. */
  readonly comment?: string
}

/** Options of a column that is part of the primary key. */
export interface KeyColumnOptions extends ColumnOptions {
  /** Place among the columns of its kind, where declaration order is not the wanted one. */
  readonly position?: number
}

export interface ClusteringColumnOptions extends KeyColumnOptions {
  /** `'asc'` unless said otherwise. */
  readonly order?: 'asc' | 'desc' | 'ASC' | 'DESC'
}

/** `type` may stand among the options instead of before them. */
export type WithType<Options> = Options & { readonly type?: string | CqlType }

type AnyColumnOptions = WithType<ClusteringColumnOptions>

const commonOptions = ['type', 'name', 'absent', 'nullable', 'index', 'comment']
const optionsOf: Readonly<Record<ColumnRole, readonly string[]>> = {
  partition: [...commonOptions, 'position'],
  clustering: [...commonOptions, 'position', 'order'],
  static: commonOptions,
  regular: commonOptions,
}

/** The decorator behind every column decorator: arguments are `(type?, options?)` or `(options)`. */
export function columnDecorator(role: ColumnRole, first: unknown, second: ColumnOptions | undefined) {
  return propertyDecorator((property) => {
    const options = normaliseArguments(first, second)
    refuseUnknownOptions(property, role, options)
    declareColumn(property.owner, {
      propertyName: property.propertyName,
      role,
      type: options.type,
      designType: property.designType,
      columnName: options.name,
      position: options.position,
      order: orderOf(property, role, options.order),
      absent: absentOf(property, options.absent),
      nullable: options.nullable,
      comment: options.comment,
    })
    if (options.index !== undefined && options.index !== false) {
      declareIndex(property.owner, normaliseIndex(property, options.index === true ? {} : options.index))
    }
  })
}

function normaliseArguments(first: unknown, second: ColumnOptions | undefined): AnyColumnOptions {
  if (first === undefined) return second ?? {}
  if (typeof first === 'string' || isCqlType(first)) return { ...second, type: first }
  return { ...(first as AnyColumnOptions), ...second }
}

function isCqlType(value: unknown): value is CqlType {
  return typeof value === 'object' && value !== null && 'kind' in value
}

function orderOf(
  property: DecoratedProperty,
  role: ColumnRole,
  order: AnyColumnOptions['order'],
): ClusteringOrder | undefined {
  if (role !== 'clustering') return undefined
  const lower = typeof order === 'string' ? order.toLowerCase() : 'asc'
  if (lower === 'asc' || lower === 'desc') return lower
  declareProblem(property.owner, {
    code: 'E_COLUMN_OPTION',
    property: property.propertyName,
    message: `has an unknown clustering order; expected 'asc' or 'desc', given '${String(order)}'.`,
  })
  return 'asc'
}

function absentOf(property: DecoratedProperty, absent: ColumnOptions['absent']): ColumnOptions['absent'] | undefined {
  if (absent === undefined || absent === 'undefined' || absent === 'null') return absent
  declareProblem(property.owner, {
    code: 'E_COLUMN_OPTION',
    property: property.propertyName,
    message: "has an impossible { absent }; expected 'undefined' or 'null'.",
  })
  return undefined
}

function refuseUnknownOptions(property: DecoratedProperty, role: ColumnRole, options: object): void {
  for (const option of Object.keys(options)) {
    if (optionsOf[role].includes(option)) continue
    declareProblem(property.owner, {
      code: 'E_UNKNOWN_OPTION',
      property: property.propertyName,
      message: `has an unknown column option '${option}'.${didYouMean(option, optionsOf[role])}`,
      hint: `Known here: ${optionsOf[role].join(', ')}.`,
    })
  }
}
