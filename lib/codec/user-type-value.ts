import { inspect } from 'node:util'
import { StatementError } from '../errors/statement-error.js'

/**
 * What is bound for a value of a user-defined type that was not read from the database: its fields as own properties.
 * The driver reads every field of the live type from it, which it learns anew whenever the type has changed; one that is
 * not there is an error, and nothing is sent, instead of a null that would overwrite it.
 */
export function newUserTypeValue(typeName: string, fields: Fields): object {
  let guard = guards.get(typeName)
  if (guard === undefined) guards.set(typeName, (guard = createGuard((field) => refuseNewer(typeName, field))))
  return valueWith(fields, guard)
}

/** The same for one that was read: what it was read without is null. */
export function readUserTypeValue(fields: Fields): object {
  return valueWith(fields, nothingElse)
}

type Fields = Iterable<readonly [string, unknown]>

function valueWith(fields: Fields, prototype: object): object {
  const value = Object.create(null) as Record<string, unknown>
  for (const [field, driverValue] of fields) value[field] = driverValue
  return Object.setPrototypeOf(value, prototype) as object
}

const guards = new Map<string, object>()

/**
 * Names that JSON and inspection ask any object for: answered with undefined, so that bound values can be logged. A
 * newer field of one of these names would not be noticed.
 */
const harmless: ReadonlySet<string> = new Set(['constructor', 'toJSON'])

/** A prototype that is asked for the fields which a value has not. */
function createGuard(answer: (field: string) => unknown): object {
  const nothing = Object.create(null) as object
  return new Proxy(nothing, {
    get(_, field) {
      if (field === inspect.custom) return plainCopy
      return typeof field === 'symbol' || harmless.has(field) ? undefined : answer(field)
    },
  })
}

/** What inspection shows instead: it would ask for `href`, which may well be a field. */
function plainCopy(this: object): object {
  return { ...this }
}

const nothingElse = createGuard(() => null)

function refuseNewer(typeName: string, field: string): never {
  throw new StatementError(
    `The type ${typeName} has a field ${field} that this value, which was not read from the database, says nothing of; ` +
      'writing it would overwrite the field with null.',
    {
      code: 'E_UDT_NEWER',
      hint: 'Add the field to the class, or load the value and change it.',
    },
  )
}
