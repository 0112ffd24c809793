import { isDeepStrictEqual } from 'node:util'
import { Client, types } from 'cassandra-driver'
import fc from 'fast-check'
import { buildCodec } from '../../../lib/codec/build-codec.js'
import type { UserTypeDefinition } from '../../../lib/codec/user-type-definition.js'
import { mapParts } from '../../../lib/cql/data-type.js'
import type { CqlType } from '../../../lib/cql/data-type.js'
import { parseDataType } from '../../../lib/cql/parse-data-type.js'
import { serverHas } from '../support/server-features.js'

const keyspace = 'spec_codec_generated'
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

const text = fc.string({ unit: 'grapheme', maxLength: 20 })
const int = fc.integer()
const long = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })
const big = fc.bigInt({ min: -(2n ** 130n), max: 2n ** 130n })
const safe = fc.maxSafeInteger()
const decimal = fc.tuple(big, fc.nat(60)).map(([n, scale]) => {
  const digits = (n < 0n ? -n : n).toString().padStart(scale + 1, '0')
  const sign = n < 0n ? '-' : ''
  return scale === 0 ? sign + digits : `${sign}${digits.slice(0, -scale)}.${digits.slice(-scale)}`
})
const hex = fc.uint8Array({ minLength: 16, maxLength: 16 }).map((bytes) => Buffer.from(bytes).toString('hex'))
const uuid = hex.map((h) => `${h.slice(0, 8)}-${h.slice(8, 12)}-${h.slice(12, 16)}-${h.slice(16, 20)}-${h.slice(20)}`)
const timeuuid = uuid.map((u) => `${u.slice(0, 14)}1${u.slice(15)}`)
const timestamp = fc.date({ noInvalidDate: true })
const date = fc
  .date({ noInvalidDate: true, min: new Date('0000-01-01'), max: new Date('9999-12-31') })
  .map((day) => day.toISOString().slice(0, 10))
const time = fc.nat(86_399).map((s) => new Date(s * 1000).toISOString().slice(11, 19))
const float = fc.float().map(Math.fround)
const finite = fc.float({ noNaN: true, noDefaultInfinity: true })
const blob = fc.uint8Array({ maxLength: 30 }).map((bytes) => Buffer.from(bytes))
const duration = fc
  .tuple(fc.nat(), fc.nat(), fc.nat(), fc.boolean())
  .map(([m, d, n, negative]) => (negative ? [-m, -d, -n] : [m, d, n]))
  .map(([m, d, n]) => new types.Duration(m! + 0, d! + 0, n! + 0))
const inet = fc.oneof(fc.ipV4(), fc.constant('2001:db8::1'))
const setOf = <T>(element: fc.Arbitrary<T>) => fc.array(element, { maxLength: 5 }).map((items) => new Set(items))
const mapOf = <K, V>(key: fc.Arbitrary<K>, value: fc.Arbitrary<V>) =>
  fc.array(fc.tuple(key, value), { maxLength: 5 }).map((entries) => new Map(entries))
const listOf = <T>(element: fc.Arbitrary<T>) => fc.array(element, { maxLength: 5 })
const orNull = <T>(element: fc.Arbitrary<T>) => fc.option(element, { nil: null })

class Inner {
  at?: Date
  tags?: Set<string>
}
class Outer {
  name?: string
  inner?: Inner
  inners?: Inner[]
  counts?: Map<string, bigint>
}
const innerFields = { at: 'timestamp', tags: 'frozen<set<text>>' }
const outerFields = {
  name: 'text',
  inner: 'frozen<inner_type>',
  inners: 'frozen<list<frozen<inner_type>>>',
  counts: 'frozen<map<text, bigint>>',
}

