import { Column } from '../../../lib/decorators/column.js'
import { ClusteringColumn } from '../../../lib/decorators/clustering-column.js'
import { Index } from '../../../lib/decorators/index-decorator.js'
import { MaterializedView } from '../../../lib/decorators/materialized-view.js'
import { PartitionKey } from '../../../lib/decorators/partition-key.js'
import { Table } from '../../../lib/decorators/table.js'
import type { SchemaError } from '../../../lib/errors/schema-error.js'
import type { TableModel } from '../../../lib/model/table-model.js'
import type { LiveSchema } from '../../../lib/schema/live/live-schema.js'
import { synchroniseSchema } from '../../../lib/schema/synchronise.js'
import type { SynchroniseOptions } from '../../../lib/schema/synchronise-options.js'
import { errorOf } from '../../support/error-of.js'
import { fakeRoles } from '../support/fake-roles.js'
import type { RoleFacts } from '../support/fake-roles.js'
import { fakeServer } from '../support/fake-server.js'
import { liveIndex, liveKeyspace, liveSchema, liveTable, liveTypes, liveView, withColumn } from '../support/live.js'
import { modelOf, modelsOf } from '../support/models.js'
import { tableModel, userTypeModel } from '../support/user-types.js'

@Table('Notes', { comment: 'what was said' })
class Note {
  @PartitionKey('int') id!: number
  @Column('text') @Index() text?: string
}

@MaterializedView(() => Note, { name: 'notes_by_text' })
class NoteByText {
  @PartitionKey() text!: string
  @ClusteringColumn() id!: number
}

const model = modelOf(Note)
const both = modelsOf([Note, NoteByText])
const view = liveView(both[1]!)
const bare = liveTable(model, { indexes: [liveIndex('Notes_text_idx', 'text')] })
const complete = { ...bare, properties: { ...bare.properties, comment: 'what was said' } }
const geo = userTypeModel('geo', { lat: 'double', lon: 'double' })
const places = tableModel('places', { at: 'frozen<geo>' }, [geo])

const controlGrants = ['lock', 'ledger'].flatMap((name) => [
  `GRANT SELECT ON TABLE "shop"."cassiform_schema_${name}" TO "app"`,
  `GRANT MODIFY ON TABLE "shop"."cassiform_schema_${name}" TO "app"`,
])

interface Scene extends Partial<SynchroniseOptions> {
  readonly live: LiveSchema
  readonly models?: readonly TableModel[]
  readonly facts?: RoleFacts
  readonly isBare?: boolean
}

function sceneOf({ live, models = [model], facts = {}, isBare = false, ...options }: Scene) {
  const server = fakeServer({ live: () => live, isBare, roles: fakeRoles(facts) })
  const all = { mode: 'additive', login: { role: 'app' }, waitTimeoutMs: 50, views: true, ...options } as const
  return { server, sync: () => synchroniseSchema(server.driver, models, all) }
}

/** The grants a failed synchronisation asks for; none of its statements was sent. */
async function missing(scene: Scene): Promise<readonly string[]> {
  const { server, sync } = sceneOf(scene)
  const error = (await errorOf(sync)) as SchemaError
  expect([error.code, error.outcome]).toEqual(['E_SCHEMA_UNAUTHORIZED', 'not_sent'])
  const others = server.driver.sent.filter(({ cql }) => !/^(?:SELECT|LIST) /.test(cql))
  expect(others).toEqual([])
  return error.grants
}

const createKeyspace = { replication: { class: 'SimpleStrategy', replication_factor: 1 } }
const empty = liveSchema(liveKeyspace([]))

