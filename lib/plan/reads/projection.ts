import { quoteIdentifier } from '../../cql/identifier.js'
import { isSelection } from '../../cql/selections.js'
import type { Selector } from '../../cql/statement.js'
import type { EntityClass } from '../../metadata/entity-metadata.js'
import type { TableModel } from '../../model/table-model.js'
import { isPlainObject } from '../../objects/plain-object.js'
import type { Call } from '../call.js'
import { readValue, refuse, refuseUnknownProperty, shorten } from '../call.js'
import { isComputed, isDerived } from '../cell.js'
import type { ResultColumn } from '../cell.js'
import { buildDerivedResult } from './derived-result.js'
import type { Marker } from '../marker.js'
import { entityColumns, ownColumns } from './shared-rows.js'

/** What a read fetches: entities, some columns of them, their number, or whether there are any. */
export type Projection =
  | { readonly kind: 'entity' }
  | { readonly kind: 'columns'; readonly columns: readonly ResultColumn[] }
  | { readonly kind: 'count' }
  | { readonly kind: 'exists' }

/** `select: ['at', 'value']`, `select: { at: true, written: Writetime('value') }` → a projection; undefined: the entity. */
export function readSelect(call: Call, select: unknown): Projection {
  if (select === undefined) return { kind: 'entity' }
  if (Array.isArray(select)) return { kind: 'columns', columns: namedColumns(call, select) }
  return isPlainObject(select) ? { kind: 'columns', columns: mappedColumns(call, select) } : refuseSelect(call)
}

function namedColumns(call: Call, names: readonly unknown[]): readonly ResultColumn[] {
  if (names.length === 0) refuseSelect(call)
  const columns = new Set<ResultColumn>()
  for (const name of names) columns.add(columnNamed(call, name))
  return [...columns]
}

function mappedColumns(call: Call, map: object): readonly ResultColumn[] {
  const names = Object.keys(map)
  if (names.length === 0) refuseSelect(call)
  return names.map((name, i) => {
    const selected = readValue(call, map, name)
    if (selected === true) return columnNamed(call, name)
    if (isSelection(selected)) return buildDerivedResult(call, name, selected, i)
    const given = selected === null ? 'null' : typeof selected
    return refuse(
      call,
      'E_SELECT',
      `'${shorten(name)}' in select is ${given}; expected true, or what is read for it.`,
      {
        hint: "Write { at: true, written: Writetime('value') }, and leave out what is not read.",
      },
    )
  })
}

function columnNamed(call: Call, name: unknown): ResultColumn {
  const { columnOf, computed } = call.model
  const column = columnOf.get(name as string) ?? computed.find(({ propertyName }) => propertyName === name)
  return column ?? refuseUnknownProperty(call, name, 'select')
}

function refuseSelect(call: Call): never {
  return refuse(call, 'E_SELECT', 'select takes property names, or a map of what to read, with at least one in it.', {
    hint: "Write select: ['at', 'value'] or select: { at: true }, or leave it out for whole entities.",
  })
}

/** What decides the selectors of a statement and the properties of its results. */
export function projectionKey(projection: Projection): string {
  if (projection.kind !== 'columns') return projection.kind
  return projection.columns.map(resultKey).join(',')
}

/** The names of derived results are chosen by the program that calls, in code: only functions there make them. */
function resultKey(column: ResultColumn): string {
  return isDerived(column) ? `${column.key}${JSON.stringify(column.propertyName)}` : `${column.ordinal}`
}

/** What is read, and the class whose instances rows become in place of the entity. */
interface Read {
  readonly projection: Projection
  readonly into: EntityClass | undefined
}

/** The columns whose cells are decoded; rows of several classes become another one by what all of them have. */
export function resultsOf(model: TableModel, { projection, into }: Read): readonly ResultColumn[] {
  if (projection.kind === 'entity') return into === undefined ? entityColumns(model) : ownColumns(model)
  return projection.kind === 'columns' ? projection.columns : []
}

/** `"at", "value", writetime("value") AS "writetime 12"`, `count(*) AS "count"` */
export function selectorsOf(model: TableModel, read: Read): readonly Selector<Marker>[] {
  const { projection } = read
  if (projection.kind === 'count') return [{ expression: 'count(*)', alias: '"count"' }]
  if (projection.kind === 'exists') return model.partitionKey.map(({ quotedName }) => ({ column: quotedName }))
  return resultsOf(model, read).map(selectorOf)
}

function selectorOf(column: ResultColumn): Selector<Marker> {
  if (isDerived(column)) return column.selector
  const alias = quoteIdentifier(column.resultName)
  if (isComputed(column)) return { expression: `${column.function}(${column.column.quotedName})`, alias }
  const { quotedName, columnName, resultName } = column
  return columnName === resultName ? { column: quotedName } : { expression: quotedName, alias }
}
