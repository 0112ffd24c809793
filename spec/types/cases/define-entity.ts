import { expectTypeOf } from 'expect-type'
import {
  Add,
  defineEntity,
  defineUserType,
  frozen,
  In,
  KEY,
  list,
  map,
  MoreThan,
  set,
  tuple,
  udt,
  vector,
} from 'cassiform'
import type { DataSource, FullKey, Insertable, Repository } from 'cassiform'
import { State } from './entities.js'

class Money {
  constructor(readonly cents: number) {}
}

const Address = defineUserType({
  name: 'address',
  fields: { street: 'text', zip: { type: 'bigint', as: 'number' }, lines: frozen(list('text')) },
})
type Address = InstanceType<typeof Address>

const Reading = defineEntity({
  name: 'readings',
  comment: 'one row per measurement',
  with: { gcGraceSeconds: 60 },
  columns: {
    sensorId: 'uuid',
    day: 'date',
    at: 'timestamp',
    channel: { type: 'bigint', as: 'number' },
    site: { type: 'text', static: true },
    value: 'double',
    tags: set('text'),
    scores: 'list<int>',
    labels: { type: 'set<text>', nullable: true },
    shape: frozen(list('int')),
    point: tuple('int', 'text'),
    embedding: vector('float', 3),
    address: udt(() => Address),
    former: list(frozen(udt(() => Address))),
    state: { type: 'text', enum: State },
    unit: { type: 'text', enum: ['C', 'F'], default: 'C' },
    price: {
      type: 'int',
      transformer: { to: (money: Money) => money.cents, from: (cents: number) => new Money(cents) },
    },
    note: { type: 'text', absent: 'null', index: true },
    totals: { type: 'map<text, bigint>', as: 'object' },
    createdAt: { createDate: true },
    changedAt: { type: 'timestamp', updateDate: true },
    version: { version: true },
  },
  partitionKey: ['sensorId', 'day'],
  clusteringColumns: [{ at: 'desc' }, 'channel'],
  computed: { writtenAt: { writetime: 'value' }, secondsLeft: { ttl: 'value' } },
})
type Reading = InstanceType<typeof Reading>

// ─── Instances ──────────────────────────────────────────────────────────────────────────────────────────────────────

expectTypeOf<Omit<Reading, typeof KEY>>().toEqualTypeOf<{
  sensorId: string
  day: string
  at: Date
  channel: number
  site?: string | undefined
  value?: number | undefined
  tags: Set<string>
  scores: number[]
  labels?: Set<string> | undefined
  shape?: number[] | undefined
  point?: [number | null, string | null] | undefined
  embedding?: Float32Array | undefined
  address?: Address | undefined
  former: Address[]
  state?: State | 'open' | 'done' | undefined
  unit?: 'C' | 'F' | undefined
  price?: Money | undefined
  note?: string | null | undefined
  totals: Record<string, bigint>
  createdAt?: Date | undefined
  changedAt?: Date | undefined
  version?: number | undefined
  readonly writtenAt?: bigint | undefined
  readonly secondsLeft?: number | undefined
}>()

expectTypeOf<Address>().toEqualTypeOf<{
  street?: string | undefined
  zip?: number | undefined
  lines?: string[] | undefined
}>()

expectTypeOf(new Reading()).toEqualTypeOf<Reading>()
expectTypeOf(Reading.name).toEqualTypeOf<string>()
declare const anything: unknown
if (anything instanceof Reading) expectTypeOf(anything).toEqualTypeOf<Reading>()

// ─── Repositories know the key ──────────────────────────────────────────────────────────────────────────────────────

declare const db: DataSource
declare const at: Date
const readings = db.getRepository(Reading)
const partition = { sensorId: 'a', day: 'd' }
const rowKey = { ...partition, at, channel: 1 }
expectTypeOf(readings).toEqualTypeOf<Repository<Reading>>()
expectTypeOf<FullKey<Reading>>().toEqualTypeOf<{
  readonly sensorId: string
  readonly day: string
  readonly at: Date
  readonly channel: number
}>()
readings.find({ where: { ...partition, at: MoreThan(at) }, select: ['value', 'tags'] })
readings.find({ where: { note: 'indexed' } })
readings.insert(rowKey)
readings.insert({ ...rowKey, value: 1, tags: new Set(['a']), note: null })
readings.update(rowKey, { value: null, tags: Add(['a']), price: new Money(1) })
readings.update(partition, { site: 'x' })
readings.delete({ ...rowKey, channel: In([1, 2]) })
expectTypeOf(readings.findOneBy(rowKey)).resolves.toEqualTypeOf<Reading | null>()
expectTypeOf<Insertable<Reading>['value']>().toEqualTypeOf<number | null | undefined>()
expectTypeOf<Insertable<Reading>['tags']>().toEqualTypeOf<Set<string> | null | undefined>()

