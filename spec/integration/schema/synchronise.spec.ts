import { ClusteringColumn } from '../../../lib/decorators/clustering-column.js'
import { Column } from '../../../lib/decorators/column.js'
import { Index } from '../../../lib/decorators/index-decorator.js'
import { PartitionKey } from '../../../lib/decorators/partition-key.js'
import { StaticColumn } from '../../../lib/decorators/static-column.js'
import { Table } from '../../../lib/decorators/table.js'
import type { SchemaError } from '../../../lib/errors/schema-error.js'
import type { EntityClass } from '../../../lib/metadata/entity-metadata.js'
import { describeDifference } from '../../../lib/schema/compare/describe-difference.js'
import { readSchema } from '../../../lib/schema/live/read-schema.js'
import { synchroniseSchema } from '../../../lib/schema/synchronise.js'
import type { SynchroniseOptions, SynchroniseResult } from '../../../lib/schema/synchronise-options.js'
import { alterableProperties } from '../../../lib/schema/table-properties.js'
import { tableId } from '../../../lib/schema/live/table-id.js'
import { modelsOf } from '../../schema/support/models.js'
import { onServersWith, serverHas } from '../support/server-features.js'
import { connect, createKeyspace, isControl, localDataCenter, run, uniqueKeyspace } from './support/database.js'
import type { RecordingDriver } from './support/database.js'

jest.setTimeout(120_000)

let driver: RecordingDriver
const keyspaces: string[] = []

beforeAll(async () => {
  driver = await connect()
})

afterAll(async () => {
  for (const keyspace of keyspaces) await run(driver, `DROP KEYSPACE IF EXISTS "${keyspace}"`)
  await driver.shutdown()
})

function newKeyspace(): string {
  const keyspace = uniqueKeyspace('Sync')
  keyspaces.push(keyspace)
  return keyspace
}

function sync(
  keyspace: string,
  entities: readonly EntityClass[],
  options: Partial<SynchroniseOptions> = {},
  on: RecordingDriver = driver,
): Promise<SynchroniseResult> {
  const all = { mode: 'additive', createKeyspace, localDataCenter, ...options } as const
  return synchroniseSchema(on, modelsOf(entities, keyspace), all)
}

/** What a failure says, the name of the keyspace replaced by `ks`. */
async function failure(promise: Promise<unknown>, keyspace: string): Promise<string> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason as SchemaError,
  )
  return error === undefined ? 'no failure' : `${error.code} ${error.message}`.replaceAll(`"${keyspace}"`, 'ks')
}

/** Every statement that changed the schema while `work` ran. */
async function ddlOf(work: () => Promise<unknown>): Promise<string[]> {
  const before = driver.ddl().length
  await work()
  return driver.ddl().slice(before)
}

@Table('readings', {
  comment: 'it\'s one row per "measurement"\n-- and more',
  with: {
    compaction: { class: 'LeveledCompactionStrategy', sstable_size_in_mb: 100 },
    compression: { class: 'LZ4Compressor', chunk_length_in_kb: 32 },
    caching: { keys: 'ALL', rows_per_partition: 10 },
    gcGraceSeconds: 3600,
    defaultTimeToLive: 86400,
    speculativeRetry: '95PERCENTILE',
    cdc: false,
  },
})
class Reading {
  @PartitionKey('uuid') sensorId!: string
  @PartitionKey('date') day!: string
  @ClusteringColumn('timestamp', { order: 'desc' }) at!: Date
  @ClusteringColumn('frozen<set<list<int>>>') path!: Set<number[]>
  @StaticColumn('varchar') site?: string
  @Column('double') value!: number
  @Column('text') @Index() note?: string
  @Column('map<text, frozen<list<int>>>') counts!: Map<string, number[]>
  @Column('map<text, int>') @Index({ name: 'by_key', target: 'keys' }) keyed!: Map<string, number>
  @Column('frozen<list<int>>') @Index({ target: 'full' }) whole?: number[]
}

