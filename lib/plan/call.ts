import { didYouMean } from '../errors/did-you-mean.js'
import { StatementError } from '../errors/statement-error.js'
import type { TableModel } from '../model/table-model.js'

/** The call a statement is planned for: its model, and the method to name in errors. */
export interface Call {
  readonly model: TableModel
  readonly method: string
}

/** Raises a `StatementError` that names entity, method and, where given, property. */
export function refuse(
  call: Call,
  code: string,
  sentence: string,
  more: { property?: string; hint?: string } = {},
): never {
  throw new StatementError(`${call.method}(): ${sentence}`, { code, entity: call.model.entityName, ...more })
}

/** Raises the error for a name that is no property of the entity. */
export function refuseUnknownProperty(call: Call, property: string, place: string): never {
  const { model, method } = call
  const names = [...model.columnOf.keys()]
  const sentence = `'${property}' in ${place} is not a column of ${model.entityName}.${didYouMean(property, names)}`
  const isWrapped = place === 'where' && property === 'where'
  return refuse(call, place === 'where' ? 'E_WHERE_UNKNOWN' : 'E_UNKNOWN_PROPERTY', sentence, {
    hint: isWrapped ? `${method}() takes the condition itself, not { where }.` : `Columns: ${names.join(', ')}.`,
  })
}

/** `a`, `a and b`, `a, b and c`. */
export function listNames(columns: readonly { readonly propertyName: string }[]): string {
  const names = columns.map((column) => column.propertyName)
  return names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
}
