import { Client, types } from 'cassandra-driver'
import { buildCodec } from '../../../lib/codec/build-codec.js'
import { nativeTypeNames } from '../../../lib/cql/data-type.js'
import { parseDataType } from '../../../lib/cql/parse-data-type.js'
import { onServersWith } from '../support/server-features.js'

const { Duration, InetAddress, Long } = types
const keyspace = 'spec_codec_round_trip'
const v4 = '6ba7b810-9dad-4fd1-80b4-00c04fd430c8'
const v1 = '6ba7b810-9dad-11d1-80b4-00c04fd430c8'
const duration = (months: number, days: number, nanoseconds: string) =>
  new Duration(months, days, Long.fromString(nanoseconds))
const moment = new Date(1577836800123)

/** By type: values that are read as they were written. */
const samples: Readonly<Record<string, readonly unknown[]>> = {
  ascii: ['', '\u0000\u007f'],
  bigint: [2n ** 63n - 1n, -(2n ** 63n), 0n],
  blob: [Buffer.from([0, 255]), Buffer.alloc(0)],
  boolean: [true, false],
  date: ['1970-01-01', '2020-02-29', '0000-01-01', '-0044-03-15', '+10000-01-01', '+5881580-07-11', '-5877641-06-23'],
  decimal: ['1.10', '-0.5', '0.00', '1E+30', '-1E-200', '1E-2147483647', '1E+2147483648', `${2n ** 200n}.5`],
  double: [Number.MAX_VALUE, Number.MIN_VALUE, -0, NaN, Infinity, -Infinity, 0.1],
  duration: [
    duration(0, 0, '0'),
    duration(1, 2, '3'),
    duration(-1, -2, '-3'),
    duration(2147483647, 2147483647, '9223372036854775807'),
    duration(-2147483648, -2147483648, '-9223372036854775808'),
  ],
  float: [Math.fround(0.1), 3.4028234663852886e38, 1.401298464324817e-45, -0, NaN, -Infinity],
  inet: ['0.0.0.0', '10.0.0.1', '::', '::1', '2001:db8::1', '::1:0:2:3:4:5', '::ffff:10.0.0.1'],
  int: [2147483647, -2147483648, 0],
  smallint: [32767, -32768],
  text: ['', 'a😀\u0000\uffff', 'x'.repeat(60_000)],
  time: ['00:00:00', '23:59:59.999999999', '10:00:00.5'],
  timestamp: [new Date(0), new Date(-1), new Date(8.64e15), new Date(-8.64e15)],
  timeuuid: [v1, '00000000-0000-1000-0000-000000000000', 'ffffffff-ffff-1fff-ffff-ffffffffffff'],
  tinyint: [127, -128],
  uuid: [v4, v1, '00000000-0000-0000-0000-000000000000'],
  varint: [0n, -1n, 127n, 128n, -128n, -129n, 2n ** 200n, -(2n ** 200n)],

  'list<int>': [[1, 2, 1]],
  'list<text>': [['', 'a', '']],
  'list<double>': [[0, -0, NaN]],
  'list<blob>': [[Buffer.alloc(0), Buffer.from([1])]],
  'list<duration>': [[duration(-2147483648, 0, '-1')]],
  'set<text>': [new Set(['', 'b', 'a'])],
  'set<decimal>': [new Set(['1.10', '1E+30'])],
  'set<timestamp>': [new Set([moment, new Date(-1)])],
  'set<blob>': [new Set([Buffer.from([1]), Buffer.from([2])])],
  'set<timeuuid>': [new Set([v1])],
  'set<double>': [new Set([NaN, 0, 1.5])],
  'map<text, int>': [
    new Map([
      ['a', 1],
      ['__proto__', 2],
    ]),
  ],
  'map<uuid, varint>': [new Map([[v4, 2n ** 100n]])],
  'map<date, time>': [new Map([['-5877641-06-23', '10:00:00.5']])],
  'map<inet, duration>': [new Map([['::1', duration(1, 2, '3')]])],
  'frozen<list<int>>': [[], [3, 1]],
  'frozen<set<uuid>>': [new Set(), new Set([v4])],
  'frozen<map<smallint, decimal>>': [new Map(), new Map([[1, '1.10']])],
  'list<frozen<list<text>>>': [[[]], [['a'], [], ['']]],
  'list<frozen<set<int>>>': [[new Set(), new Set([1, 2])]],
  'list<frozen<map<text, int>>>': [[new Map(), new Map([['a', 1]])]],
  'set<frozen<list<int>>>': [new Set([[], [1]])],
  'set<frozen<set<int>>>': [new Set([new Set(), new Set([1, 2])])],
  'map<frozen<list<int>>, frozen<set<text>>>': [
    new Map([
      [[], new Set()],
      [[1], new Set(['a'])],
    ]),
  ],
  'map<text, frozen<map<text, frozen<list<bigint>>>>>': [
    new Map([
      [
        'a',
        new Map([
          ['b', [1n]],
          ['c', []],
        ]),
      ],
    ]),
  ],
  'frozen<list<frozen<list<frozen<list<int>>>>>>': [[[[]], [[1], []], []]],
}

const client = new Client({
  contactPoints: (process.env.CASSANDRA_CONTACT_POINTS ?? '127.0.0.1:9042').split(','),
  localDataCenter: process.env.CASSANDRA_LOCAL_DC ?? 'datacenter1',
  protocolOptions: { maxVersion: 4 },
  encoding: {
    map: Map,
    set: Set,
    useBigIntAsLong: true,
    useBigIntAsVarint: true,
    useUndefinedAsUnset: true,
    copyBuffer: true,
  },
})
const run = async (cql: string, values: unknown[] = []) =>
  (await client.execute(cql, values, { prepare: values.length > 0 })).rows as unknown as Record<string, unknown>[]

