import { isCollection, isMulticell, printDataType } from '../../cql/data-type.js'
import type { ColumnModel, TableModel } from '../../model/table-model.js'
import type { Call } from '../call.js'
import { refuse } from '../call.js'
import { isIndexed } from './index-support.js'
import { isRange, isTokenRange } from './restriction.js'
import type { Restriction } from './restriction.js'

/** Operators as they are written, by their codes. */
export function writtenAs({ code }: Restriction): string {
  if (code === '=') return 'equality'
  if (code.startsWith('token:')) return 'Token'
  const names: Readonly<Record<string, string>> = {
    in: 'In',
    contains: 'Contains',
    containsKey: 'ContainsKey',
    containsEntry: 'ContainsEntry',
    like: 'Like',
  }
  return names[code] ?? 'a range'
}

/**
 * Refuses what no server answers, filtering or not: operators that the type of the column does not know, collections with
 * cells of their own as a whole, and `LIKE` without its index.
 */
export function checkOperators(call: Call, restrictions: readonly Restriction[]): void {
  for (const restriction of restrictions) {
    if (restriction.raw !== undefined) checkRaw(call, restriction.column)
    else if (isTokenRange(restriction)) checkToken(call, restriction.column)
    else if (restriction.code === 'like') checkLike(call, restriction)
    else if (restriction.code.startsWith('contains')) checkElement(call, restriction)
    else if (restriction.tuple === undefined) checkWhole(call, restriction)
  }
}

function checkRaw(call: Call, { role, propertyName }: ColumnModel): void {
  if (role !== 'partition') return
  refuse(call, 'E_UNSUPPORTED_OPERATOR', 'is a partition key column, which Raw cannot restrict; expected a value.', {
    property: propertyName,
    hint: 'Requests find their node by the value of the partition key.',
  })
}

function checkToken(call: Call, { propertyName }: ColumnModel): void {
  const { partitionKey } = call.model
  const [first] = partitionKey
  if (propertyName === first?.propertyName) return
  const names = partitionKey.map((column) => column.propertyName).join(', ')
  refuse(call, 'E_UNSUPPORTED_OPERATOR', `cannot have a Token; expected it on '${first?.propertyName}'.`, {
    property: propertyName,
    hint: `A partition has one token, of its whole key (${names}): it stands on the first column of it.`,
  })
}

function checkLike(call: Call, restriction: Restriction): void {
  const { column } = restriction
  if (!isText(column)) {
    refuse(call, 'E_UNSUPPORTED_OPERATOR', `is ${printDataType(column.type)}, which has no Like; expected a text.`, {
      property: column.propertyName,
    })
  }
  if (isIndexed(call.model.indexes, restriction)) return
  refuse(call, 'E_NO_LIKE', 'has no SASI index, without which Cassandra has no Like, filtering or not.', {
    property: column.propertyName,
    hint: "Add @Index({ using: 'sasi' }), where servers enable it: neither SAI nor secondary indexes answer Like. Or key a table by what is looked for and use a range.",
  })
}

function isText({ type }: ColumnModel): boolean {
  return type.kind === 'native' && (type.name === 'text' || type.name === 'ascii')
}

function checkElement(call: Call, restriction: Restriction): void {
  const { column, code } = restriction
  const { type, propertyName, isTransformed } = column
  const name = writtenAs(restriction)
  const isFitting = code === 'contains' ? isCollection(type) : type.kind === 'map'
  if (!isFitting) {
    const expected = code === 'contains' ? 'a collection' : 'a map'
    refuse(call, 'E_UNSUPPORTED_OPERATOR', `is ${printDataType(type)}, which has no ${name}; expected ${expected}.`, {
      property: propertyName,
    })
  }
  if (isTransformed) {
    refuse(call, 'E_UNSUPPORTED_OPERATOR', `has a transformer, so that nobody knows the elements ${name} is about.`, {
      property: propertyName,
      hint: 'Read the rows and filter in code.',
    })
  }
  if (code === 'containsEntry' && !isMulticell(type)) {
    refuse(call, 'E_UNSUPPORTED_OPERATOR', 'is a frozen map, whose entries cannot be asked for.', {
      property: propertyName,
      hint: 'Declare it without frozen, or compare the whole of it.',
    })
  }
}

/** Values and ranges. Elements of a collection that is not frozen are cells of their own; no server compares those. */
function checkWhole(call: Call, restriction: Restriction): void {
  const { type, propertyName } = restriction.column
  if (isMulticell(type)) {
    const kind = type.kind === 'udt' ? 'user-defined type' : 'collection'
    refuse(call, 'E_UNSUPPORTED_OPERATOR', `is a ${kind} that is not frozen and cannot be compared as a whole.`, {
      property: propertyName,
      hint: isCollection(type)
        ? 'Use Contains, ContainsKey or ContainsEntry with an index, or declare it frozen.'
        : 'Restrict other columns and compare in code, or declare it frozen.',
    })
  }
  if (type.kind === 'vector' && hasVectorIndex(call.model, restriction.column)) {
    refuse(call, 'E_UNSUPPORTED_OPERATOR', 'is a vector with an index, which finds what is near and nothing else.', {
      property: propertyName,
      hint: 'Use annOf with a limit.',
    })
  }
  if (type.kind === 'native' && type.name === 'duration' && isRange(restriction)) {
    refuse(call, 'E_UNSUPPORTED_OPERATOR', 'is a duration, which has no order to compare by.', {
      property: propertyName,
      hint: 'A month has no fixed number of days: filter in code.',
    })
  }
}

function hasVectorIndex({ indexes }: TableModel, column: ColumnModel): boolean {
  return indexes.some((index) => index.column === column)
}
