import { inspect } from 'node:util'
import { StatementError } from '../errors/statement-error.js'

/**
 * What is bound for a value of a user-defined type: its fields as own properties. The driver reads every field of the
 * live type from it, which it learns anew whenever the type has changed; one that is not there is an error, and nothing
 * is sent, instead of a null that would overwrite it.
 */
export function userTypeValue(typeName: string, fields: Iterable<readonly [string, unknown]>): object {
  const value = Object.create(null) as Record<string, unknown>
  for (const [field, driverValue] of fields) value[field] = driverValue
  return Object.setPrototypeOf(value, guardOf(typeName)) as object
}

const guards = new Map<string, object>()

/** The prototype of values of a type: refuses to be asked for a field. */
function guardOf(typeName: string): object {
  let guard = guards.get(typeName)
  if (guard === undefined) guards.set(typeName, (guard = createGuard(typeName)))
  return guard
}

/**
 * Names that `await`, JSON and test frameworks ask any object for: answered with undefined. A newer field
 * of one of these names would not be noticed.
 */
const harmless: ReadonlySet<string> = new Set([
  'then',
  'constructor',
  'toJSON',
  'asymmetricMatch',
  '$$typeof',
  'nodeType',
  'tagName',
  '@@__IMMUTABLE_ITERABLE__@@',
  '@@__IMMUTABLE_RECORD__@@',
  '@@__IMMUTABLE_ORDERED__@@',
  '@@__IMMUTABLE_KEYED__@@',
  '@@__IMMUTABLE_LIST__@@',
  '@@__IMMUTABLE_SET__@@',
])

function createGuard(typeName: string): object {
  const nothing = Object.create(null) as object
  return new Proxy(nothing, {
    get(_, field) {
      if (field === inspect.custom) return plainCopy
      if (typeof field === 'symbol' || harmless.has(field)) return undefined
      throw newerType(typeName, field)
    },
  })
}

/** What inspection shows instead: it would ask for `href`, which may well be a field. */
function plainCopy(this: object): object {
  return { ...this }
}

function newerType(typeName: string, field: string): StatementError {
  return new StatementError(
    `The type ${typeName} has a field ${field} that this value, which was not read from the database, says nothing of; ` +
      'writing it would overwrite the field with null.',
    {
      code: 'E_UDT_NEWER',
      hint: 'Add the field to the class, or load the value and change it.',
    },
  )
}