// @ts-expect-error the partition key is incomplete
readings.find({ where: { sensorId: 'a' } })
// @ts-expect-error a clustering column skipped: at comes before channel
readings.find({ where: { ...partition, channel: 1 } })
// @ts-expect-error a column without index
readings.find({ where: { site: 'x' } })
// @ts-expect-error a key column is missing
readings.insert({ ...partition, at })
// @ts-expect-error a value of another type
readings.insert({ ...rowKey, value: 'x' })
// @ts-expect-error another representation
readings.insert({ ...rowKey, channel: 1n })
// @ts-expect-error no column
readings.insert({ ...rowKey, valeu: 1 })
// @ts-expect-error none of the enum
readings.insert({ ...rowKey, unit: 'K' })
// @ts-expect-error a regular column by partition key
readings.update(partition, { value: 1 })
// @ts-expect-error a key column in a patch
readings.update(rowKey, { channel: 2 })

// ─── One key column, generated; counters ────────────────────────────────────────────────────────────────────────────

const User = defineEntity({
  name: 'users',
  columns: {
    id: { type: 'uuid', generated: 'uuidv7' },
    email: { type: 'text', index: { using: 'sai' } },
    role: { type: 'text', enum: ['admin', 'guest'], default: () => 'guest' },
  },
  partitionKey: ['id'],
})
const users = db.getRepository(User)
users.insert({ email: 'e' })
users.find({ where: { id: 'a' } })
users.find({ where: { email: 'e' } })
// @ts-expect-error neither key nor index
users.find({ where: { role: 'admin' } })
// @ts-expect-error no static columns: a partition key is the whole key
users.update({}, { email: 'x' })

const PageView = defineEntity({
  name: 'page_views',
  columns: { page: 'text', views: 'counter', clicks: { type: 'counter', as: 'number' } },
  partitionKey: ['page'],
})
expectTypeOf<InstanceType<typeof PageView>['views']>().toEqualTypeOf<bigint | undefined>()
expectTypeOf<InstanceType<typeof PageView>['clicks']>().toEqualTypeOf<number | undefined>()
expectTypeOf<NonNullable<InstanceType<typeof PageView>[typeof KEY]>['counter'][number]>().toEqualTypeOf<
  'views' | 'clicks'
>()

// ─── A class of one's own ───────────────────────────────────────────────────────────────────────────────────────────

class NamedUser extends User {
  label(): string {
    return this.email ?? this.id
  }
}
expectTypeOf(new NamedUser().role).toEqualTypeOf<'admin' | 'guest' | undefined>()

// ─── Mistakes ───────────────────────────────────────────────────────────────────────────────────────────────────────

const columns = { id: 'uuid', at: 'timestamp', site: { type: 'text', static: true } } as const

// @ts-expect-error no name
defineEntity({ columns, partitionKey: ['id'] })
// @ts-expect-error no columns
defineEntity({ name: 't', partitionKey: ['id'] })
// @ts-expect-error no partition key
defineEntity({ name: 't', columns })
// @ts-expect-error an empty partition key
defineEntity({ name: 't', columns, partitionKey: [] })
// @ts-expect-error no column
defineEntity({ name: 't', columns, partitionKey: ['ide'] })
// @ts-expect-error twice
defineEntity({ name: 't', columns, partitionKey: ['id', 'id'] })
// @ts-expect-error in both parts
defineEntity({ name: 't', columns, partitionKey: ['id'], clusteringColumns: ['id'] })
// @ts-expect-error in both parts
defineEntity({ name: 't', columns, partitionKey: ['id'], clusteringColumns: ['at', { id: 'desc' }] })
// @ts-expect-error no column
defineEntity({ name: 't', columns, partitionKey: ['id'], clusteringColumns: ['att'] })
// @ts-expect-error no column
defineEntity({ name: 't', columns, partitionKey: ['id'], clusteringColumns: [{ att: 'desc' }] })
// @ts-expect-error no order
defineEntity({ name: 't', columns, partitionKey: ['id'], clusteringColumns: [{ at: 'down' }] })
// @ts-expect-error a static column is one value for the whole partition
defineEntity({ name: 't', columns, partitionKey: ['id'], clusteringColumns: ['site'] })
// @ts-expect-error a misspelt option
defineEntity({ name: 't', coment: 'x', columns, partitionKey: ['id'] })
// @ts-expect-error a misspelt table property
defineEntity({ name: 't', with: { gcGrace: 1 }, columns, partitionKey: ['id'] })
// @ts-expect-error a misspelt option of a column
defineEntity({ name: 't', columns: { id: { type: 'uuid', nmae: 'x' } }, partitionKey: ['id'] })
// @ts-expect-error the order stands with the clustering columns
defineEntity({ name: 't', columns: { id: { type: 'uuid', order: 'desc' } }, partitionKey: ['id'] })
// @ts-expect-error no representation
defineEntity({ name: 't', columns: { id: { type: 'uuid', as: 'uuid' } }, partitionKey: ['id'] })
// @ts-expect-error no type
defineEntity({ name: 't', columns: { id: 1 }, partitionKey: ['id'] })
// @ts-expect-error computed of no column
defineEntity({ name: 't', columns, partitionKey: ['id'], computed: { since: { writetime: 'sitee' } } })
// @ts-expect-error nothing of that kind is computed
defineEntity({ name: 't', columns, partitionKey: ['id'], computed: { since: { age: 'site' } } })
// @ts-expect-error fields are not static
defineUserType({ name: 't', fields: { a: { type: 'int', static: true } } })
// @ts-expect-error no fields
defineUserType({ name: 't' })
