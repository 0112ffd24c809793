import type { Driver } from '../../driver/driver.js'
import { SchemaError } from '../../errors/schema-error.js'
import type { SchemaDifference } from '../../errors/schema-error.js'
import type { TableModel } from '../../model/table-model.js'
import { compareUserTypes } from './compare-user-types.js'
import { describeDifference } from './describe-difference.js'
import { readSchema } from '../live/read-schema.js'
import { readServerFeatures } from '../live/read-server-features.js'

/**
 * Throws `E_SCHEMA_DRIFT` where a class has a field that the live type has not: the driver writes the fields of the live
 * type and says nothing of the others, so that a value would be lost. For models that schema sync does not bring up to
 * date; reads nothing where they have no user-defined types. A type that does not exist is left to the server to refuse.
 */
export async function refuseMissingFields(driver: Driver, models: readonly TableModel[]): Promise<void> {
  const typed = models.filter(({ userTypes }) => userTypes.length > 0)
  if (typed.length === 0) return
  const live = await readSchema(driver, [...new Set(typed.map(({ keyspace }) => keyspace))])
  const missing = compareUserTypes(typed, live, await readServerFeatures(driver)).filter(
    ({ kind, is, wanted }) => kind === 'field' && is === undefined && wanted !== undefined,
  )
  if (missing.length === 0) return
  const lines = missing.map((difference) => `  - ${describeDifference(difference)}`).join('\n')
  throw new SchemaError(`fields of user-defined types are missing, and values of them would be lost:\n${lines}`, {
    code: 'E_SCHEMA_DRIFT',
    differences: missing,
    outcome: 'not_sent',
    hint: wayOut(missing),
  })
}

/** Nothing is open after a start that failed, and sync leaves out entities that say `synchronize: false`. */
function wayOut(missing: readonly SchemaDifference[]): string {
  const statements = [...new Set(missing.flatMap(({ cql }) => cql ?? []))].map((cql) => `\n${cql};`)
  const byHand = statements.length === 0 ? '' : `, or by hand:${statements.join('')}`
  return `Add them first: initialize() with synchronize: 'additive', unless their entities say synchronize: false${byHand}`
}