@Table('searched')
class Searched {
  @PartitionKey('int') id!: number
  @Column('double') @Index({ using: 'sai' }) value!: number
  @Column('map<text, int>') @Index({ name: 'by_entry', using: 'sai', target: 'entries' }) entered!: Map<string, number>
  @Column('set<text>') @Index({ using: 'sai' }) tags!: Set<string>
  @Column('text') @Index({ using: 'sai', options: { case_sensitive: false, normalize: true } }) title?: string
}

@Table('Select')
class Odd {
  @PartitionKey('int', { name: 'From' }) from!: number
  @ClusteringColumn('text', { name: 'order by', order: 'desc' }) order!: string
  @StaticColumn('int', { name: 'ünïcødé 漢字 🙂' }) unicode?: number
  @Column('text', { name: 'say "hi"' }) @Index({ name: 'Say_idx' }) quoted?: string
  @Column('text', { name: "it's; -- \n DROP" }) @Index({ name: 'Its_idx' }) nasty?: string
  @Column('set<text>', { name: 'values(x)' }) @Index({ name: 'Values_idx' }) target!: Set<string>
  @Column('int', { name: 'table' }) reserved?: number
}

describe('additive', () => {
  const keyspace = newKeyspace()

  it('creates keyspace, tables and indexes, each by one statement', async () => {
    const result = await sync(keyspace, [Reading, Odd])
    expect(result.differences.map(({ action, kind }) => `${action} ${kind}`).sort()).toEqual([
      ...Array<string>(6).fill('create index'),
      'create keyspace',
      ...Array<string>(4).fill('create table'),
    ])
    expect(result.applied).toHaveLength(11)
    expect(driver.ddl().slice(-9)).toEqual(result.applied.filter((cql) => !isControl(cql)))
  })

  it('has then nothing to do: no statement, an empty difference, in every mode', async () => {
    const sent = driver.statements.length
    const ddl = await ddlOf(async () => {
      for (const mode of ['additive', 'verify', 'plan'] as const) {
        expect(await sync(keyspace, [Reading, Odd], { mode })).toMatchObject({ mode, differences: [], applied: [] })
      }
    })
    expect(ddl).toEqual([])
    // Seven tables of system_schema each time, and the version of the one node where the mode asks for agreement.
    expect(driver.statements.length - sent).toBe(3 * 7 + 2)
  })

  it('gave the tables their fixed ids', async () => {
    const live = (await readSchema(driver, [keyspace])).keyspaces.get(keyspace)
    expect([...live!.tables.values()].map(({ name, id }) => [name, id])).toEqual(
      ['Select', 'cassiform_schema_ledger', 'cassiform_schema_lock', 'readings'].map((name) => [
        name,
        tableId(keyspace, name),
      ]),
    )
  })

  it('stored names and comments as they were meant', async () => {
    const live = (await readSchema(driver, [keyspace])).keyspaces.get(keyspace)
    expect(live?.tables.get('readings')?.properties.comment).toBe('it\'s one row per "measurement"\n-- and more')
    expect([...live!.tables.get('Select')!.columns.keys()].sort()).toEqual(
      ['From', 'order by', 'ünïcødé 漢字 🙂', 'say "hi"', "it's; -- \n DROP", 'values(x)', 'table'].sort(),
    )
  })
})

