import { errors } from 'cassandra-driver'
import type { DriverResult } from '../../../lib/driver/driver.js'
import { readRolePermissions } from '../../../lib/schema/permissions/role-permissions.js'
import { fakeRoles, permissionRow, unauthorized } from '../support/fake-roles.js'
import type { RoleFacts } from '../support/fake-roles.js'
import { host, scriptedDriver } from '../support/scripted-driver.js'

/** What is read of these roles, and what was sent for it. */
async function read(facts: RoleFacts | undefined, login: { readonly role?: string } = { role: 'app' }) {
  const roles = fakeRoles(facts)
  const driver = scriptedDriver([host('a')], ({ cql }) => roles.answer(cql))
  const permissions = await readRolePermissions(driver, host('b'), login, 1234)
  return { permissions, sent: driver.sent }
}

const instead = (start: string, answer: () => DriverResult) => (cql: string) =>
  cql.startsWith(start) ? answer() : undefined

const rows = (...all: DriverResult['rows'] & object) => instead('LIST ALL PERMISSIONS', () => ({ rows: all }))

describe('readRolePermissions', () => {
  it('asks the one node for the role and what it holds', async () => {
    const { permissions, sent } = await read({
      roles: { app: false, writers: false },
      permissions: [
        'CREATE <keyspace shop>',
        'SELECT <all keyspaces>',
        'DESCRIBE <all roles>',
        'EXECUTE <all functions>',
      ],
    })
    expect(permissions).toEqual({
      role: 'app',
      held: new Set([
        'CREATE <keyspace shop>',
        'SELECT <all keyspaces>',
        'DESCRIBE <all roles>',
        'EXECUTE <all functions>',
      ]),
    })
    expect(sent.map(({ cql }) => cql)).toEqual(['LIST ROLES OF "app"', 'LIST ALL PERMISSIONS OF "app"'])
    for (const { options } of sent) {
      expect(options).toEqual({ prepare: false, consistency: 1, isIdempotent: true, host: 'b', readTimeout: 1234 })
    }
  })

  it('believes that a role has no permission where the server refuses it what takes one', async () => {
    const { permissions, sent } = await read({})
    expect(permissions).toEqual({ role: 'app', held: new Set() })
    expect(sent.map(({ cql }) => cql).slice(2)).toEqual([
      `SELECT name FROM system_views.settings WHERE name = 'authorizer'`,
    ])
  })

  it('takes the one role of the list for ours where the driver does not say it', async () => {
    const { permissions, sent } = await read(
      { roles: { 'say "hi"': false }, permissions: ['SELECT <all keyspaces>'] },
      {},
    )
    expect(permissions?.role).toBe('say "hi"')
    expect(sent.map(({ cql }) => cql)).toEqual(['LIST ROLES', 'LIST ALL PERMISSIONS OF "say ""hi"""'])
  })

  it.each<[string, RoleFacts | undefined]>([
    ['nobody is logged in', undefined],
    ['the role is a superuser', { roles: { app: true } }],
    ['a superuser was granted to the role', { roles: { app: false, admin: true } }],
    ['no role is listed', { roles: {} }],
    ['roles are listed in another way', { instead: instead('LIST ROLES', () => ({ rows: [{ role: 'app' }] })) }],
    [
      'the authorizer allows all',
      {
        instead: instead('LIST ALL PERMISSIONS', () => {
          throw new errors.ResponseError(0x2200, 'LIST PERMISSIONS operation is not supported by AllowAllAuthorizer')
        }),
      },
    ],
    [
      'the permissions of the role may not be seen',
      {
        instead: instead('LIST ALL PERMISSIONS', () => {
          throw unauthorized("You are not authorized to view app's permissions")
        }),
      },
    ],
    [
      'the list does not come in time',
      {
        instead: instead('LIST ALL PERMISSIONS', () => {
          throw new errors.OperationTimedOutError('The host did not reply', 'a:9042')
        }),
      },
    ],
    [
      'a resource is named in another way',
      { instead: rows(permissionRow('SELECT <keyspace shop>'), permissionRow('CREATE shop')) },
    ],
    [
      'a permission is named in another way',
      { instead: rows({ permission: 'may create', resource: '<keyspace shop>' }) },
    ],
    [
      'nothing is listed, and everything may be read',
      { instead: instead('SELECT', () => ({ rows: [{ name: 'authorizer' }] })) },
    ],
    [
      'nothing is listed, and a test read fails otherwise',
      {
        instead: instead('SELECT', () => {
          throw new errors.ResponseError(0x2200, 'keyspace system_views does not exist')
        }),
      },
    ],
  ])('knows of nothing that restricts the role if %s', async (_, facts) => {
    const { permissions, sent } = await read(facts)
    expect(permissions).toBeUndefined()
    expect(sent.length).toBeGreaterThan(0)
  })

  it('does not guess which of several roles is ours', async () => {
    const { permissions, sent } = await read({ roles: { app: false, writers: false } }, {})
    expect([permissions, sent.map(({ cql }) => cql)]).toEqual([undefined, ['LIST ROLES']])
  })
})
