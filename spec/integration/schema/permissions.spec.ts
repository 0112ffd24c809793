import { auth } from 'cassandra-driver'
import {
  ClusteringColumn,
  Column,
  DataSource,
  Index,
  MaterializedView,
  PartitionKey,
  Table,
  udt,
  UserType,
} from 'cassiform'
import type { DataSourceOptions, EntityClass, SchemaError } from 'cassiform'
import { recordStatements, startCassandra } from 'cassiform/testing'
import { quoteIdentifier } from '../../../lib/cql/identifier.js'
import { readSchema } from '../../../lib/schema/live/read-schema.js'
import { synchroniseSchema } from '../../../lib/schema/synchronise.js'
import type { SynchroniseOptions } from '../../../lib/schema/synchronise-options.js'
import { modelsOf } from '../../schema/support/models.js'
import { errorOf } from '../../support/error-of.js'
import { createKeyspace, localDataCenter, uniqueKeyspace } from './support/database.js'
import { GuardedServer } from './support/guarded-server.js'

jest.setTimeout(120_000)

const server = new GuardedServer()

/** The first release of an application, one that alters its table, and one that needs more. */
const first = entitiesOf(() => {
  @UserType('place')
  class Place {
    @Column('text') city?: string
  }
  @Table('notes')
  class Note {
    @PartitionKey('int') id!: number
    @Column(udt(() => Place)) at?: Place
  }
  return [Note]
})

const altered = entitiesOf(() => {
  @UserType('place')
  class Place {
    @Column('text') city?: string
  }
  @Table('notes', { comment: 'altered' })
  class Note {
    @PartitionKey('int') id!: number
    @Column(udt(() => Place)) at?: Place
    @Column('text') @Index() text?: string
  }
  @MaterializedView(() => Note, { name: 'notes_by_text' })
  class NoteByText {
    @PartitionKey() text!: string
    @ClusteringColumn() id!: number
  }
  return [Note, NoteByText]
})

const extended = entitiesOf(() => {
  @UserType('place')
  class Place {
    @Column('text') city?: string
    @Column('int') zip?: number
  }
  @UserType('size')
  class Size {
    @Column('int') width?: number
  }
  @Table('notes')
  class Note {
    @PartitionKey('int') id!: number
    @Column(udt(() => Place)) at?: Place
    @Column(udt(() => Size)) size?: Size
  }
  @Table('tags')
  class Tag {
    @PartitionKey('text') name!: string
    @Column('int') @Index() weight?: number
  }
  return [Note, Tag]
})

function entitiesOf(declare: () => EntityClass[]): readonly EntityClass[] {
  return declare()
}

type Sync = Partial<SynchroniseOptions> & { readonly keyspace: string }

/** One synchronisation as a role, which may create the keyspace. */
async function syncAs(role: string, entities: readonly EntityClass[], { keyspace, ...options }: Sync) {
  const all = { mode: 'additive', createKeyspace, localDataCenter, login: { role }, views: true, ...options } as const
  return synchroniseSchema(await server.as(role), modelsOf(entities, keyspace), all)
}

/** What the synchronisation of a test lacks, without the names of keyspace and role; nothing was changed. */
async function missing({ role, keyspace }: Scene, entities: readonly EntityClass[]): Promise<SchemaError> {
  const live = async () => readSchema(await server.admin(), [keyspace])
  const before = await live()
  const { statements } = await server.as(role)
  const sentBefore = statements.length
  const error = (await errorOf(() => syncAs(role, entities, { keyspace }))) as SchemaError
  expect([error.code, error.outcome]).toEqual(['E_SCHEMA_UNAUTHORIZED', 'not_sent'])
  for (const grant of error.grants) expect(error.message).toContain(`\n${grant};`)
  expect(statements.slice(sentBefore).filter((cql) => !/^(?:SELECT|LIST) /.test(cql))).toEqual([])
  expect(await live()).toEqual(before)
  return error
}

interface Scene {
  readonly keyspace: string
  readonly role: string
}

/** A role, and a keyspace that is not there yet. Names that have to be quoted. */
async function scene(): Promise<Scene> {
  const keyspace = uniqueKeyspace('Guarded')
  const role = `App "${keyspace}"`
  await server.createRole(role)
  return { keyspace, role }
}

