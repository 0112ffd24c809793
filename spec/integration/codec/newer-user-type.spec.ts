import { Client } from 'cassandra-driver'
import { buildCodec } from '../../../lib/codec/build-codec.js'
import { parseDataType } from '../../../lib/cql/parse-data-type.js'

const keyspace = 'spec_codec_newer_type'
const newClient = () =>
  new Client({
    contactPoints: (process.env.CASSANDRA_CONTACT_POINTS ?? '127.0.0.1:9042').split(','),
    localDataCenter: process.env.CASSANDRA_LOCAL_DC ?? 'datacenter1',
    protocolOptions: { maxVersion: 4 },
    encoding: { map: Map, set: Set, useBigIntAsLong: true, useBigIntAsVarint: true, useUndefinedAsUnset: true },
  })
const client = newClient()
const other = newClient()

class Address {
  street?: string
  zip?: number
}
const codec = buildCodec(
  { kind: 'udt', frozen: true, name: 'address' },
  {
    userTypeOf: () => ({
      name: 'address',
      userType: Address,
      fields: [
        { propertyName: 'street', fieldName: 'street', codec: buildCodec(parseDataType('text')), absent: 'undefined' },
        { propertyName: 'zip', fieldName: 'zip', codec: buildCodec(parseDataType('int')), absent: 'undefined' },
      ],
    }),
  },
)
const write = (id: number, value: unknown) =>
  client.execute(`INSERT INTO ${keyspace}.t (id, a) VALUES (?, ?)`, [id, codec.encode(value)], { prepare: true })
const stored = async (id: number) =>
  (await client.execute(`SELECT a FROM ${keyspace}.t WHERE id = ?`, [id], { prepare: true })).first()?.['a'] as unknown

beforeAll(async () => {
  await client.connect()
  await client.execute(`DROP KEYSPACE IF EXISTS ${keyspace}`)
  await client.execute(
    `CREATE KEYSPACE ${keyspace} WITH replication = { 'class': 'SimpleStrategy', 'replication_factor': 1 }`,
  )
  await client.execute(`CREATE TYPE ${keyspace}.address (street text, zip int)`)
  await client.execute(`CREATE TABLE ${keyspace}.t (id int PRIMARY KEY, a frozen<address>)`)
  await write(1, { street: 's', zip: 1 })
  await other.connect()
  await other.execute(`ALTER TYPE ${keyspace}.address ADD extra frozen<list<text>>`)
  await other.execute(`INSERT INTO ${keyspace}.t (id, a) VALUES (2, {street: 'x', zip: 2, extra: []})`)
  await other.execute(`INSERT INTO ${keyspace}.t (id, a) VALUES (3, {street: 'x', zip: 3, extra: ['e']})`)
}, 60_000)

afterAll(async () => {
  await client.execute(`DROP KEYSPACE IF EXISTS ${keyspace}`).finally(() => client.shutdown())
  await other.shutdown()
}, 60_000)

it('a value that was not read is refused, by type and field, once the type has another', async () => {
  await expect(write(1, { street: 'other', zip: 9 })).rejects.toMatchObject({
    code: 'E_UDT_NEWER',
    outcome: 'not_sent',
    message: expect.stringMatching(/address has a field extra/) as unknown,
  })
  expect(await stored(1)).toMatchObject({ street: 's', zip: 1 })
})

it.each([
  [2, []],
  [3, ['e']],
])('row %d: a field that the class does not know is written back, also from a copy', async (id, extra) => {
  const read = codec.decode(await stored(id)) as Address
  expect(Object.keys(read)).toEqual(['street', 'zip'])
  const copy = codec.copy(read) as Address
  copy.zip = 77
  await write(id + 10, copy)
  expect(await stored(id + 10)).toEqual({ street: 'x', zip: 77, extra })
  await expect(write(id, { ...read })).rejects.toMatchObject({ code: 'E_UDT_NEWER' })
})
