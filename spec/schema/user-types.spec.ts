import type { TableModel } from '../../lib/model/table-model.js'
import { compareSchema } from '../../lib/schema/compare/compare-schema.js'
import { describeDifference } from '../../lib/schema/compare/describe-difference.js'
import { formatSchemaPlan } from '../../lib/schema/format-schema-plan.js'
import type { LiveKeyspace } from '../../lib/schema/live/live-schema.js'
import { synchroniseSchema } from '../../lib/schema/synchronise.js'
import { fakeServer } from './support/fake-server.js'
import { dropped, liveIndex, liveKeyspace, liveSchema, liveTable, liveTypes, withColumn } from './support/live.js'
import { applied } from './support/memory-server.js'
import { tableModel, userTypeModel } from './support/user-types.js'

const features = { server: 'Cassandra 5.0.9', sai: true, vectors: true, linearSchema: false }

const geo = userTypeModel('geo', { lat: 'double', lon: 'double' })
const address = userTypeModel('address', { street: 'text', at: 'geo', tags: 'set<text>' })
const people = tableModel('people', { home: 'frozen<address>' }, [geo, address])
const shops = tableModel('shops', { at: 'geo', all: 'list<frozen<address>>' }, [geo, address])
const types = {
  geo: { lat: 'double', lon: 'double' },
  address: { street: 'text', at: 'frozen<geo>', tags: 'frozen<set<text>>' },
}

function compare(models: readonly TableModel[], keyspace: LiveKeyspace, on = features) {
  return compareSchema(models, liveSchema(keyspace), { features: on })
}

/** Differences of people, live with these types, each as `action: sentence`. */
function told(given: Record<string, Record<string, string>>, changes: Partial<LiveKeyspace> = {}): string[] {
  const keyspace = liveKeyspace([liveTable(people)], { types: liveTypes(given), ...changes })
  return compare([people], keyspace).map((one) => `${one.action}: ${describeDifference(one)}`)
}

describe('user-defined types that are missing', () => {
  it('are created before the tables, each once, after those they are made of', () => {
    const differences = compare([people, shops], liveKeyspace([]))
    expect(differences.map(({ action, kind, object }) => `${action} ${kind} ${object}`)).toEqual([
      'create type shop.geo',
      'create type shop.address',
      'create table shop.people',
      'create table shop.shops',
    ])
    expect(formatSchemaPlan(differences.slice(0, 3))).toMatchSnapshot()
  })

  it('are created in every keyspace', () => {
    const other = { ...people, keyspace: 'other', userTypes: [{ ...geo, keyspace: 'other' }] }
    const live = liveSchema(liveKeyspace([]), liveKeyspace([], { name: 'other' }))
    const cql = compareSchema([people, other], live, { features }).map((one) => one.cql)
    expect(cql).toContain('CREATE TYPE IF NOT EXISTS "other"."geo" ("lat" double, "lon" double)')
    expect(cql).toContain('CREATE TYPE IF NOT EXISTS "shop"."geo" ("lat" double, "lon" double)')
  })

  it('are left alone if only a table that says synchronize: false has them, and not called extra', () => {
    const apart = { ...people, synchronize: false }
    const plain = tableModel('plain', {}, [])
    expect(compare([apart, plain], liveKeyspace([liveTable(plain)]))).toEqual([])
    const live = liveKeyspace([liveTable(plain)], { types: liveTypes(types) })
    expect(compare([apart, plain], live)).toEqual([])
  })
})

