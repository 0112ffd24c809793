import { ClusteringColumn } from '../../../lib/decorators/clustering-column.js'
import { Column } from '../../../lib/decorators/column.js'
import { Index } from '../../../lib/decorators/index-decorator.js'
import { PartitionKey } from '../../../lib/decorators/partition-key.js'
import { StaticColumn } from '../../../lib/decorators/static-column.js'
import { Table } from '../../../lib/decorators/table.js'
import { compareSchema } from '../../../lib/schema/compare/compare-schema.js'
import type { CompareOptions } from '../../../lib/schema/compare/compare-schema.js'
import { describeDifference } from '../../../lib/schema/compare/describe-difference.js'
import type { LiveSchema, LiveTable } from '../../../lib/schema/live/live-schema.js'
import type { ServerFeatures } from '../../../lib/schema/live/server-features.js'
import { dropped, liveIndex, liveKeyspace, liveSchema, liveTable, withColumn } from '../support/live.js'
import { modelOf, modelsOf } from '../support/models.js'

@Table('readings', { comment: 'one row per measurement' })
class Reading {
  @PartitionKey('uuid') sensorId!: string
  @PartitionKey('date') day!: string
  @ClusteringColumn('timestamp', { order: 'desc' }) at!: Date
  @ClusteringColumn('int') seq!: number
  @StaticColumn('text') site?: string
  @Column('double') value!: number
  @Column('set<text>') tags!: Set<string>
  @Column('frozen<list<int>>') path?: number[]
}

const model = modelOf(Reading)
const comment = 'one row per measurement'
const features: ServerFeatures = { server: 'Cassandra 5.0.9', sai: true, vectors: true, linearSchema: false }

/** The live table of Reading as the server has it once it was created. */
function readings(changes: Partial<LiveTable> = {}): LiveTable {
  const table = liveTable(model)
  return { ...table, properties: { ...table.properties, comment }, ...changes }
}

function compare(live: LiveSchema, options: Partial<CompareOptions> = {}, models = [model]) {
  return compareSchema(models, live, { features, ...options })
}

/** Differences of the one table, each as `action: sentence`. */
function told(table: LiveTable, models = [model]): string[] {
  return compare(liveSchema(liveKeyspace([table])), {}, models).map(
    (one) => `${one.action}: ${describeDifference(one)}`,
  )
}

it('finds nothing where there is nothing', () => {
  expect(compare(liveSchema(liveKeyspace([readings()])))).toEqual([])
})

it('neither compares nor reports a table whose entity says synchronize: false', () => {
  @Table('apart', { synchronize: false })
  class Apart {
    @PartitionKey('int') id!: number
  }
  const apart = modelOf(Apart)
  const live = liveSchema(liveKeyspace([withColumn(liveTable(apart), 'id', { type: 'text' })]))
  expect(compare(live, {}, [apart])).toEqual([])
  expect(compare(liveSchema(liveKeyspace([readings(), liveTable(apart)])), {}, [model, apart])).toEqual([])
})

describe('what is missing', () => {
  const createKeyspace = { replication: { class: 'NetworkTopologyStrategy', dc1: 3 }, durableWrites: true }

  it('a keyspace is refused unless it is said how to create it; its tables are planned either way', () => {
    const differences = compare(liveSchema())
    expect(differences.map(({ action, kind }) => `${action} ${kind}`)).toEqual(['refuse keyspace', 'create table'])
    expect(describeDifference(differences[0]!)).toMatchSnapshot()
  })

  it('a keyspace is created as said', () => {
    const [keyspace, table] = compare(liveSchema(), { createKeyspace })
    expect(keyspace).toMatchSnapshot()
    expect(table?.kind).toBe('table')
  })

  it('a table is created with its fixed id, all its columns and what the entity states', () => {
    const [difference, ...others] = compare(liveSchema(liveKeyspace([])))
    expect(difference).toMatchSnapshot()
    expect(others).toEqual([])
  })

  it('a table gets no id of ours where the cluster puts schema changes in order', () => {
    const [difference] = compare(liveSchema(liveKeyspace([])), { features: { ...features, linearSchema: true } })
    expect(difference?.cql).toContain('PRIMARY KEY (("sensor_id", "day"), "at", "seq")) WITH CLUSTERING ORDER BY')
  })

  it('columns are added by one statement', () => {
    const table = withColumn(withColumn(readings(), 'site', undefined), 'tags', undefined)
    const differences = compare(liveSchema(liveKeyspace([table])))
    expect(differences).toMatchSnapshot()
  })
})

