import { quoteIdentifier } from '../../cql/identifier.js'
import { diagnose } from '../../driver/diagnose.js'
import type { Driver, DriverHost, DriverRow } from '../../driver/driver.js'
import { textCell } from '../live/live-cell.js'
import { nodeRequest } from '../live/node-request.js'
import { heldText } from './grant.js'

/** What a role may do, its own permissions and those of the roles it was granted. */
export interface RolePermissions {
  readonly role: string
  /** Texts of `heldText`. */
  readonly held: ReadonlySet<string>
}

/** Who the connections log in as; the name is missing where the options of the driver do not say it. */
export interface Login {
  readonly role?: string | undefined
}

/** Rows of a statement, none where it answers none. */
type Ask = (cql: string) => Promise<readonly DriverRow[]>

/**
 * What the role of our connections may do, as the server says now; undefined where nothing restricts it or the server does not
 * say: it has the last word in any case. That is so if
 *
 * - the role is a superuser, or has one granted (`super` of `LIST ROLES`);
 * - `LIST ROLES` fails: nobody is logged in where the server asks for no password (`AllowAllAuthenticator`), or the server
 *   keeps roles elsewhere;
 * - the role is not known, and `LIST ROLES` names others than it;
 * - `LIST ALL PERMISSIONS OF` fails, as with `AllowAllAuthorizer`, or speaks of resources in another way than Cassandra;
 * - it lists nothing, although the role may read what takes a permission: an authorizer that does not list what it grants.
 */
export async function readRolePermissions(
  driver: Driver,
  node: DriverHost,
  login: Login,
  timeoutMs: number,
): Promise<RolePermissions | undefined> {
  const options = nodeRequest(node, timeoutMs)
  const ask: Ask = async (cql) => (await driver.execute(cql, [], options)).rows ?? []
  try {
    const role = await restrictedRole(ask, login)
    if (role === undefined) return undefined
    const rows = await ask(`LIST ALL PERMISSIONS OF ${quoteIdentifier(role)}`)
    const isTrusted = rows.length === 0 ? await isRestricted(ask) : rows.every(isOfCassandra)
    if (!isTrusted) return undefined
    return { role, held: new Set(rows.map((row) => heldText(textCell(row.permission), textCell(row.resource)))) }
  } catch {
    return undefined
  }
}

/**
 * The role we are, unless it is a superuser. A role sees itself and the roles it was granted, so that one that is alone in the
 * list is us; whoever may `DESCRIBE` all roles sees all of them.
 */
async function restrictedRole(ask: Ask, { role }: Login): Promise<string | undefined> {
  const roles = await ask(role === undefined ? 'LIST ROLES' : `LIST ROLES OF ${quoteIdentifier(role)}`)
  if (roles.length === 0 || roles.some((one) => one.super !== false)) return undefined
  return role ?? (roles.length === 1 ? textCell(roles[0]!.role) : undefined)
}

/** `<keyspace shop>`, and the like for roles and functions. */
function isOfCassandra({ permission, resource }: DriverRow): boolean {
  return /^[A-Z_]+$/.test(textCell(permission)) && /^<.+>$/.test(textCell(resource))
}

/** Whether a role without any permission is refused what takes one: reading what the server is set to. */
async function isRestricted(ask: Ask): Promise<boolean> {
  return ask(`SELECT name FROM system_views.settings WHERE name = 'authorizer'`).then(
    () => false,
    (error: unknown) => diagnose(error).code === 'E_UNAUTHORIZED',
  )
}
