import type { ComparisonKind } from '../cql/operators.js'
import type { Relation, RelationOperator } from '../cql/statement.js'
import type { ColumnModel, IndexModel, TableModel } from '../model/table-model.js'
import {
  elementMarker,
  keyOfEntryMarker,
  listMarker,
  patternMarker,
  rawMarker,
  requiredMarker,
  tokenMarker,
  valueOfEntryMarker,
} from './marker.js'
import type { Marker, MarkerSource } from './marker.js'
import type { Restriction } from './restriction.js'
import type { TupleShape } from './tuple-range.js'

type Path = MarkerSource['path']

const comparisons: Readonly<Record<ComparisonKind, RelationOperator>> = { lt: '<', lte: '<=', gt: '>', gte: '>=' }

/** The relations of a condition, which is the first argument of `bind`: one each, or the two bounds of a range. */
export function relationsOf(
  restrictions: readonly Restriction[],
  { partitionKey, indexes }: TableModel,
): readonly Relation<Marker>[] {
  const token = `token(${partitionKey.map(({ quotedName }) => quotedName).join(', ')})`
  return restrictions.flatMap((restriction) => relationsOfOne(restriction, token, indexes))
}

function relationsOfOne(
  { column, code, tuple, raw }: Restriction,
  token: string,
  indexes: readonly IndexModel[],
): readonly Relation<Marker>[] {
  if (tuple !== undefined) return tupleRelations(tuple)
  if (raw !== undefined) return [rawRelation(column, raw)]
  const { propertyName, quotedName } = column
  const at = (...path: Path): MarkerSource => ({ argument: 0, path: [propertyName, ...path] })
  if (code.startsWith('token:')) {
    return rangeRelations(code.slice('token:'.length), token, ['operands', 0], (path) =>
      tokenMarker(column, at(...path)),
    )
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
          marker: patternMarker(column, at('operands', 0), findsInside(indexes, column)),
        },
      ]
    default:
      return rangeRelations(code, quotedName, [], (path) => requiredMarker(column, at(...path)))
  }
}

/** Whether a SASI index finds what stands anywhere in a text. */
function findsInside(indexes: readonly IndexModel[], column: ColumnModel): boolean {
  return indexes.some(
    (index) => index.column === column && index.using === 'sasi' && index.options.mode?.toUpperCase() === 'CONTAINS',
  )
}

/** `left >= ? AND left < ?`; `start` is the path to the operator of the range. */
function rangeRelations(
  code: string,
  left: string,
  start: Path,
  marker: (path: Path) => Marker,
): readonly Relation<Marker>[] {
  const relation = (operator: RelationOperator, ...path: Path): Relation<Marker> => ({
    column: left,
    operator,
    marker: marker([...start, ...path]),
  })
  if (code === 'between') return [relation('>=', 'operands', 0), relation('<=', 'operands', 1)]
  const bounds = code.split('+').map((kind) => comparisons[kind as ComparisonKind])
  if (bounds.length === 1) return [relation(bounds[0]!, 'operands', 0)]
  return bounds.map((bound, i) => relation(bound, 'operands', i, 'operands', 0))
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