const typeTexts = Object.keys(samples)
const columnOf = (type: string) => `c${typeTexts.indexOf(type)}`
let lastRow = 0

/** Writes what is bound into the column of a type and answers what the driver reads of it. */
async function store(type: string, bound: unknown): Promise<unknown> {
  const id = ++lastRow
  await run(`INSERT INTO ${keyspace}.cells (id, ${columnOf(type)}) VALUES (?, ?)`, [id, bound])
  const [row] = await run(`SELECT ${columnOf(type)} AS cell FROM ${keyspace}.cells WHERE id = ?`, [id])
  return row!.cell
}

beforeAll(async () => {
  await client.connect()
  await run(`DROP KEYSPACE IF EXISTS ${keyspace}`)
  await run(
    `CREATE KEYSPACE ${keyspace} WITH replication = { 'class': 'SimpleStrategy', 'replication_factor': 1 } AND durable_writes = false`,
  )
  const columns = typeTexts.map((type) => `${columnOf(type)} ${type}`).join(', ')
  await run(`CREATE TABLE ${keyspace}.cells (id int PRIMARY KEY, ${columns})`)
}, 60_000)

afterAll(async () => {
  await run(`DROP KEYSPACE IF EXISTS ${keyspace}`).finally(() => client.shutdown())
}, 60_000)

it('has samples of every native type but counter', () => {
  expect(nativeTypeNames.filter((name) => name !== 'counter' && !(name in samples))).toEqual([])
})

it.each(typeTexts)('%s is read as it was written', async (type) => {
  const codec = buildCodec(parseDataType(type))
  for (const value of samples[type]!) {
    const read = codec.decode(await store(type, codec.encode(value)))
    expect(read).toEqual(value)
    expect(codec.equals(read, value)).toBe(true)
  }
})

/** Writes and reads one row by each value, as one of two parts of a partition key. */
async function expectFound(type: string, values: readonly unknown[]): Promise<void> {
  const codec = buildCodec(parseDataType(type))
  const table = `${keyspace}.k${typeTexts.indexOf(type)}`
  await run(`CREATE TABLE IF NOT EXISTS ${table} (k ${type}, other int, PRIMARY KEY ((k, other)))`)
  for (const value of values) {
    await run(`INSERT INTO ${table} (k, other) VALUES (?, 0)`, [codec.encode(value)])
    const rows = await run(`SELECT k FROM ${table} WHERE k = ? AND other = 0`, [codec.encode(codec.copy(value))])
    expect(rows.map((row) => codec.decode(row.k))).toEqual([value])
  }
}

const isLong = (value: unknown) => typeof value === 'string' && value.length > 32_767

it.each(typeTexts.filter((type) => /^\w+$|^frozen/.test(type) && type !== 'duration'))(
  '%s finds its row as a partition key',
  (type) =>
    expectFound(
      type,
      samples[type]!.filter((value) => !isLong(value)),
    ),
)

onServersWith('partition keys with parts above 32,767 bytes').it(
  'text of 60,000 bytes finds its row as well',
  async () => {
    const long = samples['text']!.filter(isLong)
    expect(long).toHaveLength(1)
    await expectFound('text', long)
  },
)

it('counter adds what was bound', async () => {
  const codec = buildCodec(parseDataType('counter'))
  await run(`CREATE TABLE ${keyspace}.counters (id int PRIMARY KEY, n counter)`)
  await run(`UPDATE ${keyspace}.counters SET n = n + ? WHERE id = 0`, [codec.encode(2n ** 63n - 1n)])
  const [row] = await run(`SELECT n FROM ${keyspace}.counters`)
  expect(codec.decode(row!.n)).toBe(2n ** 63n - 1n)
})

it.each([
  ['list<int>', []],
  ['set<text>', new Set()],
  ['map<text, int>', new Map()],
])('an empty %s that is not frozen is absent', async (type, empty) => {
  expect(await store(type, buildCodec(parseDataType(type)).encode(empty))).toBeNull()
})

describe('why the codecs do what they do', () => {
  it('equal elements of a set are counted once by the server, in a frozen set inside another collection as well', async () => {
    const dates = buildCodec(parseDataType('set<timestamp>'))
    expect(dates.decode(await store('set<timestamp>', dates.encode([moment, new Date(moment)])))).toEqual(
      new Set([moment]),
    )
    const nested = buildCodec(parseDataType('set<frozen<set<int>>>'))
    const twice = [new Set([1, 2]), new Set([2, 1])]
    expect(nested.decode(await store('set<frozen<set<int>>>', nested.encode(twice)))).toEqual(
      new Set([new Set([1, 2])]),
    )
  })

  it('decimals of equal value are one element and one key to the server', async () => {
    const read = await store('set<decimal>', new Set(['1.1', '1.10']))
    expect((read as Set<unknown>).size).toBe(1)
  })

  it('an IPv4-mapped address becomes an IPv4 address inside a collection, and only there', async () => {
    const mapped = new InetAddress(Buffer.from('00000000000000000000ffff0a000001', 'hex'))
    const read = await store('map<inet, duration>', new Map([[mapped, duration(0, 0, '0')]]))
    const [key] = [...(read as Map<InstanceType<typeof InetAddress>, unknown>).keys()]
    expect(key!.getBuffer()).toEqual(Buffer.from([10, 0, 0, 1]))
  })
})
