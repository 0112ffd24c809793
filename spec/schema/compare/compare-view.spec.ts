import { compareSchema } from '../../../lib/schema/compare/compare-schema.js'
import type { CompareOptions } from '../../../lib/schema/compare/compare-schema.js'
import { describeDifference } from '../../../lib/schema/compare/describe-difference.js'
import type { LiveView } from '../../../lib/schema/live/live-schema.js'
import type { ServerFeatures } from '../../../lib/schema/live/server-features.js'
import { AssignedTicket, Ticket } from '../../support/tickets.js'
import { liveKeyspace, liveSchema, liveTable, liveView, withColumn } from '../support/live.js'
import { modelsOf } from '../support/models.js'

const features: ServerFeatures = { server: 'Cassandra 5.0.9', sai: true, vectors: true, linearSchema: false }
const [ticket, assigned] = modelsOf([Ticket, AssignedTicket])
const name = 'tickets_by_assignee'
const stated = { comment: 'whose is it', gcGraceSeconds: 60 }

const table = (() => {
  const live = liveTable(ticket!)
  return { ...live, properties: { ...live.properties, comment: 'what is to be done' } }
})()

/** The live view as the server has it once it was created. */
function view(changes: Partial<LiveView> = {}): LiveView {
  const live = liveView(assigned!)
  return { ...live, properties: { ...live.properties, ...stated }, ...changes }
}

/** Differences, each as `action: kind sentence`. */
function told(views: readonly LiveView[], options: Partial<CompareOptions> = {}): string[] {
  const keyspace = liveKeyspace([table], { views: new Map(views.map((one) => [one.name, one])) })
  return compareSchema([ticket!, assigned!], liveSchema(keyspace), { features, ...options }).map(
    (one) => `${one.action}: ${one.kind} ${describeDifference(one)}`,
  )
}

const hint =
  'Views cannot be changed: give AssignedTicket another { name } for a view beside this one, or drop it by hand, DROP MATERIALIZED VIEW "shop"."tickets_by_assignee", for a new one in its place.'

it('finds nothing where there is nothing, however the server quotes names', () => {
  expect(told([view()])).toEqual([])
  const whereClause = 'who IS NOT NULL AND opened_at IS NOT NULL AND "Project ""x""" IS NOT NULL AND id IS NOT NULL'
  expect(told([view({ whereClause })], { views: true })).toEqual([])
})

describe('a view that is missing', () => {
  const missing = `view [shop.${name}] does not exist; expected the view of AssignedTicket, found nothing.`

  it('is refused unless views are created', () => {
    const hintOfViews =
      "Views are experimental in Cassandra and created only if you say so: synchronize: { mode: 'additive', views: true }."
    expect(told([])).toEqual([`refuse: ${missing} ${hintOfViews}`])
    expect(told([], { views: false })).toEqual([`refuse: ${missing} ${hintOfViews}`])
  })

  it('is created last, with an id of its definition', () => {
    expect(told([], { views: true })).toEqual([`create: ${missing}`])
    const differences = compareSchema([assigned!, ticket!], liveSchema(liveKeyspace([])), { features, views: true })
    expect(differences.map(({ kind }) => kind)).toEqual(['table', 'view'])
    expect(differences[1]!.cql!.replace(/ID = [\da-f-]{36}/, 'ID = …')).toBe(
      'CREATE MATERIALIZED VIEW IF NOT EXISTS "shop"."tickets_by_assignee" AS ' +
        'SELECT "who", "opened_at", "Project ""x""", "id", "created_at", "page", "cost", "labels", "state" FROM "shop"."tickets" ' +
        'WHERE "who" IS NOT NULL AND "opened_at" IS NOT NULL AND "Project ""x""" IS NOT NULL AND "id" IS NOT NULL ' +
        'PRIMARY KEY (("who"), "opened_at", "Project ""x""", "id") WITH ID = … AND ' +
        `CLUSTERING ORDER BY ("opened_at" DESC, "Project ""x""" ASC, "id" ASC) AND comment = 'whose is it' AND gc_grace_seconds = 60`,
    )
  })

  it('has another id with another definition, the same with other properties, and none where the cluster needs none', () => {
    const cqlOf = (model: typeof assigned, linearSchema = false) => {
      const options = { features: { ...features, linearSchema }, views: true }
      const differences = compareSchema([model!], liveSchema(liveKeyspace([table])), options)
      return differences.find(({ kind }) => kind === 'view')!.cql!
    }
    const idOf = (cql: string) => /ID = (\S+)/.exec(cql)?.[1]
    const id = idOf(cqlOf(assigned))
    expect(id).toBeDefined()
    expect(idOf(cqlOf({ ...assigned!, comment: 'other' }))).toBe(id)
    expect(idOf(cqlOf({ ...assigned!, columns: assigned!.primaryKey }))).not.toBe(id)
    expect(idOf(cqlOf(assigned, true))).toBeUndefined()
  })
})