describe('fields that are missing', () => {
  it('are added one by one, after new types and before anything of a table', () => {
    const live = liveKeyspace([withColumn(liveTable(people), 'home', undefined)], {
      types: liveTypes({ address: { street: 'text' } }),
    })
    const differences = compare([shops, people], live)
    expect(differences.map(({ action, kind, object }) => `${action} ${kind} ${object}`)).toEqual([
      'create type shop.geo',
      'add field shop.address.at',
      'add field shop.address.tags',
      'create table shop.shops',
      'add column shop.people.home',
    ])
    expect(formatSchemaPlan(differences)).toMatchSnapshot()
  })

  it.each([
    ['itself', 'frozen<address>', types],
    ['inside a collection', 'frozen<list<frozen<address>>>', types],
    ['as a field of another type', 'frozen<outer>', { ...types, outer: { a: 'frozen<list<frozen<address>>>' } }],
  ])('are refused where the type is part of a partition key, %s', (_, type, given) => {
    const keyed = { ...withColumn(liveTable(people), 'id', { type }), name: 'keyed' }
    const live = { ...given, address: { street: 'text', at: 'frozen<geo>' } }
    const lines = told(live, { tables: new Map([liveTable(people), keyed].map((table) => [table.name, table])) })
    expect(lines.filter((line) => line.startsWith('refuse'))).toMatchSnapshot()
  })

  /** What is told of a field that is missing in `geo` while a table has an index. */
  function toldBeside(
    type: string,
    target: string,
    options: Record<string, string> = {},
    clustering = 'int',
  ): string[] {
    const columns = withColumn(liveTable(people), 'found', { type })
    const table = withColumn(columns, 'at', { type: clustering, kind: 'clustering', position: 0, order: 'asc' })
    const indexed = { ...table, name: 'searched', indexes: [liveIndex('by_it', target, options)] }
    const tables = new Map([liveTable(people), indexed].map((one) => [one.name, one]))
    return told({ ...types, geo: { lat: 'double' } }, { tables }).filter((line) => line.includes('shop.geo.lon'))
  }

  const sai: Record<string, string> = { class_name: 'sai' }

  it.each([
    ['a column', 'frozen<geo>', 'found'],
    ['a column that holds it in a field', 'frozen<address>', 'found'],
    ['elements', 'set<frozen<geo>>', 'values(found)'],
    ['keys', 'map<frozen<tuple<geo>>, int>', 'keys(found)'],
    ['values', 'map<int, frozen<geo>>', 'values(found)'],
    ['entries', 'map<int, frozen<geo>>', 'entries(found)'],
    ['a column whole', 'frozen<list<frozen<geo>>>', 'full(found)'],
    ['entries, storage-attached', 'map<frozen<geo>, int>', 'entries(found)', sai],
    ['anything in a table that is ordered by it, storage-attached', 'int', 'found', sai, 'frozen<geo>'],
  ])(
    'are refused while an index that would break finds the type: %s',
    (_, type, target, options = {}, order = 'int') => {
      expect(toldBeside(type, target, options, order)).toEqual([
        'refuse: [shop.geo.lon] cannot be added to a type while there is the index shop.by_it; expected double, found nothing. Servers would no longer flush its table, or fail writes: drop the index by hand and start again, which adds the field and then makes the index anew.',
      ])
    },
  )

  it.each([
    ['the other part of a map', 'map<frozen<geo>, int>', 'values(found)'],
    ['what is no type of it', 'int', 'found', {}, 'frozen<geo>'],
    ['a column, storage-attached', 'frozen<geo>', 'found', sai],
    ['elements, storage-attached', 'list<frozen<geo>>', 'values(found)', sai],
  ])('are added beside an index on %s', (_, type, target, options = {}, order = 'int') => {
    expect(toldBeside(type, target, options, order)).toEqual([expect.stringMatching(/^add: /)])
  })

  it.each([
    ['vector<frozen<geo>, 2>', types],
    ['frozen<list<frozen<vector<frozen<address>, 1>>>>', types],
    ['frozen<path>', { ...types, path: { points: 'vector<frozen<geo>, 2>' } }],
  ])('are refused where a vector has the type: %s', (type, given) => {
    const table = { ...withColumn(liveTable(people), 'found', { type }), name: 'drawn' }
    const live = { ...given, geo: { lat: 'double' } }
    const lines = told(live, { tables: new Map([liveTable(people), table].map((one) => [one.name, one])) })
    expect(lines.filter((line) => line.startsWith('refuse'))).toEqual([
      'refuse: [shop.geo.lon] cannot be added to a type that is in the vectors of shop.drawn.found, where servers would lose it; expected double, found nothing. Leave Geo as it was, and declare another type with lon for other columns.',
    ])
  })

  it('are refused where the type is part of the partition key of a view', () => {
    const keyed = withColumn(liveTable(people), 'id', { type: 'frozen<address>' })
    const view = { ...keyed, name: 'keyed', baseTable: 'people', whereClause: '' }
    const views = new Map([['keyed', view]])
    const lines = told({ ...types, address: { street: 'text', at: 'frozen<geo>' } }, { views })
    expect(lines.filter((line) => line.startsWith('refuse'))).toEqual([
      expect.stringContaining('cannot be added to a type that is in the partition key of shop.keyed'),
    ])
  })

  it('are added where the type is part of a clustering key only', () => {
    const key = withColumn(liveTable(people), 'c', { type: 'frozen<address>', kind: 'clustering', position: 0 })
    const lines = told(
      { ...types, address: { street: 'text', at: 'frozen<geo>' } },
      {
        tables: new Map([
          ['t', { ...key, name: 't' }],
          ['people', liveTable(people)],
        ]),
      },
    )
    expect(lines.filter((line) => !line.startsWith('report'))).toEqual([
      'add: [shop.address.tags] does not exist; expected frozen<set<text>>, found nothing.',
    ])
  })
})

describe('fields that are there', () => {
  it('may have another order, and their collections need not be frozen', () => {
    expect(told({ ...types, address: { tags: 'set<text>', at: 'frozen<geo>', street: 'text' } })).toEqual([])
  })

  it('may be made by hand for columns that are frozen', () => {
    const byHand = { ...types, address: { ...types.address, tags: 'set<text>' } }
    expect(told(byHand, { tables: new Map() }).map((line) => line.slice(0, 22))).toEqual(['create: [shop.people] '])
  })

  it.each([
    ['another type', { street: 'int', at: 'frozen<geo>', tags: 'set<text>' }],
    ['another user-defined type', { street: 'text', at: 'frozen<address2>', tags: 'set<text>' }],
    ['another kind of collection', { street: 'text', at: 'frozen<geo>', tags: 'list<text>' }],
  ])('are refused with %s', (_, fields) => {
    const lines = told({ ...types, address: fields })
    expect(lines).toHaveLength(1)
    expect(lines[0]).toMatchSnapshot()
  })

  it('renamed ones are one to add and one to report', () => {
    const lines = told({ ...types, geo: { lat: 'double', lng: 'double' } })
    expect(lines).toMatchSnapshot()
  })
})