/** Grants to the role, `ks` for its keyspace. */
function give({ keyspace, role }: Scene, ...grants: readonly string[]): Promise<void> {
  return server.run(
    ...grants.map((grant) => `GRANT ${grant.replace('ks', `"${keyspace}"`)} TO ${quoteIdentifier(role)}`),
  )
}

/** What an error asks for, as `give` takes it. */
function asked({ grants }: SchemaError, { keyspace, role }: Scene): readonly string[] {
  const [start, end] = ['GRANT ', ` TO ${quoteIdentifier(role)}`]
  expect(grants.every((cql) => cql.startsWith(start) && cql.endsWith(end))).toBe(true)
  return grants.map((cql) => cql.slice(start.length, -end.length).replace(`"${keyspace}"`, 'ks')).sort()
}

const isChange = ({ action }: { readonly action: string }) => action !== 'report'

describe('a role that may only read', () => {
  it('verifies and finds nothing to do, without asking what it may', async () => {
    const own = await scene()
    await syncAs('cassandra', first, own)
    await give(own, 'SELECT ON KEYSPACE ks')
    const { statements } = await server.as(own.role)
    for (const mode of ['verify', 'additive'] as const) {
      expect(await syncAs(own.role, first, { ...own, mode })).toMatchObject({ mode, applied: [] })
    }
    expect(statements.filter((cql) => cql.startsWith('LIST'))).toEqual([])
    expect(await errorOf(() => syncAs(own.role, altered, { ...own, mode: 'verify' }))).toMatchObject({
      code: 'E_SCHEMA_DRIFT',
    })
  })
})

describe('a role without the permissions that a difference needs', () => {
  it.each<[string, readonly EntityClass[], readonly string[]]>([
    [
      'a column, a property, an index and a view',
      altered,
      [
        'ALTER ON TABLE ks."notes"',
        'MODIFY ON TABLE ks."cassiform_schema_ledger"',
        'MODIFY ON TABLE ks."cassiform_schema_lock"',
      ],
    ],
    [
      'a field, a type and a table',
      extended,
      [
        'ALTER ON KEYSPACE ks',
        'CREATE ON KEYSPACE ks',
        'MODIFY ON TABLE ks."cassiform_schema_ledger"',
        'MODIFY ON TABLE ks."cassiform_schema_lock"',
      ],
    ],
  ])('is told all of them, and they suffice: %s', async (_, entities, grants) => {
    const own = await scene()
    await syncAs('cassandra', first, own)
    await give(own, 'SELECT ON KEYSPACE ks')
    const error = await missing(own, entities)
    expect(asked(error, own)).toEqual(grants)
    await server.run(...error.grants)
    const { applied } = await syncAs(own.role, entities, own)
    expect(applied.length).toBeGreaterThan(2)
    expect((await syncAs(own.role, entities, { ...own, mode: 'verify' })).differences.filter(isChange)).toEqual([])
  })

  it('needs each of them, as the server says of one that does not look', async () => {
    const own = await scene()
    await syncAs('cassandra', first, own)
    const all = asked(await missing(own, extended), own)
    expect(all).toHaveLength(6)
    for (const [i, grant] of all.entries()) {
      const other = await scene()
      await syncAs('cassandra', first, other)
      await give(other, ...all.filter((_, j) => j !== i))
      const blind = syncAs(other.role, extended, { ...other, login: undefined, waitTimeoutMs: 1500 })
      const permission = grant.split(' ', 1)[0]!
      await expect(blind).rejects.toThrow(new RegExp(`has no ${permission} permission|lease .* could not be had`))
      expect(asked((await errorOf(() => syncAs(other.role, extended, other))) as SchemaError, other)).toEqual([grant])
    }
  })

  it('makes nothing of a keyspace that is missing, not even the tables of schema sync', async () => {
    const own = await scene()
    const error = await missing(own, extended)
    expect(asked(error, own)).toEqual(['CREATE ON ALL KEYSPACES'])
    await server.run(...error.grants)
    const { applied } = await syncAs(own.role, extended, own)
    expect(applied[0]).toContain('CREATE KEYSPACE')
    await syncAs(own.role, [...extended], { ...own, mode: 'verify' })
  })

  it('makes nothing in a keyspace that somebody made for it', async () => {
    const own = await scene()
    await server.run(
      `CREATE KEYSPACE "${own.keyspace}" WITH replication = {'class': 'SimpleStrategy', 'replication_factor': 1}`,
    )
    const error = await missing(own, extended)
    expect(asked(error, own)).toEqual(['CREATE ON KEYSPACE ks'])
    await server.run(...error.grants)
    expect((await syncAs(own.role, extended, own)).applied.length).toBeGreaterThan(4)
  })
})