describe('a newer model', () => {
  const keyspace = newKeyspace()

  @Table('events')
  class Old {
    @PartitionKey('int') id!: number
    @ClusteringColumn('int') seq!: number
    @Column('text') name?: string
  }
  @Table('events', { comment: 'newer' })
  class New {
    @PartitionKey('int') id!: number
    @ClusteringColumn('int') seq!: number
    @Column('text') @Index() name?: string
    @StaticColumn('int') added?: number
    @Column('list<text>') more!: string[]
  }

  beforeAll(() => sync(keyspace, [Old]))

  it('adds only what is missing, columns of a table by one statement', async () => {
    await run(driver, `INSERT INTO "${keyspace}".events (id, seq, name) VALUES (1, 1, 'kept')`)
    const ddl = await ddlOf(() => sync(keyspace, [New]))
    expect(ddl).toEqual([
      `ALTER TABLE "${keyspace}"."events" ADD IF NOT EXISTS ("added" int STATIC, "more" list<text>)`,
      `ALTER TABLE "${keyspace}"."events" WITH comment = 'newer'`,
      `CREATE INDEX IF NOT EXISTS "events_name_idx" ON "${keyspace}"."events" ("name")`,
    ])
    expect(await ddlOf(() => sync(keyspace, [New]))).toEqual([])
    const { rows } = await run(driver, `SELECT name FROM "${keyspace}".events WHERE id = 1`)
    expect(rows).toHaveLength(1)
  })

  it('leaves the older one at peace: it reports what it does not know and changes nothing', async () => {
    const ddl = await ddlOf(async () => {
      const { differences } = await sync(keyspace, [Old])
      expect(differences.map(({ action }) => action)).toEqual(['report', 'report', 'report'])
      await sync(keyspace, [Old], { mode: 'verify' })
    })
    expect(ddl).toEqual([])
    expect(await ddlOf(() => sync(keyspace, [New]))).toEqual([])
  })
})

describe('verify and plan', () => {
  @Table('things')
  class Thing {
    @PartitionKey('int') id!: number
    @Column('text') name?: string
  }

  it('verify fails with every difference and sends nothing', async () => {
    const keyspace = newKeyspace()
    const ddl = await ddlOf(async () => {
      expect(await failure(sync(keyspace, [Thing], { mode: 'verify' }), keyspace)).toMatchSnapshot()
    })
    expect(ddl).toEqual([])
  })

  it('plan logs the exact CQL and goes on; sent by hand it leaves nothing to do', async () => {
    const keyspace = newKeyspace()
    const messages: string[] = []
    const log: SynchroniseOptions['log'] = ({ message = '' }) => messages.push(message)
    const ddl = await ddlOf(() => sync(keyspace, [Thing], { mode: 'plan', log }))
    expect(ddl).toEqual([])
    const statements = messages
      .join('\n')
      .split('\n')
      .filter((line) => !line.startsWith('--') && line !== '')
    expect(statements).toHaveLength(4)
    for (const statement of statements) await run(driver, statement.replace(/;$/, ''))
    expect((await sync(keyspace, [Thing], { mode: 'verify' })).differences).toEqual([])
  })

  it('a missing keyspace is refused where nobody said how to create it', async () => {
    const keyspace = newKeyspace()
    expect(await failure(sync(keyspace, [Thing], { createKeyspace: undefined }), keyspace)).toMatchSnapshot()
    expect((await readSchema(driver, [keyspace])).keyspaces.size).toBe(0)
  })
})