describe('refuseMissingGrants', () => {
  it.each<[string, Scene, readonly string[]]>([
    [
      'a keyspace and all in it',
      { live: liveSchema(), createKeyspace, isBare: true },
      ['GRANT CREATE ON ALL KEYSPACES TO "app"'],
    ],
    [
      'the tables of schema sync and others',
      { live: empty, isBare: true },
      ['GRANT CREATE ON KEYSPACE "shop" TO "app"'],
    ],
    ['a table with an index', { live: empty }, ['GRANT CREATE ON KEYSPACE "shop" TO "app"', ...controlGrants]],
    [
      'a table and its view',
      { live: empty, models: both },
      ['GRANT CREATE ON KEYSPACE "shop" TO "app"', ...controlGrants],
    ],
    [
      'a type',
      { live: liveSchema(liveKeyspace([liveTable(places)])), models: [places] },
      ['GRANT CREATE ON KEYSPACE "shop" TO "app"', ...controlGrants],
    ],
    [
      'a field',
      {
        live: liveSchema(liveKeyspace([liveTable(places)], { types: liveTypes({ geo: { lat: 'double' } }) })),
        models: [places],
      },
      ['GRANT ALTER ON KEYSPACE "shop" TO "app"', ...controlGrants],
    ],
    [
      'a column',
      { live: liveSchema(liveKeyspace([withColumn(complete, 'text', undefined)])) },
      ['GRANT ALTER ON TABLE "shop"."Notes" TO "app"', ...controlGrants],
    ],
    [
      'a property',
      { live: liveSchema(liveKeyspace([bare])) },
      ['GRANT ALTER ON TABLE "shop"."Notes" TO "app"', ...controlGrants],
    ],
    [
      'an index',
      { live: liveSchema(liveKeyspace([{ ...complete, indexes: [] }])) },
      ['GRANT ALTER ON TABLE "shop"."Notes" TO "app"', ...controlGrants],
    ],
    [
      'a view',
      { live: liveSchema(liveKeyspace([complete])), models: both },
      ['GRANT ALTER ON TABLE "shop"."Notes" TO "app"', ...controlGrants],
    ],
    [
      'a field and a column, the keyspace being enough for both',
      {
        live: liveSchema(liveKeyspace([liveTable(places), bare], { types: liveTypes({ geo: { lat: 'double' } }) })),
        models: [model, places],
      },
      ['GRANT ALTER ON KEYSPACE "shop" TO "app"', ...controlGrants],
    ],
    [
      'things in two keyspaces, of which one is missing',
      { live: empty, models: [...modelsOf([Note], 'other'), model], createKeyspace, isBare: true },
      ['GRANT CREATE ON ALL KEYSPACES TO "app"'],
    ],
    [
      'something in one keyspace, and nothing in another',
      {
        live: liveSchema(liveKeyspace([]), liveKeyspace([complete], { name: 'other' })),
        models: [...modelsOf([Note], 'other'), model],
      },
      ['GRANT CREATE ON KEYSPACE "shop" TO "app"', ...controlGrants],
    ],
  ])('asks for what is needed to create or change %s', async (_, scene, grants) => {
    expect([...(await missing(scene))].sort()).toEqual([...grants].sort())
  })

  it('asks for nothing that the role has, on the resource or above it', async () => {
    const facts = {
      permissions: ['SELECT <all keyspaces>', 'MODIFY <table shop.cassiform_schema_lock>', 'ALTER <keyspace shop>'],
    }
    expect(await missing({ live: liveSchema(liveKeyspace([])), facts })).toEqual([
      'GRANT CREATE ON KEYSPACE "shop" TO "app"',
      'GRANT MODIFY ON TABLE "shop"."cassiform_schema_ledger" TO "app"',
    ])
  })

  it('says so in one error, with the statements to copy', async () => {
    const error = (await errorOf(sceneOf({ live: empty }).sync)) as SchemaError
    expect(error.message).toMatchSnapshot()
    expect([error.name, error.differences.map(({ object }) => object)]).toEqual([
      'SchemaError',
      ['shop."Notes"', 'shop."Notes_text_idx"'],
    ])
    const one = await errorOf(sceneOf({ live: empty, isBare: true }).sync)
    expect(one.message).toMatchSnapshot()
  })

  it.each<[string, Partial<Scene>]>([
    ['nobody logs in', { login: undefined }],
    ['the server does not say', { facts: { roles: { app: true } } }],
    [
      'the role has them all',
      { facts: { permissions: ['ALTER', 'SELECT', 'MODIFY'].map((one) => `${one} <keyspace shop>`) } },
    ],
  ])('lets go on where %s', async (_, scene) => {
    const { server, sync } = sceneOf({ live: liveSchema(liveKeyspace([{ ...complete, indexes: [] }])), ...scene })
    expect(await errorOf(sync)).toMatchObject({ code: 'E_SCHEMA_DRIFT' })
    expect(server.ddl()).toHaveLength(1)
    expect(server.driver.sent.some(({ cql }) => cql.startsWith('LIST'))).toBe('login' in scene ? false : true)
  })

  it.each(['additive', 'verify', 'plan'] as const)(
    'asks the server nothing in mode %s where nothing is to be done',
    async (mode) => {
      const live = liveSchema(liveKeyspace([complete], { views: new Map([[view.name, view]]) }))
      const { server, sync } = sceneOf({ live, models: both, mode })
      await sync()
      expect(server.driver.sent.filter(({ cql }) => !cql.includes('FROM system'))).toEqual([])
    },
  )

  it('asks nothing in mode plan, whatever is to be done', async () => {
    const { server, sync } = sceneOf({ live: empty, mode: 'plan' })
    await sync()
    expect(server.driver.sent.filter(({ cql }) => !cql.includes('FROM system_schema'))).toEqual([
      expect.objectContaining({ cql: expect.stringContaining('cassiform_schema_ledger') as string }),
    ])
  })
})
