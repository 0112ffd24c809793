import { errors } from 'cassandra-driver'
import type { DriverResult, DriverRow } from '../../../lib/driver/driver.js'

/** Roles and permissions as a server tells them. */
export interface FakeRoles {
  /** The answer to `LIST …`, and to a read of what takes a permission. */
  answer(cql: string): DriverResult
}

export interface RoleFacts {
  /** The role and those it was granted, by name: whether it is a superuser. */
  readonly roles?: Readonly<Record<string, boolean>>
  /** `ALTER <table shop.notes>` */
  readonly permissions?: readonly string[]
  /** Answers instead, or throws, where it does not return undefined. */
  readonly instead?: (cql: string) => DriverResult | undefined
}

/** A server with `CassandraAuthorizer`, to the one role that is logged in; to nobody if there are no facts. */
export function fakeRoles(facts: RoleFacts | undefined): FakeRoles {
  return {
    answer: (cql) => {
      if (facts === undefined) throw unauthorized('You have to be logged in and not anonymous to perform this request')
      const { roles = { app: false }, permissions = [], instead } = facts
      const other = instead?.(cql)
      if (other !== undefined) return other
      if (cql.startsWith('LIST ROLES'))
        return rowsOf(Object.entries(roles).map(([role, isSuper]) => ({ role, super: isSuper })))
      if (cql.startsWith('LIST ALL PERMISSIONS OF ')) return rowsOf(permissions.map(permissionRow))
      throw unauthorized('User app has no SELECT permission on <table system_views.settings> or any of its parents')
    },
  }
}

export function unauthorized(message: string) {
  return new errors.ResponseError(0x2100, message)
}

export function permissionRow(text: string): DriverRow {
  const [, permission, resource] = /^(\S+) (.+)$/.exec(text)!
  return { role: 'app', username: 'app', resource, permission }
}

/** As the server answers: without rows there is no result at all. */
function rowsOf(rows: readonly DriverRow[]): DriverResult {
  return rows.length === 0 ? {} : { rows }
}