describe('forbidden differences', () => {
  const keyspace = newKeyspace()

  beforeAll(async () => {
    await run(
      driver,
      `CREATE KEYSPACE "${keyspace}" WITH replication = {'class': 'SimpleStrategy', 'replication_factor': 1}`,
    )
    await run(
      driver,
      `CREATE TABLE "${keyspace}".t (p int, q int, c int, d int, s int STATIC, r text, m set<text>, f frozen<list<int>>, x int, y int, PRIMARY KEY ((p, q), c, d)) WITH CLUSTERING ORDER BY (c DESC, d ASC)`,
    )
    await run(driver, `ALTER TABLE "${keyspace}".t DROP x`)
    await run(driver, `ALTER TABLE "${keyspace}".t DROP y`)
    await run(driver, `CREATE INDEX taken ON "${keyspace}".t (r)`)
    await run(driver, `CREATE TABLE "${keyspace}".u (k int PRIMARY KEY, v text)`)
  })

  @Table('t')
  class Base {
    @PartitionKey('int') p!: number
    @PartitionKey('int') q!: number
    @ClusteringColumn('int', { order: 'desc' }) c!: number
    @ClusteringColumn('int') d!: number
    @StaticColumn('int') s?: number
    @Column('text') r?: string
    @Column('set<text>') m!: Set<string>
    @Column('frozen<list<int>>') f?: number[]
    /** Missing in the database and harmless: it must not be added either while something else is refused. */
    @Column('int') harmless?: number
  }

  @Table('t')
  class ColumnType extends Base {
    @Column('int') declare r?: never
  }
  @Table('t')
  class KeyType extends Base {
    @PartitionKey('text') declare p: never
  }
  @Table('t')
  class NotStatic extends Base {
    @Column('int') declare s?: never
  }
  @Table('t')
  class NotRegular extends Base {
    @StaticColumn('text') declare r?: never
  }
  @Table('t')
  class Frozen extends Base {
    @Column('frozen<set<text>>') declare m: never
  }
  @Table('t')
  class NotFrozen extends Base {
    @Column('list<int>') declare f?: never
  }
  @Table('t')
  class OtherCollection extends Base {
    @Column('list<text>') declare m: never
  }
  @Table('t')
  class MoreClustering extends Base {
    @ClusteringColumn('int') e!: number
  }
  @Table('t')
  class MorePartition extends Base {
    @PartitionKey('int') z!: number
  }
  @Table('t')
  class OtherOrder extends Base {
    @ClusteringColumn('int', { order: 'asc' }) declare c: number
  }
  @Table('t')
  class KeyMoved extends Base {
    @ClusteringColumn('int') declare q: number
  }
  @Table('t')
  class KeyMadeRegular extends Base {
    @Column('int') declare d: number
  }
  @Table('t')
  class DroppedType extends Base {
    @Column('text') x?: string
  }
  @Table('t')
  class DroppedKind extends Base {
    @StaticColumn('int') y?: number
  }
  @Table('t')
  class IndexElsewhere extends Base {
    @Column('set<text>') @Index({ name: 'taken' }) declare m: never
  }
  @Table('t')
  class IndexClass extends Base {
    @Column('text') @Index({ name: 'taken', using: 'sai' }) declare r?: never
  }
  @Table('u')
  class OtherTable {
    @PartitionKey('int') k!: number
    @Column('int') v?: number
  }

  it.each(
    [
      ColumnType,
      KeyType,
      NotStatic,
      NotRegular,
      Frozen,
      NotFrozen,
      OtherCollection,
      MoreClustering,
      MorePartition,
      OtherOrder,
      KeyMoved,
      KeyMadeRegular,
      DroppedType,
      DroppedKind,
      IndexElsewhere,
      IndexClass,
    ].map((entity) => [entity.name, entity] as const),
  )('%s is refused before anything is sent', async (_, entity) => {
    const before = await readSchema(driver, [keyspace])
    const ddl = await ddlOf(async () => {
      expect(await failure(sync(keyspace, [entity]), keyspace)).toMatchSnapshot()
    })
    expect(ddl).toEqual([])
    expect(await readSchema(driver, [keyspace])).toEqual(before)
  })

  it('all of them come in one error', async () => {
    @Table('t')
    class Many extends Base {
      @Column('int') declare r?: never
      @Column('list<text>') declare m: never
      @Column('text') x?: string
    }
    expect(await failure(sync(keyspace, [Many, OtherTable]), keyspace)).toMatchSnapshot()
  })

  it('the model that fits is brought up to date all the same', async () => {
    const { differences, applied } = await sync(keyspace, [Base])
    expect(applied.filter((cql) => !isControl(cql))).toEqual([
      `ALTER TABLE "${keyspace}"."t" ADD IF NOT EXISTS ("harmless" int)`,
    ])
    expect(differences.filter(({ action }) => action === 'report').map(describeDifference)).toEqual([
      `["${keyspace}"] has tables that no entity describes; expected nothing, found u. Nothing is ever dropped: older and newer instances may use it.`,
      `["${keyspace}".taken] is an index Base does not have; expected nothing, found secondary index on r of t. Nothing is ever dropped: older and newer instances may use it.`,
    ])
  })
})

