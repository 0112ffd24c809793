import { freeze, isMulticellCollection, partsOf, printDataType } from '../../cql/data-type.js'
import type { CqlType } from '../../cql/data-type.js'
import { parseDataType, TypeTextError } from '../../cql/parse-data-type.js'

/**
 * Whether two type texts name the same type, ours or the server's: blanks, the quotes of names that need none, and
 * `frozen` inside a frozen type make no difference. Texts this version cannot read are compared as they stand.
 */
export function sameType(a: string, b: string): boolean {
  return a === b || canonical(a, (type) => type) === canonical(b, (type) => type)
}

/** The same for fields of a user-defined type: what it is made of may be written frozen or not. */
export function sameFieldType(a: string, b: string): boolean {
  return a === b || canonical(a, freeze) === canonical(b, freeze)
}

/** Names of the user-defined types in a type text. */
export function userTypesIn(text: string): readonly string[] {
  const type = readTypeText(text)
  return type === undefined ? [] : userTypeNames(type)
}

/** Whether a type text names a collection with cells of its own. */
export function hasOwnCells(text: string): boolean {
  const type = readTypeText(text)
  return type !== undefined && isMulticellCollection(type)
}

function userTypeNames(type: CqlType): string[] {
  return type.kind === 'udt' ? [type.name] : partsOf(type).flatMap(userTypeNames)
}

function canonical(text: string, normalise: (type: CqlType) => CqlType): string {
  const type = readTypeText(text)
  return type === undefined ? text.replace(/\s+/g, '') : printDataType(normalise(type))
}

/** A type text as a type. Undefined for a text this version cannot read, such as the class name of a custom type. */
export function readTypeText(text: string): CqlType | undefined {
  try {
    return parseDataType(text, { userTypes: true })
  } catch (error) {
    if (error instanceof TypeTextError) return undefined
    throw error
  }
}