describe('permissions that a role has in another way', () => {
  it('count: of a role that it was granted, and on all tables in a keyspace', async () => {
    const [own, writers] = [await scene(), await scene()]
    await syncAs('cassandra', first, own)
    const inherited = { keyspace: own.keyspace, role: writers.role }
    await give(inherited, 'CREATE ON ALL TABLES IN KEYSPACE ks', 'ALTER ON ALL TABLES IN KEYSPACE ks')
    expect(asked(await missing(own, extended), own)).toHaveLength(6)
    await server.run(`GRANT ${quoteIdentifier(writers.role)} TO ${quoteIdentifier(own.role)}`)
    await give(own, 'SELECT ON ALL KEYSPACES', 'MODIFY ON KEYSPACE ks')
    expect((await syncAs(own.role, extended, own)).applied.length).toBeGreaterThan(2)
  })

  it('count: a superuser needs no other', async () => {
    const own = await scene()
    await server.run(`ALTER ROLE ${quoteIdentifier(own.role)} WITH SUPERUSER = true`)
    expect((await syncAs(own.role, extended, own)).applied.length).toBeGreaterThan(4)
  })
})

describe('a data source', () => {
  const options = ({ role, keyspace }: Scene): DataSourceOptions => ({
    ...server.reach(role),
    keyspace,
    entities: extended,
    createKeyspace,
    logging: [],
    synchronize: true,
  })

  it('fails at the start with the grants, and starts once they are given', async () => {
    const own = await scene()
    const start = () => new DataSource(options(own)).initialize()
    const error = (await errorOf(start)) as SchemaError
    expect(error.code).toBe('E_SCHEMA_UNAUTHORIZED')
    await server.run(...error.grants)
    await (await start()).destroy()
  })

  it('learns its name of the server where a client was given that does not say it', async () => {
    const own = await scene()
    const { credentials, ...reach } = server.reach(own.role)
    class Vault extends auth.PlainTextAuthProvider {
      readonly username = undefined
      override newAuthenticator(): auth.Authenticator {
        return new auth.PlainTextAuthProvider(credentials.username, credentials.password).newAuthenticator('', '')
      }
    }
    const db = new DataSource({
      ...options(own),
      ...reach,
      credentials: undefined,
      driverOptions: { authProvider: new Vault('', '') },
    })
    const recorded = recordStatements(db)
    const error = (await errorOf(() => db.initialize())) as SchemaError
    expect(asked(error, own)).toEqual(['CREATE ON ALL KEYSPACES'])
    expect(recorded.statements.map(({ cql }) => cql)).toContain('LIST ROLES')
  })

  it('goes on where the server asks nobody to log in, whatever credentials it has', async () => {
    const open = await startCassandra({ log: false })
    const keyspace = uniqueKeyspace('Open')
    const db = new DataSource({ ...options({ role: 'nobody', keyspace }), contactPoints: open.contactPoints })
    const recorded = recordStatements(db)
    await db.initialize()
    expect(recorded.statements.map(({ cql }) => cql).filter((cql) => cql.startsWith('LIST'))).toEqual([
      'LIST ROLES OF "nobody"',
    ])
    await db.schema.drop({ keyspace, confirm: keyspace })
    await db.destroy()
    await open.stop()
  })
})

describe('a server that asks for passwords, and permits everything', () => {
  const open = new GuardedServer({ authorizer: 'AllowAllAuthorizer' })

  it('is believed', async () => {
    const keyspace = uniqueKeyspace('Permitted')
    await open.createRole('app')
    const driver = await open.as('app')
    for (const login of [{ role: 'app' }, {}]) {
      const all = { mode: 'additive', createKeyspace, localDataCenter, login } as const
      await synchroniseSchema(driver, modelsOf(first, keyspace), all)
      await open.run(`DROP KEYSPACE "${keyspace}"`)
    }
    expect(driver.statements.filter((cql) => cql.startsWith('LIST'))).toEqual([
      'LIST ROLES OF "app"',
      'LIST ALL PERMISSIONS OF "app"',
      'LIST ROLES',
    ])
  })
})
