import type { TupleBound, TupleRangeValue } from '../../cql/tuple-range.js'
import type { ColumnModel } from '../../model/table-model.js'
import type { Call } from '../call.js'
import { listNames, refuse, refuseUnknownProperty } from '../call.js'
import type { Restriction } from './restriction.js'

/** The shape of a tuple range: its columns and how it compares. */
export interface TupleShape {
  /** The property that holds it. */
  readonly key: string
  readonly columns: readonly ColumnModel[]
  readonly lower: TupleBound['operator'] | undefined
  readonly upper: TupleBound['operator'] | undefined
}

/** The restriction of a tuple range: clustering columns that follow one another. */
export function readTupleRange(call: Call, property: string, range: TupleRangeValue): Restriction {
  if (property !== range.key) {
    refuse(call, 'E_TUPLE_RANGE', 'a tuple range stands for several columns; expected it spread into the condition.', {
      property,
      hint: "Write where: { …, ...TupleRange(['a', 'b'], { moreThan: [1, 2] }) }.",
    })
  }
  const { columnOf, clusteringColumns } = call.model
  const columns = range.names.map((name) => columnOf.get(name) ?? refuseUnknownProperty(call, name, 'TupleRange'))
  const start = clusteringColumns.indexOf(columns[0]!)
  if (start < 0 || columns.some((column, i) => clusteringColumns[start + i] !== column)) refuseOrder(call, columns)
  const lower = range.lower?.operator
  const upper = range.upper?.operator
  return {
    column: columns[0]!,
    code: `tuple${columns.length}${lower ?? ''}${upper ?? ''}`,
    tuple: { key: range.key, columns, lower, upper },
  }
}

/** Refuses a second restriction of a column, beside a tuple range. */
export function refuseOverlaps(call: Call, restrictions: readonly Restriction[]): void {
  const tuples = restrictions.filter(({ tuple }) => tuple !== undefined)
  const [first, second] = tuples
  if (first === undefined) return
  if (second !== undefined) {
    refuse(call, 'E_TUPLE_RANGE', 'has two tuple ranges; expected one with both bounds.', {
      hint: "Write ...TupleRange(['a', 'b'], { moreThan: [1, 2], lessThan: [3, 4] }).",
    })
  }
  const twice = restrictions.find(({ tuple, column }) => tuple === undefined && first.tuple!.columns.includes(column))
  if (twice === undefined) return
  refuse(call, 'E_TUPLE_RANGE', 'is restricted by itself and in a tuple range; expected one of them.', {
    property: twice.column.propertyName,
    hint: `Begin the tuple range after '${twice.column.propertyName}', or leave its own condition out.`,
  })
}

function refuseOrder(call: Call, columns: readonly ColumnModel[]): never {
  const order = listNames(call.model.clusteringColumns)
  return refuse(
    call,
    'E_TUPLE_RANGE',
    `a tuple range over ${listNames(columns)} is impossible; expected clustering columns that follow one another (${order || 'there are none'}).`,
    { hint: 'Restrict the columns before them by values, and take them in their order.' },
  )
}
