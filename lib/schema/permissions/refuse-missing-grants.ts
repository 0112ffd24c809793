import { SchemaError } from '../../errors/schema-error.js'
import type { SchemaLook, SchemaView } from '../live/look-at-schema.js'
import { needsStatement } from '../plan-schema.js'
import { grantCql, isHeld } from './grant.js'
import { neededGrants } from './needed-grants.js'
import { readRolePermissions } from './role-permissions.js'

/**
 * Throws `E_SCHEMA_UNAUTHORIZED` with every grant that the role of our connections lacks to bring the differences of a look about.
 * Two or three requests to the node of all schema work, none where nobody logs in; what they do not tell stops nothing.
 */
export async function refuseMissingGrants(view: SchemaView, look: SchemaLook): Promise<void> {
  const { driver, node, login, models, limits } = view
  if (login === undefined) return
  const permissions = await readRolePermissions(driver, node, login, limits.statementTimeoutMs)
  if (permissions === undefined) return
  const { role, held } = permissions
  const missing = neededGrants(look, models).filter((grant) => !isHeld(grant, held))
  if (missing.length === 0) return
  const grants = missing.map((grant) => grantCql(grant, role))
  throw new SchemaError(
    `the role '${role}' lacks ${grants.length === 1 ? 'a permission' : `${grants.length} permissions`} to change the schema, so nothing was changed.`,
    {
      code: 'E_SCHEMA_UNAUTHORIZED',
      outcome: 'not_sent',
      differences: look.differences.filter(needsStatement),
      grants,
      hint: `It needs:\n${grants.map((cql) => `${cql};`).join('\n')}`,
    },
  )
}