function udtDefinition(
  name: string,
  userType: new () => object,
  fields: Readonly<Record<string, string>>,
): UserTypeDefinition {
  return {
    name,
    userType,
    fields: Object.entries(fields).map(([fieldName, type]) => ({
      propertyName: fieldName,
      fieldName,
      codec: buildCodec(parse(type), { userTypeOf }),
      absent: 'undefined' as const,
    })),
  }
}
function userTypeOf(name: string): UserTypeDefinition {
  return name === 'inner_type' ? udtDefinition(name, Inner, innerFields) : udtDefinition(name, Outer, outerFields)
}
/** Texts of types name no user-defined ones: tuples of three and four `ascii` stand for them. */
function parse(type: string): CqlType {
  const texts = type.replaceAll('inner_type', `tuple<${standIn(3)}>`).replaceAll('outer_type', `tuple<${standIn(4)}>`)
  return withUserTypes(parseDataType(texts))
}
const standIn = (length: number) => Array.from({ length }, () => 'ascii').join(', ')

function withUserTypes(type: CqlType): CqlType {
  const stands = type.kind === 'tuple' && type.elements.every((one) => one.kind === 'native' && one.name === 'ascii')
  if (!stands) return mapParts(type, withUserTypes)
  return { kind: 'udt', frozen: true, name: type.elements.length === 3 ? 'inner_type' : 'outer_type' }
}
const inner = fc
  .record({ at: fc.option(timestamp, { nil: undefined }), tags: fc.option(setOf(text), { nil: undefined }) })
  .map((fields) => Object.assign(new Inner(), fields))
const outer = fc
  .record({
    name: fc.option(text, { nil: undefined }),
    inner: fc.option(inner, { nil: undefined }),
    inners: fc.option(listOf(inner), { nil: undefined }),
    counts: fc.option(mapOf(text, long), { nil: undefined }),
  })
  .map((fields) => Object.assign(new Outer(), fields))

interface Column {
  readonly type: string
  readonly values: fc.Arbitrary<unknown>
  readonly as?: string
}
const column = (type: string, values: fc.Arbitrary<unknown>, as?: string): Column => ({
  type,
  values,
  ...(as === undefined ? {} : { as }),
})

const columns: readonly Column[] = [
  column('ascii', fc.string({ unit: 'binary-ascii', maxLength: 20 })),
  column('bigint', long),
  column('bigint', safe, 'number'),
  column('bigint', long.map(String), 'string'),
  column('blob', blob),
  column('boolean', fc.boolean()),
  column('date', date),
  column(
    'date',
    date.map((day) => types.LocalDate.fromString(day)),
    'LocalDate',
  ),
  column('decimal', decimal),
  column(
    'decimal',
    decimal.map((d) => types.BigDecimal.fromString(d)),
    'BigDecimal',
  ),
  column('double', fc.double()),
  column('duration', duration),
  column('float', float),
  column('inet', inet),
  column('int', int),
  column('smallint', fc.integer({ min: -32768, max: 32767 })),
  column('text', text),
  column('time', time),
  column(
    'time',
    time.map((t) => types.LocalTime.fromString(t)),
    'LocalTime',
  ),
  column('timestamp', timestamp),
  column('timeuuid', timeuuid),
  column(
    'timeuuid',
    timeuuid.map((u) => types.Uuid.fromString(u)),
    'Uuid',
  ),
  column('tinyint', fc.integer({ min: -128, max: 127 })),
  column('uuid', uuid),
  column(
    'uuid',
    uuid.map((u) => types.Uuid.fromString(u)),
    'Uuid',
  ),
  column('varint', big),
  column('varint', safe, 'number'),
  column('varint', big.map(String), 'string'),
  column('frozen<list<text>>', listOf(text)),
  column('frozen<set<int>>', setOf(int)),
  column('frozen<map<text, int>>', mapOf(text, int)),
  column('frozen<list<bigint>>', listOf(safe), 'number'),
  column(
    'frozen<set<uuid>>',
    fc.uniqueArray(fc.uuid({ version: 4 })).map((all) => all.sort()),
    'array',
  ),
  column(
    'frozen<map<text, int>>',
    mapOf(text, int).map((m) => Object.fromEntries(m) as unknown),
    'object',
  ),
  column('frozen<map<text, frozen<list<frozen<set<bigint>>>>>>', mapOf(text, listOf(setOf(long)))),
  column('tuple<int, text, frozen<list<int>>>', fc.tuple(orNull(int), orNull(text), orNull(listOf(int)))),
  column('frozen<list<frozen<tuple<inet, decimal>>>>', listOf(fc.tuple(inet, decimal))),
  column('frozen<inner_type>', inner),
  column('frozen<outer_type>', outer),
  column('frozen<list<frozen<outer_type>>>', listOf(outer)),
  column('tuple<int, frozen<inner_type>>', fc.tuple(int, inner)),
]
const vectorColumns: readonly Column[] = [
  column(
    'vector<float, 3>',
    fc.tuple(finite, finite, finite).map((v) => Float32Array.from(v)),
  ),
  column('vector<float, 3>', fc.tuple(finite, finite, finite), 'array'),
  column('vector<smallint, 2>', fc.tuple(fc.integer({ min: -32768, max: 32767 }), fc.constant(-1))),
  column('vector<text, 2>', fc.tuple(text, text)),
  column('vector<date, 2>', fc.tuple(date, date)),
  column('vector<double, 2>', fc.tuple(fc.double(), fc.double())),
  column('vector<frozen<inner_type>, 2>', fc.tuple(inner, inner)),
  column('frozen<list<vector<float, 2>>>', listOf(fc.tuple(finite, finite).map((v) => Float32Array.from(v)))),
]
const all = serverHas('vectors') ? [...columns, ...vectorColumns] : columns
const codecs = all.map(({ type, as }) => buildCodec(parse(type), { as, userTypeOf }))
const names = all.map((_, i) => `c${i}`)

