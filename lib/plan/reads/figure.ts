import { decimalCodec } from '../../codec/decimal-codec.js'
import { unchanged } from '../../codec/define-codec.js'
import type { CqlType, NativeTypeName } from '../../cql/data-type.js'
import { printDataType } from '../../cql/data-type.js'
import type { ColumnModel } from '../../model/table-model.js'
import { refuse, refuseUnknownProperty } from '../call.js'
import type { Call } from '../call.js'
import type { DerivedResult } from '../cell.js'
import type { Projection } from './projection.js'

/** A figure that the server makes of one column of many rows. */
export type FigureKind = 'sum' | 'average' | 'minimum' | 'maximum'

const integers: readonly NativeTypeName[] = ['tinyint', 'smallint', 'int', 'bigint', 'varint', 'counter']
const floats: readonly NativeTypeName[] = ['float', 'double']

/** What a figure is calculated in, so that it neither overflows nor loses a fraction; undefined: no number. */
function numberKind({ type }: ColumnModel): 'integer' | 'float' | 'decimal' | undefined {
  if (type.kind !== 'native') return undefined
  if (integers.includes(type.name)) return 'integer'
  if (floats.includes(type.name)) return 'float'
  return type.name === 'decimal' ? 'decimal' : undefined
}

/** The sum of no values, in the type that the sums of the column have. */
export function emptySum(column: ColumnModel): bigint | number | string {
  const kind = numberKind(column)
  return kind === 'integer' ? 0n : kind === 'decimal' ? '0' : 0
}

/** Durations have no order: a month is no number of days. */
function hasOrder(type: CqlType): boolean {
  return type.kind === 'native' && type.name !== 'duration'
}

/** The column of a figure. What the server would refuse, or calculate in a type too small for it, is refused here. */
export function readFigureColumn(call: Call, kind: FigureKind, property: unknown): ColumnModel {
  const column = call.model.columnOf.get(property as string)
  if (column === undefined) return refuseUnknownProperty(call, property, 'the column')
  if (kind === 'minimum' || kind === 'maximum') return hasOrder(column.type) ? column : refuseUnordered(call, column)
  if (numberKind(column) === undefined) refuseNoNumber(call, column)
  if (column.isTransformed) refuseTransformed(call, column)
  return column
}

/**
 * `sum(cast("value" AS varint)) AS "figure"`. An average is that of a cast to double; of decimals, where the server
 * rounds to the digits it was given (1.10 and 1.15 make 1.12), the sum and the number of values are read.
 */
export function figureProjection(kind: FigureKind, column: ColumnModel): Projection {
  const figure = result('figure', kind, column, expressionOf(kind, column), decodeOf(kind, column))
  if (kind !== 'average') return { kind: 'columns', columns: [figure] }
  const count = result('count', kind, column, `count(${column.quotedName})`, unchanged)
  return { kind: 'columns', columns: [figure, count] }
}

function expressionOf(kind: FigureKind, column: ColumnModel): string {
  const { quotedName } = column
  const number = numberKind(column)
  if (kind === 'minimum' || kind === 'maximum') return `${kind === 'minimum' ? 'min' : 'max'}(${quotedName})`
  if (number === 'decimal') return `sum(${quotedName})`
  if (kind === 'average') return `avg(cast(${quotedName} AS double))`
  return `sum(cast(${quotedName} AS ${number === 'integer' ? 'varint' : 'double'}))`
}

function decodeOf(kind: FigureKind, column: ColumnModel): (cell: unknown) => unknown {
  if (kind === 'minimum' || kind === 'maximum') return column.codec.decode
  return numberKind(column) === 'decimal' ? decimalCodec.decode : unchanged
}

function result(
  name: 'figure' | 'count',
  kind: FigureKind,
  { ordinal, propertyName, type }: ColumnModel,
  expression: string,
  decode: (cell: unknown) => unknown,
): DerivedResult {
  return {
    propertyName: name,
    ordinal,
    resultName: name,
    selector: { expression, alias: `"${name}"` },
    key: `${kind}${ordinal}`,
    decode,
    absent: undefined,
    what: `the ${kind} of ${printDataType(type)}`,
    errorProperty: propertyName,
  }
}

function refuseNoNumber(call: Call, { propertyName, type }: ColumnModel): never {
  return refuse(call, 'E_AGGREGATE', `is ${printDataType(type)}; expected a column of numbers.`, {
    property: propertyName,
    hint: 'minimum() and maximum() take texts and times as well; count() counts rows.',
  })
}

function refuseUnordered(call: Call, { propertyName, type }: ColumnModel): never {
  return refuse(call, 'E_AGGREGATE', `is ${printDataType(type)}, whose values have no order that means anything.`, {
    property: propertyName,
    hint: 'Read the rows and compare in code.',
  })
}

function refuseTransformed(call: Call, { propertyName }: ColumnModel): never {
  return refuse(call, 'E_AGGREGATE', 'has a transformer: the server would calculate with what is stored.', {
    property: propertyName,
    hint: 'Read the rows and calculate in code.',
  })
}