describe('what is refused', () => {
  const cases: [string, () => LiveTable][] = [
    ['another type', () => withColumn(readings(), 'value', { type: 'float' })],
    ['another type of a key column', () => withColumn(readings(), 'sensor_id', { type: 'text' })],
    ['a type this version does not know', () => withColumn(readings(), 'value', { type: 'vector<float, 3>' })],
    ['frozen where it should not be', () => withColumn(readings(), 'tags', { type: 'frozen<set<text>>' })],
    ['not frozen where it should be', () => withColumn(readings(), 'path', { type: 'list<int>' })],
    ['another kind of collection', () => withColumn(readings(), 'tags', { type: 'list<text>' })],
    ['regular where it should be static', () => withColumn(readings(), 'site', { kind: 'regular' })],
    ['static where it should be regular', () => withColumn(readings(), 'value', { kind: 'static' })],
    ['a key column the database lacks', () => withColumn(withColumn(readings(), 'day', undefined), 'seq', undefined)],
    [
      'a key column the entity lacks',
      () => withColumn(readings(), 'Shard "x"', { kind: 'partition_key', position: 2 }),
    ],
    [
      'another order of the partition key',
      () => withColumn(withColumn(readings(), 'sensor_id', { position: 1 }), 'day', { position: 0 }),
    ],
    ['another clustering order', () => withColumn(readings(), 'at', { order: 'asc' })],
    [
      'a key column that is none',
      () => withColumn(readings(), 'value', { kind: 'clustering', position: 2, order: 'asc' }),
    ],
    [
      'a name that was dropped with another type',
      () => ({ ...withColumn(readings(), 'value', undefined), droppedColumns: dropped('value', 'text') }),
    ],
    [
      'a name that was dropped as another kind',
      () => ({ ...withColumn(readings(), 'value', undefined), droppedColumns: dropped('value', 'double', 'static') }),
    ],
  ]

  it.each(cases)('%s', (_, table) => {
    const lines = told(table())
    expect(lines.every((line) => line.startsWith('refuse: '))).toBe(true)
    expect(lines.join('\n')).toMatchSnapshot()
  })

  it('a view of the name', () => {
    const view = { ...liveTable(model), baseTable: 'others', whereClause: '' }
    const keyspace = liveKeyspace([], { views: new Map([['readings', view]]) })
    expect(compare(liveSchema(keyspace)).map(describeDifference)).toMatchSnapshot()
  })
})

describe('what looks different and is not', () => {
  it('blanks in a type', () => {
    expect(told(withColumn(readings(), 'path', { type: 'frozen< list<int> >' }))).toEqual([])
  })

  it('a dropped column that comes back as it was', () => {
    const table = withColumn(readings(), 'value', undefined)
    const [line] = told({ ...table, droppedColumns: dropped('value', 'double') })
    expect(line).toBe('add: [shop.readings.value] does not exist; expected double, found nothing.')
  })

  it('a dropped column that comes back, where the server does not say of which kind it was', () => {
    const table = withColumn(readings(), 'value', undefined)
    const droppedOf = (type: string) => new Map([['value', { name: 'value', type, kind: undefined }]])
    expect(told({ ...table, droppedColumns: droppedOf('double') })[0]).toMatch(/^add: /)
    expect(told({ ...table, droppedColumns: droppedOf('text') })[0]).toContain('found a dropped column of text.')
  })

  it('a dropped column that is there again', () => {
    expect(told(readings({ droppedColumns: dropped('value', 'text') }))).toEqual([])
  })

  it('a dropped column beside one that can be added', () => {
    const table = withColumn(withColumn(readings(), 'value', undefined), 'site', undefined)
    const lines = compare(liveSchema(liveKeyspace([{ ...table, droppedColumns: dropped('value', 'text') }])))
    expect(lines.map(({ action, object, cql }) => [action, object, cql])).toEqual([
      ['refuse', 'shop.readings.value', undefined],
      ['add', 'shop.readings.site', 'ALTER TABLE "shop"."readings" ADD IF NOT EXISTS ("site" text STATIC)'],
    ])
  })
})