it('a table that says synchronize: false is not touched', async () => {
  @Table('apart', { synchronize: false })
  class Apart {
    @PartitionKey('int') id!: number
  }
  @Table('here')
  class Here {
    @PartitionKey('int') id!: number
  }
  const keyspace = newKeyspace()
  await sync(keyspace, [Apart, Here])
  const live = await readSchema(driver, [keyspace])
  expect([...live.keyspaces.get(keyspace)!.tables.keys()].filter((name) => !isControl(name))).toEqual(['here'])
})

it('a keyspace in which another table, a type and a view live is left as it is', async () => {
  @Table('mine')
  class Mine {
    @PartitionKey('int') id!: number
  }
  const keyspace = newKeyspace()
  await sync(keyspace, [Mine])
  await run(driver, `CREATE TYPE "${keyspace}".address (street text)`)
  await run(driver, `CREATE TABLE "${keyspace}".theirs (k int PRIMARY KEY, a frozen<address>)`)
  const ddl = await ddlOf(() => sync(keyspace, [Mine]))
  expect(ddl).toEqual([])
  const live = (await readSchema(driver, [keyspace])).keyspaces.get(keyspace)!
  expect([...live.types.values()]).toEqual([{ name: 'address', fields: new Map([['street', 'text']]) }])
  expect(live.tables.get('theirs')?.columns.get('a')?.type).toBe('frozen<address>')
})

it.each([
  'ALWAYS',
  'NEVER',
  'none',
  '99PERCENTILE',
  '99.9p',
  '50ms',
  '10.5MS',
  'MIN(99p, 50ms)',
  'max(90percentile,10ms)',
])('speculative retry %s is altered once', async (speculativeRetry) => {
  @Table('retried')
  class Plain {
    @PartitionKey('int') id!: number
  }
  @Table('retried', { with: { speculativeRetry, caching: { rows_per_partition: 'all' } } })
  class Stated {
    @PartitionKey('int') id!: number
  }
  const keyspace = newKeyspace()
  await sync(keyspace, [Plain])
  expect(await ddlOf(() => sync(keyspace, [Stated]))).toHaveLength(1)
  expect(await ddlOf(() => sync(keyspace, [Stated]))).toEqual([])
})

describe('properties that cost work or decide what becomes of data', () => {
  @Table('costly')
  class Plain {
    @PartitionKey('int') id!: number
  }
  @Table('costly', {
    with: {
      compaction: { class: 'LeveledCompactionStrategy' },
      compression: { class: 'LZ4Compressor', chunk_length_in_kb: 64 },
      gcGraceSeconds: 60,
      defaultTimeToLive: 3600,
      bloomFilterFpChance: 0.1,
      crcCheckChance: 0.5,
      memtableFlushPeriodInMs: 60_000,
      minIndexInterval: 64,
      maxIndexInterval: 1024,
      additionalWritePolicy: 'ALWAYS',
      speculativeRetry: 'ALWAYS',
    },
  })
  class Stated {
    @PartitionKey('int') id!: number
  }

  it('are altered by one statement where alter names them, and then equal', async () => {
    const keyspace = newKeyspace()
    await sync(keyspace, [Plain])
    expect(await ddlOf(() => sync(keyspace, [Stated], { alter: alterableProperties }))).toHaveLength(1)
    expect((await sync(keyspace, [Stated])).differences).toEqual([])
  })

  it('are reported otherwise, each with a statement that the server takes', async () => {
    const keyspace = newKeyspace()
    await sync(keyspace, [Plain])
    const { differences } = await sync(keyspace, [Stated])
    const reported = differences.filter(({ action }) => action === 'report')
    expect(reported).toHaveLength(9)
    for (const { hint } of reported) await run(driver, /ALTER TABLE .*?(?=, or synchronize)/.exec(hint!)![0])
    expect((await sync(keyspace, [Stated])).differences).toEqual([])
  })

  it('hold for a table that is created with them', async () => {
    const keyspace = newKeyspace()
    await sync(keyspace, [Stated])
    expect((await sync(keyspace, [Stated])).differences).toEqual([])
  })
})