const fieldList = (fields: Readonly<Record<string, string>>) =>
  Object.entries(fields)
    .map(([name, type]) => `${name} ${type}`)
    .join(', ')

beforeAll(async () => {
  await client.connect()
  await run(`DROP KEYSPACE IF EXISTS ${keyspace}`)
  await run(
    `CREATE KEYSPACE ${keyspace} WITH replication = { 'class': 'SimpleStrategy', 'replication_factor': 1 } AND durable_writes = false`,
  )
  const qualified = (cql: string) => cql.replaceAll(/(inner|outer)_type/g, `${keyspace}.$1_type`)
  await run(qualified(`CREATE TYPE inner_type (${fieldList(innerFields)})`))
  await run(qualified(`CREATE TYPE outer_type (${fieldList(outerFields)})`))
  const cells = all.map(({ type }, i) => `${names[i]} ${type}`).join(', ')
  await run(qualified(`CREATE TABLE ${keyspace}.cells (id int PRIMARY KEY, ${cells})`))
}, 60_000)

afterAll(async () => {
  await run(`DROP KEYSPACE IF EXISTS ${keyspace}`).finally(() => client.shutdown())
}, 60_000)

const rows = 60
/** Their texts are exact, and one value has several forms inside. */
const isOfDriver = (value: unknown) =>
  Object.values(types).some((one) => typeof one === 'function' && value instanceof one)

it(`at least 2,000 generated values of ${all.length} columns are read as they were written`, async () => {
  const seed = Date.now() | 0
  const generated = fc.sample(fc.tuple(...all.map(({ values }) => values)), { seed, numRuns: rows })
  let read = 0
  const wrong = new Set<string>()
  const roundTrip = async (values: readonly unknown[], id: number): Promise<void> => {
    const bound = values.map((value, i) => codecs[i]!.encode(value))
    const marks = names.map(() => '?').join(', ')
    await run(`INSERT INTO ${keyspace}.cells (id, ${names.join(', ')}) VALUES (?, ${marks})`, [id, ...bound])
    const [row] = await run(`SELECT ${names.join(', ')} FROM ${keyspace}.cells WHERE id = ?`, [id])
    values.forEach((value, i) => {
      const got = codecs[i]!.decode(row![names[i]!])
      const same = isDeepStrictEqual(got, value) || (isOfDriver(value) && String(got) === String(value))
      if (!codecs[i]!.equals(got, value) || !same) wrong.add(all[i]!.type)
      if (!codecs[i]!.equals(codecs[i]!.copy(got), value)) wrong.add(`copy of ${all[i]!.type}`)
      read++
    })
  }
  await Promise.all(generated.map(roundTrip))
  expect({ seed, wrong: [...wrong] }).toEqual({ seed, wrong: [] })
  expect(read).toBe(rows * all.length)
  expect(read).toBeGreaterThanOrEqual(2000)
}, 60_000)