describe('what is only reported', () => {
  it('columns, indexes and tables of others, never the tables of sync itself', () => {
    const table = withColumn(withColumn(readings(), 'x', { type: 'int' }), 'y', { type: 'int', kind: 'static' })
    const others = ['old', 'Older', 'cassiform_schema_lock', 'cassiform_schema_ledger'].map((name) => ({
      ...table,
      name,
    }))
    const indexed = { ...table, indexes: [liveIndex('by_x', 'x')] }
    const differences = compare(liveSchema(liveKeyspace([indexed, ...others])))
    expect(differences.map((one) => `${one.action}: ${describeDifference(one)}`)).toMatchSnapshot()
    expect(differences.every(({ cql }) => cql === undefined)).toBe(true)
  })

  it('many tables in few words', () => {
    const others = Array.from({ length: 12 }, (_, i) => ({ ...readings(), name: `t${i}` }))
    const [difference] = compare(liveSchema(liveKeyspace([readings(), ...others])))
    expect(difference?.is).toBe('t0, t1, t2, t3, t4, t5, t6, t7, t8, t9 and 2 more')
  })

  it('another replication than createKeyspace says', () => {
    const createKeyspace = { replication: { class: 'NetworkTopologyStrategy', dc1: 3 } }
    const differences = compare(liveSchema(liveKeyspace([readings()])), { createKeyspace })
    expect(differences.map((one) => `${one.action}: ${describeDifference(one)}`)).toMatchSnapshot()
  })

  it.each([
    [
      { class: 'SimpleStrategy', replication_factor: 1 },
      { class: 'org.apache.cassandra.locator.SimpleStrategy', replication_factor: '1' },
    ],
    [
      { class: 'NetworkTopologyStrategy', replication_factor: 3 },
      { class: 'NetworkTopologyStrategy', dc1: '3', dc2: '3' },
    ],
  ])('not a replication that is only spelled otherwise: %j', (replication, stored: Record<string, string>) => {
    const keyspace = liveKeyspace([readings()], { replication: new Map(Object.entries(stored)) })
    expect(compare(liveSchema(keyspace), { createKeyspace: { replication } })).toEqual([])
  })
})

describe('several models', () => {
  @Table('alerts')
  class Alert {
    @PartitionKey('int') id!: number
    @Column('text') @Index({ name: 'by_text' }) text?: string
  }
  @Table('notes')
  class Note {
    @PartitionKey('int') id!: number
    @Column('text') @Index({ name: 'by_text' }) text?: string
  }

  it('are compared keyspace by keyspace, statements in the order in which they stand on each other', () => {
    const createKeyspace = { replication: { class: 'SimpleStrategy', replication_factor: 1 } }
    const models = [modelOf(Alert, 'one'), modelOf(Note, 'two')]
    const kinds = compare(liveSchema(), { createKeyspace }, models).map(({ kind, object }) => `${kind} ${object}`)
    expect(kinds).toEqual([
      'keyspace one',
      'keyspace two',
      'table one.alerts',
      'table two.notes',
      'index one.by_text',
      'index two.by_text',
    ])
  })

  it('may not give two indexes of a keyspace one name', () => {
    const refused = compare(liveSchema(liveKeyspace([])), {}, modelsOf([Alert, Note])).filter(
      ({ action }) => action === 'refuse',
    )
    expect(refused.map(describeDifference)).toMatchSnapshot()
  })
})
