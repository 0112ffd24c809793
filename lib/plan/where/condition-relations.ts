import type { Codec } from '../../codec/codec.js'
import { isCollection } from '../../cql/data-type.js'
import type { Relation } from '../../cql/statement.js'
import type { ColumnModel } from '../../model/table-model.js'
import { conditionMarker, indexMarker, listOf, partCodec } from '../marker.js'
import type { Marker, MarkerSource } from '../marker.js'
import { boundsOf } from './comparison.js'
import type { Condition, Place } from './condition.js'

type Path = readonly (string | number)[]

/** `"value" > ?`, `"counts"[?] = ?`, `"address"."city" != null`; the options are that argument of `bind`. */
export function conditionRelations(
  { column, place, code }: Condition,
  argument: MarkerSource['argument'],
): readonly Relation<Marker>[] {
  const property: Path = ['if', column.propertyName]
  const source = (path: Path): MarkerSource => ({ argument, path })
  const value: Path = place === 'whole' ? property : [...property, 'operands', 1]
  const codec = codecOf(column, place, code)
  const relation = (operator: string, path: Path | undefined): Relation<Marker> => {
    const markers: Marker[] = []
    if (place === 'element') markers.push(placeMarker(column, source([...property, 'operands', 0])))
    if (path !== undefined) {
      const marker = conditionMarker(column, `if(${textOf(column, place)})`, codec, source(path))
      markers.push(operator === 'IN' ? listOf(marker) : marker)
    }
    return { text: `${placeText(column, place)} ${operator} ${path === undefined ? 'null' : '?'}`, markers }
  }
  const operand: Path = [...value, 'operands', 0]
  switch (code) {
    case '=':
      return [relation('=', value)]
    case 'null':
      return [relation('=', undefined)]
    case 'notNull':
      return [relation('!=', undefined)]
    case 'in':
      return [relation('IN', operand)]
    case 'ne':
      return [relation('!=', operand)]
    case 'contains':
      return [relation('CONTAINS', operand)]
    case 'containsKey':
      return [relation('CONTAINS KEY', operand)]
    default:
      return boundsOf(code).map(({ operator, path }) => relation(operator, [...value, ...path]))
  }
}

function placeText({ quotedName }: ColumnModel, place: Place): string {
  if (place === 'whole') return quotedName
  return place === 'element' ? `${quotedName}[?]` : `${quotedName}.${place.quotedName}`
}

/** For people. */
function textOf({ propertyName }: ColumnModel, place: Place): string {
  if (place === 'whole') return propertyName
  return place === 'element' ? `${propertyName}[?]` : `${propertyName}.${place.propertyName}`
}

/** The index of an element of a list, or the key of a value of a map. */
function placeMarker(column: ColumnModel, source: MarkerSource): Marker {
  const { type } = column
  if (type.kind !== 'map') return indexMarker(column, source)
  return conditionMarker(column, `key(${column.propertyName})`, partCodec(column, type.key), source)
}

/** What the operand of a condition is a value of. */
function codecOf(column: ColumnModel, place: Place, code: string): Codec {
  const { type, conditionCodec } = column
  if (typeof place === 'object') return place.codec
  if (code === 'containsKey' && type.kind === 'map') return partCodec(column, type.key)
  if ((place === 'whole' && code !== 'contains') || !isCollection(type)) return conditionCodec
  return partCodec(column, type.kind === 'map' ? type.value : type.element)
}
