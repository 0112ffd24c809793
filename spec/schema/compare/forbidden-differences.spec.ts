import {
  ClusteringColumn,
  Column,
  CounterColumn,
  PartitionKey,
  StaticColumn,
  Table,
  udt,
  UserType,
  vector,
} from '../../../lib/index.js'
import type { SchemaDifference } from '../../../lib/errors/schema-error.js'
import { compareSchema } from '../../../lib/schema/compare/compare-schema.js'
import type { LiveColumn, LiveKeyspace, LiveTable } from '../../../lib/schema/live/live-schema.js'
import { planSchema } from '../../../lib/schema/plan-schema.js'
import { dropped, liveKeyspace, liveSchema, liveTable, liveTypes, withColumn } from '../support/live.js'
import { modelOf } from '../support/models.js'

@UserType('place')
class Place {
  @Column('double') lat?: number
  @Column('text') name?: string
}

@Table('events')
class Event {
  @PartitionKey('int') tenant!: number
  @PartitionKey('int') day!: number
  @ClusteringColumn('int', { order: 'desc' }) at!: number
  @ClusteringColumn('int') seq!: number
  @StaticColumn('text') site?: string
  @Column('text') note?: string
  @Column('set<text>') tags!: Set<string>
  @Column('frozen<list<int>>') path?: number[]
  @Column(vector('float', 3)) shape?: Float32Array
  @Column(udt(() => Place)) place?: Place
}

@Table('totals')
class Total {
  @PartitionKey('text') name!: string
  @CounterColumn() hits?: bigint
}

const model = modelOf(Event)
const totals = modelOf(Total)
const features = { server: 'Cassandra 5.0.9', sai: true, vectors: true, linearSchema: false }
const types = { place: { lat: 'double', name: 'text' } }

type Change = Partial<LiveColumn> | undefined

/** What differs where a column is otherwise in the database. */
function withLive(name: string, change: Change, of = model): SchemaDifference[] {
  return compare(withColumn(liveTable(of), name, change), {}, of)
}

function compare(table: LiveTable, changes: Partial<LiveKeyspace> = {}, of = model): SchemaDifference[] {
  const live = liveSchema(liveKeyspace([table], { types: liveTypes(types), ...changes }))
  return [...compareSchema([of], live, { features })]
}

const clustering = { kind: 'clustering', position: 2, order: 'asc', type: 'int' } as const

/** The differences of reliability A13: what is in the database, and where a refusal says that it is otherwise. */
const forbidden: readonly [string, () => SchemaDifference[], object: string][] = [
  ['another type of a column', () => withLive('note', { type: 'int' }), 'shop.events.note'],
  ['another type of a key column', () => withLive('tenant', { type: 'text' }), 'shop.events.tenant'],
  ['a partition key of fewer columns', () => withLive('day', { kind: 'regular', position: -1 }), 'shop.events'],
  ['a partition key of more columns', () => withLive('x', { kind: 'partition_key', position: 2 }), 'shop.events'],
  ['clustering columns that are fewer', () => withLive('seq', undefined), 'shop.events'],
  ['clustering columns that are more', () => withLive('x', clustering), 'shop.events'],
  ['another clustering order', () => withLive('at', { order: 'asc' }), 'shop.events'],
  ['a regular column that is to be static', () => withLive('site', { kind: 'regular' }), 'shop.events.site'],
  ['a static column that is to be regular', () => withLive('note', { kind: 'static' }), 'shop.events.note'],
  ['a collection that is frozen', () => withLive('tags', { type: 'frozen<set<text>>' }), 'shop.events.tags'],
  ['a collection that is not frozen', () => withLive('path', { type: 'list<int>' }), 'shop.events.path'],
  ['another kind of collection', () => withLive('tags', { type: 'list<text>' }), 'shop.events.tags'],
  ['another size of a vector', () => withLive('shape', { type: 'vector<float, 4>' }), 'shop.events.shape'],
  ['a number that is to be a counter', () => withLive('hits', { type: 'bigint' }, totals), 'shop.totals.hits'],
  ['another type of a field', () => withTypes({ place: { lat: 'text', name: 'text' } }), 'shop.place.lat'],
  ['a field of a type in a partition key', () => withTypes({ place: { lat: 'double' } }, keyed), 'shop.place.name'],
]