it('fields and types of others are reported and never touched', () => {
  const live = { ...types, geo: { ...types.geo, height: 'int' }, theirs: { a: 'int' }, 'Their own': { a: 'int' } }
  expect(told(live)).toMatchSnapshot()
})

describe('columns of user-defined types', () => {
  it('are equal to what the server spells without quotes, frozen or not', () => {
    const table = withColumn(withColumn(liveTable(shops), 'at', { type: 'geo' }), 'all', {
      type: 'list<frozen<address>>',
    })
    expect(compare([shops], liveKeyspace([table], { types: liveTypes(types) }))).toEqual([])
  })

  it('are refused where one is frozen and the other is not', () => {
    expect(
      told(types, { tables: new Map([['people', withColumn(liveTable(people), 'home', { type: 'address' })]]) }),
    ).toMatchSnapshot()
  })

  it('do not come back once they were dropped, since the server remembers a tuple', () => {
    const table = {
      ...withColumn(liveTable(people), 'home', undefined),
      droppedColumns: dropped('home', 'frozen<tuple<text>>'),
    }
    const [line] = told(types, { tables: new Map([['people', table]]) })
    expect(line).toMatchSnapshot()
  })

  it.each([
    ['in a new table', []],
    ['as a new column', [withColumn(liveTable(shops), 'at', undefined)]],
  ])('that are not frozen are refused %s where the live type has fields with cells of their own', (_, tables) => {
    const given = {
      ...types,
      geo: { ...types.geo, path: 'list<int>', 'All of it': 'map<int, int>', b: 'frozen<set<int>>' },
    }
    const refused = compare([shops], liveKeyspace(tables, { types: liveTypes(given) })).filter(
      ({ action }) => action === 'refuse',
    )
    expect(refused.map(describeDifference)).toMatchSnapshot()
  })
})

describe('vectors', () => {
  const place = userTypeModel('place', { near: 'vector<float, 2>' })
  const model = tableModel('docs', { e: 'vector<float, 3>', all: 'list<frozen<vector<int, 2>>>', p: 'frozen<place>' }, [
    place,
  ])
  const old = { server: 'Cassandra 4.1.9', sai: false, vectors: false, linearSchema: false }

  it.each([
    ['the table and the type', liveKeyspace([])],
    [
      'the columns',
      liveKeyspace([withColumn(withColumn(liveTable(model), 'e', undefined), 'all', undefined)], {
        types: liveTypes({ place: { near: 'vector<float, 2>' } }),
      }),
    ],
    ['the field', liveKeyspace([liveTable(model)], { types: liveTypes({ place: {} }) })],
  ])('are refused on an older server before it gets %s', (_, keyspace) => {
    const refused = compare([model], keyspace, old).filter(({ action }) => action === 'refuse')
    expect(refused.map(describeDifference)).toMatchSnapshot()
  })

  it('are created where the server has them', () => {
    const cql = compare([model], liveKeyspace([])).map((one) => one.cql?.replace(/ WITH ID.*/, ''))
    expect(cql).toEqual([
      'CREATE TYPE IF NOT EXISTS "shop"."place" ("near" vector<float, 2>)',
      'CREATE TABLE IF NOT EXISTS "shop"."docs" ("id" int, "e" vector<float, 3>, "all" list<vector<int, 2>>, "p" frozen<"place">, PRIMARY KEY (("id")))',
    ])
  })
})

it('a synchronisation sends statement by statement what the next one finds done', async () => {
  let live = liveSchema(liveKeyspace([]))
  const server = fakeServer({ live: () => live, change: (cql) => (live = applied(live, cql)) })
  const longer = userTypeModel('geo', { lat: 'double', lon: 'double', height: 'int' })
  const sync = (models: readonly TableModel[]) => synchroniseSchema(server.driver, models, { mode: 'additive' })
  await sync([people])
  await sync([{ ...people, userTypes: [longer, address] }])
  expect(server.ddl().map(({ cql }) => cql.split(' (')[0])).toEqual([
    'CREATE TYPE IF NOT EXISTS "shop"."geo"',
    'CREATE TYPE IF NOT EXISTS "shop"."address"',
    'CREATE TABLE IF NOT EXISTS "shop"."people"',
    'ALTER TYPE "shop"."geo" ADD IF NOT EXISTS "height" int',
  ])
  expect(await sync([{ ...people, userTypes: [longer, address] }])).toMatchObject({
    mode: 'additive',
    differences: [],
    applied: [],
  })
})
