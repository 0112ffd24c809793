import { randomUUID } from 'node:crypto'
import { types } from 'cassandra-driver'
import { identifier } from '../../../lib/index.js'
import type { DataSource, Repository } from '../../../lib/index.js'
import { createTestDataSource, recordStatements } from '../../../lib/testing/index.js'
import { errorOf } from '../../support/error-of.js'
import { partition, Reading, sensorId } from '../../support/sample-entities.js'
import { onServersWith } from '../support/server-features.js'

let db: DataSource
let readings: Repository<Reading>
const at = new Date('2026-01-02T00:00:00.000Z')

beforeAll(async () => {
  db = await createTestDataSource({ entities: [Reading] })
  readings = db.getRepository(Reading)
  for (let channel = 1; channel <= 5; channel++) {
    await readings.insert({
      ...partition,
      at,
      channel,
      value: channel / 2,
      tags: new Set(['a', 'b']),
      note: `n${channel}`,
    })
  }
})

afterAll(() => db.destroy())

/** An object of the caller that cannot be read. */
function throwing(property: string, object: object = {}): Record<string, unknown> {
  return Object.defineProperty(object as Record<string, unknown>, property, {
    enumerable: true,
    get: () => {
      throw new Error('mine')
    },
  })
}

describe('db.cql', () => {
  it('binds values and gives rows as a read does, with the names of the result', async () => {
    const rows = await db.cql<{ channel: number; at: Date; tags: Set<string>; sensor_id: string }>`
      SELECT channel, at, tags, sensor_id, note, day FROM ${Reading}
      WHERE sensor_id = ${sensorId} AND day = ${partition.day} AND at = ${at} AND channel = ${2}`
    expect(rows).toEqual([
      { channel: 2, at, tags: new Set(['a', 'b']), sensor_id: sensorId, note: 'n2', day: partition.day },
    ])
  })

  it('cannot be told anything by a value', async () => {
    const recording = recordStatements(db)
    const evil = "x' OR '1' = '1"
    await db.cql`UPDATE ${Reading} SET note = ${evil} WHERE sensor_id = ${sensorId} AND day = ${partition.day} AND at = ${at} AND channel = ${5}`
    recording.stop()
    expect(recording.statements).toHaveLength(1)
    expect(recording.statements[0]!.cql).toMatch(
      /^UPDATE "test_\w+"\."readings" SET note = \? WHERE sensor_id = \? AND day = \? AND at = \? AND channel = \?$/,
    )
    expect((await readings.findOneByOrFail({ ...partition, at, channel: 5 })).note).toBe(evil)
  })

  it('takes names, other templates and lists', async () => {
    const inPartition = db.cql`sensor_id = ${sensorId} AND day = ${partition.day} AND at = ${at}`
    const rows = await db.cql<{ n: number }>`
      SELECT ${identifier('channel')} AS n FROM ${Reading} WHERE ${inPartition} AND channel IN ${[4, 1]}`
    expect(rows).toEqual([{ n: 1 }, { n: 4 }])
    expect(await db.cql`SELECT channel FROM ${Reading} WHERE ${inPartition} AND channel IN ${[]}`).toEqual([])
  })

  it('reads all pages', async () => {
    const recording = recordStatements(db)
    const rows = await db.cql<{
      channel: number
    }>`SELECT channel FROM ${Reading} WHERE sensor_id = ${sensorId} AND day = ${partition.day}`.with({ fetchSize: 2 })
    recording.stop()
    expect(rows.map(({ channel }) => channel)).toEqual([1, 2, 3, 4, 5])
    expect(recording.statements).toHaveLength(3)
  })

  it('gives instances of a class, which cannot be saved', async () => {
    const query = db.cql`SELECT sensor_id, day, at, channel, value, note FROM ${Reading} WHERE sensor_id = ${sensorId} AND day = ${partition.day} LIMIT ${1}`
    const [reading] = await query.into(Reading)
    expect(reading).toBeInstanceOf(Reading)
    expect(reading).toMatchObject({ ...partition, at, channel: 1, value: 0.5, note: 'n1' })
    expect((await errorOf(() => readings.save(reading!))).outcome).toBe('not_sent')
    class Plain {
      channel = 0
      get double() {
        return this.channel * 2
      }
    }
    const [plain] = await query.into(Plain)
    expect(plain).toBeInstanceOf(Plain)
    expect(plain!.double).toBe(2)
    expect((await errorOf(() => db.cql`SELECT channel AS chanel FROM ${Reading} LIMIT 1`.into(Reading))).message).toBe(
      "was read and cannot be told exactly: the result has a column 'chanel' that Reading does not have. Name it with AS, or leave it out. Did you mean 'channel'? Columns: sensor_id, day, at, channel, site, value, tags, counts, samples, shape, note.",
    )
  })

  it('says that it was the class which took no row', async () => {
    class Throwing {
      constructor() {
        throw new Error('mine')
      }
    }
    class Computing {
      get channel() {
        return 1
      }
    }
    for (const into of [Throwing, Computing]) {
      const error = await errorOf(() => db.cql`SELECT channel FROM ${Reading} LIMIT 1`.into(into))
      expect(error).toMatchObject({ code: 'E_DECODE', outcome: 'rejected', cause: expect.any(Error) as Error })
      expect(error.message).toBe(
        `was read and cannot be told exactly: a row could not become an instance of ${into.name}.`,
      )
    }
  })

  it.each<[string, () => PromiseLike<unknown>, object, string]>([
    [
      'a value of another type',
      () =>
        db.cql`SELECT channel FROM ${Reading} WHERE sensor_id = ${sensorId} AND day = ${partition.day} AND at = ${'now'}`,
      { code: 'E_VALUE', property: 'at' },
      "timestamp cannot hold this value exactly; expected a valid Date, given a string. It is value 3 of the statement, for 'at'.",
    ],
    [
      'undefined',
      () => db.cql`SELECT channel FROM ${Reading} WHERE sensor_id = ${undefined} AND day = ${partition.day}`,
      { code: 'E_VALUE_UNDEFINED', property: 'sensor_id' },
      "value 1, for 'sensor_id', is undefined. It would leave a condition open or a cell alone in silence: pass a value, or null to delete a cell.",
    ],
    ['USE', () => db.cql`/* so */ -- and\n use system`, { code: 'E_CQL' }, 'USE would change the keyspace'],
    [
      'a value in a schema statement',
      () => db.cql`CREATE ROLE ${'x'}`,
      { code: 'E_PARAMETERS' },
      'CREATE takes no bound values.',
    ],
    ['no statement', () => db.query('  -- nothing'), { code: 'E_CQL' }, 'the text holds no statement.'],
    [
      'an unknown option',
      () => db.query('SELECT now() FROM system.local', [], { limit: 1 } as never),
      { code: 'E_UNKNOWN_OPTION' },
      "query(): unknown option 'limit'.",
    ],
    [
      'too few values',
      () => db.query('SELECT key FROM system.local WHERE key = ?'),
      { code: 'E_PARAMETERS' },
      'the statement has 1 marker, given 0 values.',
    ],
    [
      'null for the values',
      () => db.query('CREATE TABLE t (a int PRIMARY KEY)', null as never),
      { code: 'E_PARAMETERS' },
      'the parameters are an array, or an object of values by marker name.',
    ],
    [
      'values that cannot be read',
      () => db.query('SELECT key FROM system.local WHERE key = :key', throwing('key')),
      { code: 'E_UNREADABLE' },
      'the parameters could not be read: a getter threw.',
    ],
    [
      'a value that cannot be read',
      () => db.cql`SELECT channel FROM ${Reading} WHERE shape = ${throwing('0', [])} ALLOW FILTERING`,
      { code: 'E_UNREADABLE', property: 'shape' },
      'could not be read: a getter threw.',
    ],
    [
      'a class for what is written',
      () => db.query('INSERT INTO t (a) VALUES (1)', [], { into: Reading }),
      { code: 'E_OPTION' },
      "option 'into' is for statements that read: SELECT.",
    ],
  ])('refuses %s before anything is sent', async (_, call, expected, message) => {
    const recording = recordStatements(db)
    const error = await errorOf(call)
    recording.stop()
    expect(error).toMatchObject({ ...expected, outcome: 'not_sent' })
    expect(error.message).toContain(message)
    expect(recording.statements).toEqual([])
  })

  it('says what would be sent, and whether it may be sent twice', () => {
    const read = db.cql`SELECT note FROM ${Reading} WHERE sensor_id = ${sensorId}`.explain()
    expect(read).toMatchObject({ markers: ['value 1'], isIdempotent: true, warnings: [] })
    const write = db.cql`UPDATE ${Reading} SET samples = samples + ${[1]} WHERE x = ${1}`
    expect(write.explain().isIdempotent).toBe(false)
    expect(write.with({ idempotent: true }).explain().isIdempotent).toBe(true)
    expect(db.explain('SELECT * FROM t WHERE a = ?', [1]).cql).toBe('SELECT * FROM t WHERE a = ?')
  })

  it('refuses a text in place of a template', async () => {
    const cql = db.cql.bind(db) as unknown as (text: string) => unknown
    expect((await errorOf(() => cql('SELECT 1'))).message).toBe(
      'db.cql is a template tag: write db.cql`SELECT …`. A text with its values is sent by db.query(cql, params).',
    )
  })
})