const keyed = withColumn(liveTable(modelOf(Event)), 'p', { kind: 'partition_key', type: 'frozen<place>', position: 0 })

function withTypes(of: Parameters<typeof liveTypes>[0], other?: LiveTable): SchemaDifference[] {
  const tables = [liveTable(model), ...(other === undefined ? [] : [{ ...other, name: 'other' }])]
  const live = liveSchema(liveKeyspace(tables, { types: liveTypes(of) }))
  return [...compareSchema([model], live, { features })]
}

it('there are sixteen', () => {
  expect(forbidden).toHaveLength(16)
})

it.each(forbidden)('%s is refused, with what is, what is wanted, why and what to do', (_, differences, object) => {
  const refused = differences().filter(({ action }) => action === 'refuse')
  expect(refused.map((one) => one.object)).toContain(object)
  for (const one of refused) {
    expect(one.reason).toMatch(/\S/)
    expect(one.hint).toMatch(/\.$/)
    expect(one.wanted).toMatch(/\S/)
    expect(one.cql).toBeUndefined()
  }
  expect(refused[0]).toMatchSnapshot()
  expect(planSchema(refused)).toEqual([])
})

describe('a column that was dropped', () => {
  const again = (type: string, kind: 'regular' | 'static' = 'regular') =>
    compare({ ...withColumn(liveTable(model), 'note', undefined), droppedColumns: dropped('note', type, kind) })

  it('comes back as it was', () => {
    expect(again('text')).toMatchObject([{ object: 'shop.events.note', action: 'add' }])
  })

  it.each([
    ['another type', 'int'],
    ['a counter', 'counter'],
  ])('does not come back as %s', (_, type) => {
    expect(again(type)).toMatchObject([{ object: 'shop.events.note', action: 'refuse' }])
  })

  it('does not come back as a counter that it was not, nor as another kind', () => {
    expect(again('text', 'static')).toMatchObject([{ action: 'refuse' }])
    const live = { ...withColumn(liveTable(totals), 'hits', undefined), droppedColumns: dropped('hits', 'bigint') }
    expect(compare(live, { types: new Map() }, totals)).toMatchObject([
      { object: 'shop.totals.hits', action: 'refuse' },
    ])
  })

  it('does not come back as a counter even if it was one', () => {
    const live = { ...withColumn(liveTable(totals), 'hits', undefined), droppedColumns: dropped('hits', 'counter') }
    expect(compare(live, { types: new Map() }, totals)).toMatchObject([
      { object: 'shop.totals.hits', action: 'refuse' },
    ])
  })
})

describe('counters and other columns', () => {
  it('are not added to a table of the others', () => {
    const none = { types: new Map() }
    const bare = withColumn(liveTable(totals), 'hits', undefined)
    const refused = { object: 'shop.totals.hits', action: 'refuse', is: 'a table without' }
    expect(compare(bare, none, totals)).toMatchObject([refused])
    expect(compare(bare, none, totals)[0]).toMatchSnapshot()
    const counted = withColumn(withColumn(liveTable(model), 'note', undefined), 'count', { type: 'counter' })
    const differences = compare(counted).filter(({ action }) => action !== 'report')
    expect(differences).toMatchObject([{ object: 'shop.events.note', action: 'refuse', is: 'a table of counters' }])
  })

  it('are what a table was made for, also when the last of them was dropped', () => {
    const emptied = { ...withColumn(liveTable(totals), 'hits', undefined), droppedColumns: dropped('old', 'counter') }
    expect(compare(emptied, { types: new Map() }, totals)).toMatchObject([
      { object: 'shop.totals.hits', action: 'add' },
    ])
  })
})