/** Six instances bring a new keyspace up to date at the same time; answers its name and what each table then has. */
async function sixAtOnce(entities: readonly EntityClass[]): Promise<{ keyspace: string; tables: unknown[] }> {
  const keyspace = newKeyspace()
  const drivers = await Promise.all(Array.from({ length: 6 }, connect))
  try {
    const results = await Promise.all(drivers.map((one) => sync(keyspace, entities, {}, one)))
    expect(results.some(({ applied }) => applied.length > 0)).toBe(true)
    const { applied } = await sync(newKeyspace(), entities)
    expect(Math.max(...results.map((result) => result.applied.length))).toBeLessThanOrEqual(applied.length)
    const live = (await readSchema(driver, [keyspace])).keyspaces.get(keyspace)!
    expect(await ddlOf(() => sync(keyspace, entities, { mode: 'verify' }))).toEqual([])
    const tables = [...live.tables.values()].filter(({ name }) => !isControl(name))
    return { keyspace, tables: tables.map(({ name, id, indexes }) => [name, id, indexes.length]) }
  } finally {
    await Promise.all(drivers.map((one) => one.shutdown()))
  }
}

it('six instances at once: all succeed, each object is there once, nobody undoes another', async () => {
  const { keyspace, tables } = await sixAtOnce([Reading, Odd])
  expect(tables).toEqual([
    ['Select', tableId(keyspace, 'Select'), 3],
    ['readings', tableId(keyspace, 'readings'), 3],
  ])
})

onServersWith('storage-attached indexes').describe('storage-attached indexes', () => {
  it('are created, and then there is nothing to do in any mode', async () => {
    const keyspace = newKeyspace()
    const { applied } = await sync(keyspace, [Searched])
    expect(applied.filter((cql) => cql.includes(" USING 'sai'"))).toHaveLength(4)
    for (const mode of ['additive', 'verify', 'plan'] as const) {
      expect(await sync(keyspace, [Searched], { mode })).toMatchObject({ mode, differences: [], applied: [] })
    }
  })

  it('are there once after six instances created them at once', async () => {
    const { keyspace, tables } = await sixAtOnce([Searched])
    expect(tables).toEqual([['searched', tableId(keyspace, 'searched'), 4]])
  })

  it('a second one on a column is refused before anything is sent', async () => {
    @Table('searched')
    class Second {
      @PartitionKey('int') id!: number
      @Column('double') @Index({ name: 'another', using: 'sai', options: { x: '1' } }) value!: number
      @Column('int') harmless?: number
    }
    const keyspace = newKeyspace()
    await sync(keyspace, [Searched])
    const ddl = await ddlOf(async () => {
      expect(await failure(sync(keyspace, [Second]), keyspace)).toBe(
        "E_SCHEMA_REFUSED [ks.another] would be a second storage-attached index on its column; expected sai index on value of searched with {'x': '1'}, found sai index on value of searched, named searched_value_idx. Cassandra allows one: let Second.value ask for that one, or drop it by hand.",
      )
    })
    expect(ddl).toEqual([])
  })
})

if (!serverHas('storage-attached indexes')) {
  it('storage-attached indexes are refused for a server without them before anything is created', async () => {
    const keyspace = newKeyspace()
    const ddl = await ddlOf(async () => {
      expect(await failure(sync(keyspace, [Searched]), keyspace)).toMatch(
        /^E_SCHEMA_REFUSED 4 differences .*\[ks\.by_entry\] cannot be created by Cassandra 4\.\S+, which has no storage-attached indexes; .*They came with 5\.0: upgrade every node/s,
      )
    })
    expect(ddl).toEqual([])
    expect((await readSchema(driver, [keyspace])).keyspaces.size).toBe(0)
  })
}