describe('db.query', () => {
  it('takes values in order and by name', async () => {
    const [byOrder] = await db.query<{ key: string }>('SELECT key FROM system.local WHERE key = ?', ['local'])
    const [byName] = await db.query<{ key: string }>('SELECT key FROM system.local WHERE key = :key', { key: 'local' })
    expect([byOrder, byName]).toEqual([{ key: 'local' }, { key: 'local' }])
    expect(
      (await errorOf(() => db.query('SELECT key FROM system.local WHERE key = :key', { kye: 'local' }))).message,
    ).toBe("the statement has no marker :kye. Did you mean 'key'? Markers: key.")
    expect((await errorOf(() => db.query('SELECT key FROM system.local WHERE key = :key', {}))).code).toBe(
      'E_VALUE_UNDEFINED',
    )
  })

  it('keeps the values it was called with', async () => {
    const inOrder = ['local']
    const named = { key: 'local' }
    const both = [
      db.query('SELECT key FROM  system.local WHERE key = ?', inOrder),
      db.query('SELECT key FROM  system.local WHERE key = :key', named),
    ]
    inOrder[0] = named.key = 'changed'
    expect(await Promise.all(both)).toEqual([[{ key: 'local' }], [{ key: 'local' }]])
  })

  it('keeps every type as entities do', async () => {
    const t = await createTable(
      `id int PRIMARY KEY, a ascii, b bigint, bl blob, bo boolean, d date, de decimal, do double, du duration, f float,
       i inet, s smallint, ti time, ts timestamp, tu timeuuid, tn tinyint, u uuid, v varint, l list<int>, se set<text>,
       m map<text, bigint>, fl frozen<list<frozen<set<int>>>>, tp tuple<int, text>`,
    )
    const row = {
      id: 1,
      a: 'x',
      b: 9007199254740993n,
      bl: Buffer.from('GIF'),
      bo: false,
      d: '2026-02-28',
      de: '49.90',
      do: 0.1,
      du: types.Duration.fromString('1mo2d'),
      f: 0.5,
      i: '::1',
      s: -3,
      ti: '23:59:59.999999999',
      ts: at,
      tu: types.TimeUuid.now().toString(),
      tn: 7,
      u: randomUUID(),
      v: -(2n ** 200n),
      l: [1, 2],
      se: new Set(['a']),
      m: new Map([['k', 5n]]),
      fl: [new Set([1]), new Set()],
      tp: [1, null],
    }
    const names = Object.keys(row)
    await db.query(`INSERT INTO ${t} (${names.join()}) VALUES (${names.map(() => '?').join()})`, Object.values(row))
    expect(await db.query(`SELECT ${names.join()} FROM ${t} WHERE id = :id`, { id: 1 })).toEqual([row])
    await db.query(`INSERT INTO ${t} (id) VALUES (?)`, [2])
    const [empty] = await db.query(`SELECT b, l, tp FROM ${t} WHERE id = ?`, [2])
    expect(empty).toStrictEqual({ b: undefined, l: undefined, tp: undefined })
    expect(await db.query(`SELECT count(*) AS n, max(b) AS most FROM ${t}`)).toEqual([
      { n: 2n, most: 9007199254740993n },
    ])
  })

  it('has user-defined types as plain objects', async () => {
    const keyspace = keyspaceOf()
    await db.query(`CREATE TYPE ${keyspace}.spot (x int, tags frozen<set<text>>)`)
    const t = await createTable('id int PRIMARY KEY, s frozen<spot>, many list<frozen<spot>>')
    const spot = { x: 1, tags: new Set(['a']) }
    await db.query(`INSERT INTO ${t} (id, s, many) VALUES (1, ?, ?)`, [spot, [spot, { x: 2 }]])
    expect(await db.query(`SELECT s, many FROM ${t}`)).toEqual([{ s: spot, many: [spot, { x: 2, tags: undefined }] }])
    const error = await errorOf(() => db.query(`INSERT INTO ${t} (id, s) VALUES (1, ?)`, [{ y: 1 }]))
    expect(error.message).toContain("unknown property 'y'")
  })

  it('gives the outcome of a condition', async () => {
    const t = await createTable('id int PRIMARY KEY, a text')
    const insert = `INSERT INTO ${t} (id, a) VALUES (?, ?) IF NOT EXISTS`
    expect(await db.query(insert, [1, 'x'])).toEqual([{ '[applied]': true }])
    expect(await db.query(insert, [1, 'y'])).toEqual([{ '[applied]': false, id: 1, a: 'x' }])
  })

  it('sends a batch of its own text', async () => {
    const t = await createTable('id int PRIMARY KEY, a text')
    await db.query(
      `BEGIN BATCH INSERT INTO ${t} (id, a) VALUES (?, ?); INSERT INTO ${t} (id, a) VALUES (?, ?); APPLY BATCH`,
      [1, 'x', 2, 'y'],
    )
    expect(await db.query(`SELECT id FROM ${t} WHERE id IN ?`, [[1, 2]])).toEqual([{ id: 1 }, { id: 2 }])
  })

  it('says why a statement is not valid any more', async () => {
    const t = await createTable('id int PRIMARY KEY, a text')
    const read = `SELECT a FROM ${t} WHERE id = ?`
    await db.query(read, [1])
    await db.query(`ALTER TABLE ${t} DROP a`)
    const error = await errorOf(() => db.query(read, [1]))
    expect(error).toMatchObject({ code: 'E_SCHEMA_CHANGED', outcome: 'rejected', cql: read })
    expect(error.message).toMatch(/^the server answered: Undefined column name a in table /)
  })

  it.each<[string, string, string, RegExp]>([
    [
      'a syntax error',
      'SELEKT 1',
      'E_SYNTAX',
      /^the server answered: line 1:0 no viable alternative at input \(left out\)\. Line and column are those of error\.cql\.$/,
    ],
    [
      'no keyspace',
      'SELECT a FROM t',
      'E_NO_KEYSPACE',
      /No keyspace has been specified.*Write the keyspace before the table/,
    ],
    ['a missing table', 'SELECT a FROM system.nothing_like_it', 'E_QUERY', /nothing_like_it.*Check the names/],
  ])('tells %s', async (_, cql, code, message) => {
    const error = await errorOf(() => db.query(cql))
    expect(error).toMatchObject({ code, outcome: 'rejected', cql })
    expect(error.message).toMatch(message)
  })

  it('leaves literals out of what the server says', async () => {
    const t = await createTable('id int PRIMARY KEY, d date')
    for (const cql of [
      `INSERT INTO ${t} (id, d) VALUES (1, 'secret')`,
      `INSERT INTO ${t} (id, d) VALUES ('secret', '2026-01-01')`,
      `SELECT id FROM ${t} WHERE id = 'secret x`,
      `SELECT id FROM ${t} WHERE 'secret' = id`,
    ]) {
      const { message, cause } = await errorOf(() => db.query(cql))
      expect(`${message} ${(cause as Error).message}`).not.toContain('secret')
    }
  })
})

onServersWith('vectors').it('vectors are read and written, from arrays as well', async () => {
  const t = await createTable('id int PRIMARY KEY, v vector<float, 3>, w vector<int, 2>')
  await db.query(`INSERT INTO ${t} (id, v, w) VALUES (1, ?, ?)`, [
    [0.5, 1, 2],
    [1, 2],
  ])
  expect(await db.query(`SELECT v, w FROM ${t}`)).toEqual([{ v: Float32Array.of(0.5, 1, 2), w: [1, 2] }])
})

function keyspaceOf(): string {
  return /FROM (".*?")/.exec(readings.explain('findBy', partition).cql)![1]!
}

/** A table of its own in the keyspace of the spec; its name. */
async function createTable(columns: string): Promise<string> {
  const name = `${keyspaceOf()}.t${randomUUID().slice(0, 8)}`
  await db.query(`CREATE TABLE ${name} (${columns})`)
  return name
}
