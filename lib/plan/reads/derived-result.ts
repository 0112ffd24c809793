import { buildCodec } from '../../codec/build-codec.js'
import { unchanged } from '../../codec/define-codec.js'
import { describeValue } from '../../codec/describe-value.js'
import { isMulticell, printDataType } from '../../cql/data-type.js'
import { aliasOf, quoteIdentifier } from '../../cql/identifier.js'
import type { Selection, SelectionKind } from '../../cql/selections.js'
import { didYouMean } from '../../errors/did-you-mean.js'
import type { ColumnModel, TableModel } from '../../model/table-model.js'
import { refuse, refuseUnknownProperty, shorten } from '../call.js'
import type { Call } from '../call.js'
import type { DerivedResult } from '../cell.js'
import { operandMarker, partCodec, requiredMarker } from '../marker.js'
import type { Marker } from '../marker.js'

/** As callers write them. */
const writtenAs: Readonly<Record<SelectionKind, string>> = {
  writetime: 'Writetime',
  ttl: 'Ttl',
  field: 'Field',
  element: 'Element',
  similarity: 'Similarity',
}

/** What a selection adds to the name and place it has in the result. */
type Part = Omit<DerivedResult, 'propertyName' | 'resultName' | 'selector' | 'ordinal'> & {
  readonly expression: string
  readonly marker?: Marker
}

/**
 * What `select: { name: Writetime('value') }` reads. What the server would refuse, or answer with something else than the
 * type of the result says, is refused here. `index`: its place in the map, which its alias is made of.
 */
export function buildDerivedResult(
  call: Call,
  propertyName: string,
  selection: Selection,
  index: number,
): DerivedResult {
  const column = columnOf(call, selection)
  const { expression, marker, ...part } = partOf(call, propertyName, selection, column)
  const resultName = freeAlias(call.model, selection.kind, index)
  const selector = { expression, alias: quoteIdentifier(resultName), marker }
  return { propertyName, ordinal: column.ordinal, resultName, selector, ...part }
}

function columnOf(call: Call, { property, kind }: Selection): ColumnModel {
  const place = `${writtenAs[kind]}()`
  if (typeof property !== 'string') {
    refuse(call, 'E_SELECT', `${place} takes the name of a property first, given ${describeValue(property)}.`)
  }
  return call.model.columnOf.get(property) ?? refuseUnknownProperty(call, property, place)
}

/** An alias that no column has: in the result a cell is found by its name. */
function freeAlias({ columns, computed }: TableModel, what: string, index: number): string {
  const names = new Set([...columns, ...computed].map(({ resultName }) => resultName))
  let number = columns.length + computed.length + index
  while (names.has(aliasOf(what, number))) number += columns.length
  return aliasOf(what, number)
}

function partOf(call: Call, name: string, selection: Selection, column: ColumnModel): Part {
  switch (selection.kind) {
    case 'writetime':
    case 'ttl':
      return factPart(call, selection.kind, column)
    case 'field':
      return fieldPart(call, column, selection.operand)
    case 'element':
      return elementPart(call, name, column)
    case 'similarity':
      return similarityPart(call, name, column)
  }
}

/** Where a binder finds the operand of a selection: in the options. */
function operandSource(name: string) {
  return { argument: 1, path: ['select', name, 'operand'] } as const
}

function factPart(call: Call, kind: 'writetime' | 'ttl', column: ColumnModel): Part {
  if (column.isKey) {
    refuseSelection(call, kind, column, 'is a primary key column, which has neither a write time nor a TTL', {
      hint: 'Ask for that of another column: every cell of a row has its own.',
    })
  }
  if (isMulticell(column.type)) {
    refuseSelection(call, kind, column, 'is not frozen, so each of its parts has one of its own', {
      hint: 'Ask for that of another column written together with it, or declare it frozen.',
    })
  }
  return {
    expression: `${kind}(${column.quotedName})`,
    key: `${kind === 'writetime' ? 'w' : 't'}${column.ordinal}`,
    decode: unchanged,
    absent: undefined,
    what: kind,
  }
}

function fieldPart(call: Call, column: ColumnModel, fieldName: unknown): Part {
  const { userType } = column
  if (userType === undefined) {
    refuseSelection(call, 'field', column, `is ${printDataType(column.type)}; expected a user-defined type`)
  }
  refuseTransformed(call, 'field', column)
  const field = userType.fieldOf.get(fieldName as string)
  if (field === undefined) {
    const names = [...userType.fieldOf.keys()]
    const given = shorten(String(fieldName))
    const sentence = `'${given}' is not a field of ${userType.entityName}.${didYouMean(given, names)}`
    return refuse(call, 'E_SELECT', sentence, { property: column.propertyName, hint: `Fields: ${names.join(', ')}.` })
  }
  return {
    expression: `${column.quotedName}.${field.quotedName}`,
    key: `f${column.ordinal}.${userType.fields.indexOf(field)}`,
    decode: field.codec.decode,
    absent: field.absent === 'null' ? null : undefined,
    what: printDataType(field.type),
  }
}

function elementPart(call: Call, name: string, column: ColumnModel): Part {
  const { type, codecOptions } = column
  if (type.kind !== 'map') {
    refuseSelection(call, 'element', column, `is ${printDataType(type)}; expected a map`, {
      hint: 'Read the whole value and take the element in code.',
    })
  }
  refuseTransformed(call, 'element', column)
  return {
    expression: `${column.quotedName}[?]`,
    marker: {
      ...operandMarker(column, partCodec(column, type.key), operandSource(name)),
      name: `key(${column.propertyName})`,
    },
    key: `e${column.ordinal}`,
    decode: buildCodec(type.value, codecOptions).decode,
    absent: undefined,
    what: printDataType(type.value),
  }
}

function similarityPart(call: Call, name: string, column: ColumnModel): Part {
  const { similarity } = column
  if (similarity === undefined) {
    refuseSelection(call, 'similarity', column, 'has no index that says how vectors are compared', {
      hint: "Declare it a vector with @Index({ using: 'sai', similarity: 'cosine' }).",
    })
  }
  return {
    expression: `similarity_${similarity}(${column.quotedName}, ?)`,
    marker: { ...requiredMarker(column, operandSource(name)), name: `similarity(${column.propertyName})` },
    key: `s${column.ordinal}`,
    decode: unchanged,
    absent: NaN,
    what: `similarity_${similarity}`,
  }
}

/** What the property holds is not what the column holds, so nobody knows what its parts are. */
function refuseTransformed(call: Call, kind: SelectionKind, column: ColumnModel): void {
  if (!column.isTransformed) return
  refuseSelection(call, kind, column, 'has a transformer, and what it makes has no parts that the server knows', {
    hint: 'Read the whole value and take the part in code.',
  })
}

function refuseSelection(
  call: Call,
  kind: SelectionKind,
  { propertyName }: ColumnModel,
  reason: string,
  more: { hint?: string } = {},
): never {
  return refuse(call, 'E_SELECT', `${writtenAs[kind]}() of it is impossible: it ${reason}.`, {
    property: propertyName,
    ...more,
  })
}
