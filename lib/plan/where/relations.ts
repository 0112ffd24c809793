import type { Relation } from '../../cql/statement.js'
import type { ColumnModel, IndexModel, TableModel } from '../../model/table-model.js'
import { boundsOf } from './comparison.js'
import {
  elementMarker,
  keyOfEntryMarker,
  listMarker,
  patternMarker,
  rawMarker,
  requiredMarker,
  tokenMarker,
  valueOfEntryMarker,
} from '../marker.js'
import type { Marker, MarkerSource } from '../marker.js'
import type { Restriction } from './restriction.js'
import type { TupleShape } from './tuple-range.js'

type Path = MarkerSource['path']

/** The relations of a condition, which is the first argument of `bind`: one each, or the two bounds of a range. */
export function relationsOf(restrictions: readonly Restriction[], model: TableModel): readonly Relation<Marker>[] {
  return restrictions.flatMap((restriction) => relationsOfOne(restriction, model))
}

function relationsOfOne({ column, code, tuple, raw }: Restriction, model: TableModel): readonly Relation<Marker>[] {
  if (tuple !== undefined) return tupleRelations(tuple)
  if (raw !== undefined) return [rawRelation(column, raw)]
  const { propertyName, quotedName } = column
  const at = (...path: Path): MarkerSource => ({ argument: 0, path: [propertyName, ...path] })
  if (code.startsWith('token:')) {
    return boundsOf(code.slice('token:'.length)).map(({ operator, path }) => {
      return { column: tokenOf(model), operator, marker: tokenMarker(column, at('operands', 0, ...path)) }
    })
  }
  switch (code) {
    case '=':
      return [{ column: quotedName, operator: '=', marker: requiredMarker(column, at()) }]
    case 'in':
      return [{ column: quotedName, operator: 'IN', marker: listMarker(column, at('operands', 0)) }]
    case 'contains':
      return [{ column: quotedName, operator: 'CONTAINS', marker: elementMarker(column, at('operands', 0)) }]
    case 'containsKey':
      return [{ column: quotedName, operator: 'CONTAINS KEY', marker: keyOfEntryMarker(column, at('operands', 0)) }]
    case 'containsEntry':
      return [
        {
          text: `${quotedName}[?] = ?`,
          markers: [keyOfEntryMarker(column, at('operands', 0)), valueOfEntryMarker(column, at('operands', 1))],
        },
      ]
    case 'like':
      return [
        {
          column: quotedName,
          operator: 'LIKE',
          marker: patternMarker(column, at('operands', 0), findsInside(model.indexes, column)),
        },
      ]
    default:
      return boundsOf(code).map(({ operator, path }) => {
        return { column: quotedName, operator, marker: requiredMarker(column, at(...path)) }
      })
  }
}

/** `token("a", "b")`: the place of a partition on the ring. */
export function tokenOf({ partitionKey }: TableModel): string {
  return `token(${partitionKey.map(({ quotedName }) => quotedName).join(', ')})`
}

/** Whether a SASI index finds what stands anywhere in a text. */
function findsInside(indexes: readonly IndexModel[], column: ColumnModel): boolean {
  return indexes.some(
    (index) => index.column === column && index.using === 'sasi' && index.options.mode?.toUpperCase() === 'CONTAINS',
  )
}

/** `("at", "channel") > (?, ?)` */
function tupleRelations({ key, columns, lower, upper }: TupleShape): readonly Relation<Marker>[] {
  const left = `(${columns.map(({ quotedName }) => quotedName).join(', ')})`
  const right = `(${columns.map(() => '?').join(', ')})`
  return (['lower', 'upper'] as const).flatMap((side) => {
    const operator = side === 'lower' ? lower : upper
    if (operator === undefined) return []
    const markers = columns.map((column, i) => requiredMarker(column, { argument: 0, path: [key, side, 'values', i] }))
    return [{ text: `${left} ${operator} ${right}`, markers }]
  })
}

/** `"id" >= minTimeuuid(?)` */
function rawRelation(column: ColumnModel, text: readonly string[]): Relation<Marker> {
  const markers = text.slice(1).map((_, i) => {
    return rawMarker(column, { argument: 0, path: [column.propertyName, 'operands', 1, i] })
  })
  return { text: `${column.quotedName} ${text.join('?').trim()}`, markers }
}