describe('a view that is otherwise', () => {
  it.each<[string, LiveView, string[]]>([
    [
      'of another table',
      view({ baseTable: 'Others' }),
      [
        `refuse: view [shop.${name}] is of another table than AssignedTicket; expected a view of shop.tickets, found a view of shop."Others". ${hint}`,
      ],
    ],
    [
      'by another order',
      { ...view(), ...withColumn(view(), 'opened_at', { order: 'asc' }) },
      [
        `refuse: primary key [shop.${name}] has another clustering order than AssignedTicket; expected (opened_at DESC, "Project ""x""" ASC, id ASC), found (opened_at ASC, "Project ""x""" ASC, id ASC). ${hint}`,
      ],
    ],
    [
      'by another key',
      { ...view(), ...withColumn(view(), 'id', { kind: 'partition_key', position: 1 }) },
      [
        `refuse: primary key [shop.${name}] has another partition key than AssignedTicket; expected (who), found (who, id). ${hint}`,
        `refuse: primary key [shop.${name}] has other clustering columns than AssignedTicket; expected (opened_at, "Project ""x""", id), found (opened_at, "Project ""x"""). ${hint}`,
      ],
    ],
    [
      'with fewer rows',
      view({ whereClause: `${view().whereClause} AND cost > 10` }),
      [
        `refuse: view [shop.${name}] has other rows than AssignedTicket; expected who IS NOT NULL AND opened_at IS NOT NULL AND "Project ""x""" IS NOT NULL AND id IS NOT NULL, found ${view().whereClause} AND cost > 10. ${hint}`,
      ],
    ],
    [
      'without a column',
      { ...view(), ...withColumn(view(), 'cost', undefined) },
      [`refuse: column [shop.${name}.cost] is not in the view; expected a column, found nothing. ${hint}`],
    ],
    [
      'with a column of another type',
      { ...view(), ...withColumn(view(), 'cost', { type: 'int' }) },
      [
        `refuse: column [shop.${name}.cost] has another type than AssignedTicket.cost; expected bigint, found int. ${hint}`,
      ],
    ],
  ])('%s is refused', (_, live, lines) => {
    expect(told([live], { views: true })).toEqual(lines)
  })

  it('by properties and columns of its own is left as it is', () => {
    const properties = { ...view().properties, comment: '', gcGraceSeconds: 864000 }
    const live = { ...view({ properties }), ...withColumn(view(), 'more', { type: 'int' }), properties }
    expect(told([live], { views: true })).toEqual([
      `report: column [shop.${name}.more] is a column AssignedTicket does not have; expected nothing, found int. Nothing is ever dropped: older and newer instances may use it.`,
      `report: property [shop.${name}] has another comment than AssignedTicket; expected 'whose is it', found ''. Left to you, since no view is changed here: ALTER MATERIALIZED VIEW "shop"."tickets_by_assignee" WITH comment = 'whose is it'`,
      `report: property [shop.${name}] has another gc_grace_seconds than AssignedTicket; expected 60, found 864000. Left to you, since no view is changed here: ALTER MATERIALIZED VIEW "shop"."tickets_by_assignee" WITH gc_grace_seconds = 60`,
    ])
  })

  it('being a table is refused', () => {
    const keyspace = liveKeyspace([table, { ...table, name }])
    const differences = compareSchema([ticket!, assigned!], liveSchema(keyspace), { features, views: true })
    expect(differences.map((one) => `${one.action}: ${describeDifference(one)}`)).toEqual([
      `refuse: [shop.${name}] is a table, which no view can replace; expected the view of AssignedTicket, found a table. Give AssignedTicket another { name }.`,
    ])
  })
})

it('reports views that no class describes', () => {
  expect(told([view(), view({ name: 'theirs' }), view({ name: 'Old' })])).toEqual([
    'report: view [shop] has materialized views that no class describes; expected nothing, found theirs, "Old". Nothing is ever dropped: older and newer instances may use it.',
  ])
})
