import fc from 'fast-check'
import { buildCodec } from '../../../lib/codec/build-codec.js'
import { parseDataType } from '../../../lib/cql/parse-data-type.js'
import type { DriverRow } from '../../../lib/driver/driver.js'
import { connect, run, uniqueKeyspace } from '../schema/support/database.js'
import type { RecordingDriver } from '../schema/support/database.js'

/**
 * Inside a tuple the server keeps the bytes of sets and maps as they come, but it sorts those of a literal. A row whose
 * key was bound has to be found by the literal.
 */
const literal = {
  text: (value: string) => `'${value.replaceAll("'", "''")}'`,
  plain: (value: unknown) => String(value),
  quoted: (value: unknown) => `'${String(value)}'`,
  blob: (value: Buffer) => `0x${value.toString('hex')}`,
  date: (value: Date) => `'${value.toISOString()}'`,
}
const hex = fc.uint8Array({ minLength: 16, maxLength: 16 }).map((bytes) => Buffer.from(bytes).toString('hex'))
const uuidOf = (version: fc.Arbitrary<string>) =>
  fc
    .tuple(hex, version)
    .map(
      ([text, v]) =>
        `${text.slice(0, 8)}-${text.slice(8, 12)}-${v}${text.slice(13, 16)}-a${text.slice(17, 20)}-${text.slice(20)}`,
    )

/** By element type: values, and how CQL writes one. */
const elements: readonly (readonly [string, fc.Arbitrary<unknown>, (value: never) => string])[] = [
  ['int', fc.integer(), literal.plain],
  ['smallint', fc.integer({ min: -32768, max: 32767 }), literal.plain],
  ['bigint', fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), literal.plain],
  ['varint', fc.bigInt({ min: -(2n ** 80n), max: 2n ** 80n }), literal.plain],
  [
    'decimal',
    fc.tuple(fc.bigInt({ min: -1000n, max: 1000n }), fc.integer({ min: -3, max: 3 })).map(([n, e]) => `${n}E${e}`),
    literal.plain,
  ],
  ['double', fc.double({ noNaN: true, noDefaultInfinity: true }), literal.plain],
  ['text', fc.string({ unit: fc.constantFrom('a', 'B', 'é', '\uffee', '\u{1F600}', "'") }), literal.text],
  ['ascii', fc.string({ unit: fc.constantFrom('a', 'B', '~', ' ') }), literal.text],
  ['blob', fc.uint8Array({ maxLength: 3 }).map((bytes) => Buffer.from(bytes)), literal.blob],
  ['boolean', fc.boolean(), literal.plain],
  ['uuid', uuidOf(fc.constantFrom('1', '4', '7')), literal.plain],
  ['timeuuid', uuidOf(fc.constant('1')), literal.plain],
  ['timestamp', fc.date({ min: new Date(-1e12), max: new Date(4e12), noInvalidDate: true }), literal.date],
  ['date', fc.constantFrom('1969-12-31', '1970-01-01', '2026-02-28', '1600-01-01'), literal.quoted],
  ['time', fc.constantFrom('00:00:00', '10:00:00.5', '23:59:59.999999999'), literal.quoted],
  ['inet', fc.constantFrom('10.0.0.1', '9.255.0.1', '::1', '2001:db8::1', '127.0.0.1'), literal.quoted],
]
const keyspace = uniqueKeyspace('order')
let driver: RecordingDriver

beforeAll(async () => {
  driver = await connect()
  await run(
    driver,
    `CREATE KEYSPACE ${keyspace} WITH replication = {'class': 'SimpleStrategy', 'replication_factor': 1}`,
  )
})
afterAll(async () => {
  await run(driver, `DROP KEYSPACE ${keyspace}`)
  await driver.shutdown()
})

const rowsPerType = 40

describe('sets and maps inside a tuple are bound in the order of the server', () => {
  it.each(elements.map(([type, values, print]) => [type, values, print] as const))(
    'of %s',
    async (type, values, print) => {
      const tuple = `tuple<frozen<set<${type}>>, frozen<map<${type}, int>>>`
      const table = `${keyspace}.by_${type}`
      await run(driver, `CREATE TABLE ${table} (id int, c frozen<${tuple}>, PRIMARY KEY (id, c))`)
      const { encode } = buildCodec(parseDataType(tuple))
      const samples = fc.sample(
        fc.uniqueArray(values, { minLength: 2, maxLength: 6, comparator: sameText }),
        rowsPerType,
      )
      await Promise.all(
        samples.map(async (items, id) => {
          const bound = encode([new Set(items), new Map(items.map((item, i) => [item, i]))])
          await driver.execute(`INSERT INTO ${table} (id, c) VALUES (?, ?)`, [id, bound], { prepare: true })
          const printed = items.map((item) => print(item as never))
          const tupleText = `({${printed.join(', ')}}, {${printed.map((item, i) => `${item}: ${i}`).join(', ')}})`
          const { rows } = await run(driver, `SELECT id FROM ${table} WHERE id = ${id} AND c = ${tupleText}`)
          expect([tupleText, (rows as readonly DriverRow[]).length]).toEqual([tupleText, 1])
        }),
      )
    },
  )
})

/** Values that the server takes for the same one are no two keys of a map. */
function sameText(a: unknown, b: unknown): boolean {
  const text = (value: unknown) =>
    Buffer.isBuffer(value)
      ? value.toString('hex')
      : typeof value === 'string' && /E-?\d$/.test(value)
        ? String(Number(value))
        : String(value)
  return text(a) === text(b)
}
