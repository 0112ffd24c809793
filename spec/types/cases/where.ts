import { expectTypeOf } from 'expect-type'
import {
  And,
  Append,
  Between,
  ClusteringColumn,
  Column,
  Contains,
  ContainsEntry,
  ContainsKey,
  In,
  Index,
  KEY,
  LessThan,
  LessThanOrEqual,
  Like,
  MoreThan,
  MoreThanOrEqual,
  PartitionKey,
  Raw,
  skip,
  Table,
  Token,
  TupleRange,
} from 'cassiform'
import type { DeleteWhere, Repository, Where } from 'cassiform'
import { accounts, partition, readings, rowKey } from './entities.js'
import type { Account, Reading } from './entities.js'

declare const from: Date
declare const to: Date
declare const days: string[]
declare const maybe: string | undefined

// ─── The partition key, then a prefix of the clustering columns ─────────────────────────────────────────────────────

readings.find({ where: partition })
readings.find({ where: { sensorId: In(['a', 'b']), day: In(days) } })
readings.find({ where: { ...partition, at: from } })
readings.find({ where: { ...partition, at: In([from, to]) } })
readings.find({ where: { ...partition, at: MoreThan(from) } })
readings.find({ where: { ...partition, at: MoreThanOrEqual(from) } })
readings.find({ where: { ...partition, at: LessThan(to) } })
readings.find({ where: { ...partition, at: LessThanOrEqual(to) } })
readings.find({ where: { ...partition, at: Between(from, to) } })
readings.find({ where: { ...partition, at: And(MoreThanOrEqual(from), LessThan(to)) } })
readings.find({ where: { ...partition, at: In([from]), channel: Between(1, 3) } })
readings.find({ where: rowKey })
readings.findBy({ ...rowKey, channel: In([1, 2]) })
readings.findOne({ where: partition })
readings.findOneBy(rowKey)
readings.findOneOrFail({ where: rowKey })
readings.findOneByOrFail(rowKey)
readings.count({ where: { ...partition, at: MoreThan(from) } })
readings.exists({ where: partition })
readings.count({ scan: true })

const prepared: Where<Reading> = { ...partition, at: MoreThan(from) }
readings.findBy(prepared)
expectTypeOf<Where<Account>>().not.toEqualTypeOf<DeleteWhere<Account>>()
expectTypeOf<DeleteWhere<Reading>>().toExtend<Where<Reading>>()

// ─── Keys that Cassandra cannot use ─────────────────────────────────────────────────────────────────────────────────

// @ts-expect-error the partition key is incomplete
readings.find({ where: { sensorId: 'a' } })
// @ts-expect-error the partition key is incomplete
readings.findBy({ day: 'd' })
// @ts-expect-error the partition key is missing
readings.findOneBy({ at: from })
// @ts-expect-error the partition key may be undefined
readings.find({ where: { sensorId: 'a', day: maybe } })
// @ts-expect-error a range on the partition key
readings.find({ where: { sensorId: 'a', day: MoreThan('d') } })
// @ts-expect-error a clustering column is skipped
readings.find({ where: { ...partition, channel: 1 } })
// @ts-expect-error a column after a range
readings.find({ where: { ...partition, at: MoreThan(from), channel: 1 } })
// @ts-expect-error a range after a range
readings.findBy({ ...partition, at: Between(from, to), channel: MoreThan(1) })
// @ts-expect-error no key column
readings.find({ where: { ...partition, value: 1 } })
// @ts-expect-error a static column is no key column
readings.find({ where: { ...partition, site: 'x' } })
// @ts-expect-error a misspelt column
readings.find({ where: { ...partition, chanel: 1 } })
// @ts-expect-error a method is no column
readings.find({ where: { ...partition, label: 'x' } })
// @ts-expect-error a key column is never null
readings.find({ where: { sensorId: 'a', day: null } })
// @ts-expect-error the same rules for the other readers
readings.count({ where: { sensorId: 'a' } })
// @ts-expect-error the same rules for the other readers
readings.exists({ where: { ...partition, value: 1 } })
// @ts-expect-error the same rules for the other readers
readings.findOneOrFail({ where: { sensorId: 'a' } })
// @ts-expect-error the same rules for the other readers
readings.findOneByOrFail({ sensorId: 'a' })

// ─── A condition is required ────────────────────────────────────────────────────────────────────────────────────────

// @ts-expect-error no condition
readings.find({})
// @ts-expect-error no condition
readings.find()
// @ts-expect-error no condition
readings.find({ where: undefined })
// @ts-expect-error no condition
readings.find({ where: {} })
// @ts-expect-error no condition
readings.findOne({ select: ['value'] })
// @ts-expect-error no condition
readings.count({})
// @ts-expect-error a condition or a scan, not both
readings.count({ where: partition, scan: true })

// ─── Operators of another type ──────────────────────────────────────────────────────────────────────────────────────

// @ts-expect-error numbers for a text column
readings.find({ where: { sensorId: In([1]), day: 'd' } })
// @ts-expect-error a number for a text column
readings.find({ where: { sensorId: 1, day: 'd' } })
// @ts-expect-error texts for a timestamp
readings.find({ where: { ...partition, at: Between('a', 'b') } })
// @ts-expect-error a half of a range of another type
readings.find({ where: { ...partition, at: And(MoreThan(from), LessThan('b')) } })
// @ts-expect-error two lower bounds
And(MoreThan(1), MoreThan(2))
// @ts-expect-error an assignment is no restriction
readings.find({ where: { ...partition, at: Append([from]) } })
// @ts-expect-error an object that looks like an operator
readings.find({ where: { ...partition, at: { kind: 'gt', operands: [from] } } })

// ─── Columns that KEY lists as indexed ──────────────────────────────────────────────────────────────────────────────

accounts.find({ where: { id: 'a' } })
accounts.find({ where: { email: 'a@b' } })
accounts.find({ where: { age: MoreThan(18) } })
accounts.find({ where: { email: 'a@b', age: Between(18, 30), name: 'x' } })
accounts.find({ where: { id: 'a', email: 'a@b' } })
// @ts-expect-error neither a key column nor an indexed one
accounts.find({ where: { name: 'x' } })
// @ts-expect-error neither a key column nor an indexed one, beside the key
accounts.find({ where: { id: 'a', name: 'x' } })
// @ts-expect-error a misspelt column beside an indexed one
accounts.find({ where: { email: 'a@b', nmae: 'x' } })
// @ts-expect-error a text for an indexed number
accounts.find({ where: { age: 'x' } })
// @ts-expect-error an index does not help a delete
accounts.delete({ email: 'a@b' })

// ─── Filtering, on purpose ──────────────────────────────────────────────────────────────────────────────────────────

readings.find({ where: { sensorId: 'a', value: MoreThan(1), note: 'x' }, allowFiltering: true })
readings.count({ where: { value: 1 }, allowFiltering: true })
// @ts-expect-error values are still checked
readings.find({ where: { value: 'x' }, allowFiltering: true })
// @ts-expect-error names are still checked
readings.find({ where: { valeu: 1 }, allowFiltering: true })
// @ts-expect-error filtering said not to be allowed
readings.find({ where: { value: 1 }, allowFiltering: false })

// ─── Elements, patterns, tuples, tokens ─────────────────────────────────────────────────────────────────────────────

@Table('posts')
class Post {
  declare readonly [KEY]?: {
    partition: ['blog']
    clustering: ['year', 'number', 'part']
    indexed: ['tags', 'labels', 'votes', 'scores', 'links', 'title']
  }

  @PartitionKey('text') blog!: string
  @ClusteringColumn('int') year!: number
  @ClusteringColumn('int') number!: number
  @ClusteringColumn('text') part!: string
  @Column('set<text>') @Index() tags!: Set<string>
  @Column('set<text>', { as: 'array' }) @Index() labels?: string[]
  @Column('map<text, int>') @Index() votes!: Map<string, number>
  @Column('map<text, int>', { as: 'object' }) @Index() scores?: Record<string, number>
  @Column('list<int>') @Index() links!: number[]
  @Column('text') @Index({ using: 'sasi' }) title!: string
  @Column('timestamp') changed!: Date
}
declare const posts: Repository<Post>
const blog = 'b'

posts.findBy({ tags: Contains('a') })
posts.findBy({ labels: Contains('a') })
posts.findBy({ votes: Contains(1) })
posts.findBy({ votes: ContainsKey('a') })
posts.findBy({ votes: ContainsEntry('a', 1) })
posts.findBy({ scores: Contains(1) })
posts.findBy({ scores: ContainsKey('a') })
posts.findBy({ scores: ContainsEntry('a', 1) })
posts.findBy({ links: Contains(1), tags: Contains('a'), changed: MoreThan(from) })
posts.findBy({ title: Like('a%'), tags: skip })
posts.findBy({ blog, ...TupleRange(['year', 'number'], { moreThan: [2026, 1] }) })
posts.findBy({
  blog,
  ...TupleRange(['year', 'number', 'part'], { moreThan: [2026, 1, 'a'], lessThan: [2027, 1, 'a'] }),
})
posts.findBy({ blog, year: 2026, ...TupleRange(['number', 'part'], { lessThanOrEqual: [1, 'a'] }) })
posts.findBy({ blog, year: 2026, number: maybe === undefined ? skip : MoreThan(1) })
posts.findBy({ blog, year: 2026, number: skip, part: skip })
posts.findBy({ blog, year: Raw`> ${1}` })
posts.findBy({ blog: Token(MoreThan(0n)) })
posts.findBy({ blog: Token(And(MoreThan('0'), LessThanOrEqual('9'))) })
readings.findBy({ sensorId: Token(MoreThan(0n)) })
posts.find({ where: { blog: In(['a', 'b']) }, fanOut: false })
posts.count({ where: { blog: In(['a', 'b']) }, fanOut: false })
posts.delete({ blog, ...TupleRange(['year', 'number'], { lessThan: [2026, 1] }) })
posts.find({ where: { changed: Raw`> now()` }, allowFiltering: true })
readings.find({ where: { tags: Contains('a'), counts: ContainsKey('a') }, allowFiltering: true })

// @ts-expect-error elements of another type
posts.findBy({ tags: Contains(1) })
// @ts-expect-error elements of another type, in another representation
posts.findBy({ labels: Contains(1) })
// @ts-expect-error a set has no keys
posts.findBy({ tags: ContainsKey('a') })
// @ts-expect-error a list has no entries
posts.findBy({ links: ContainsEntry(0, 1) })
// @ts-expect-error a value of another type
posts.findBy({ votes: ContainsEntry('a', 'b') })
// @ts-expect-error a key of another type
posts.findBy({ scores: ContainsKey(1) })
// @ts-expect-error a number has no elements
posts.findBy({ blog, year: Contains(1) })
// @ts-expect-error a set has no pattern
posts.findBy({ tags: Like('a%') })
// @ts-expect-error a key has no pattern
posts.findBy({ blog, year: 1, number: 1, part: Like('a%') })
// @ts-expect-error no index, and no filtering
readings.findBy({ tags: Contains('a') })
// @ts-expect-error a tuple that skips a column
posts.findBy({ blog, ...TupleRange(['year', 'part'], { moreThan: [1, 'a'] }) })
// @ts-expect-error a tuple after a gap
posts.findBy({ blog, ...TupleRange(['number', 'part'], { moreThan: [1, 'a'] }) })
// @ts-expect-error a tuple of other types
posts.findBy({ blog, ...TupleRange(['year', 'number'], { moreThan: [1, 'a'] }) })
// @ts-expect-error a tuple of another length
posts.findBy({ blog, ...TupleRange(['year', 'number'], { moreThan: [1] }) })
// @ts-expect-error a tuple without the partition key
posts.findBy({ ...TupleRange(['year', 'number'], { moreThan: [1, 1] }) })
// @ts-expect-error a column after a tuple
posts.findBy({ blog, part: 'a', ...TupleRange(['year', 'number'], { moreThan: [1, 1] }) })
// @ts-expect-error one column is no tuple
TupleRange(['year'], { moreThan: [1] })
// @ts-expect-error a token is no value
posts.findBy({ blog: Token('a') })
// @ts-expect-error a clustering column has no token
posts.findBy({ blog, year: Token(MoreThan(1n)) })
// @ts-expect-error a token and a clustering column
posts.findBy({ blog: Token(MoreThan(1n)), year: 1 })
// @ts-expect-error the token stands on the first column
readings.findBy({ day: Token(MoreThan(1n)) })
// @ts-expect-error tokens cannot be deleted
posts.delete({ blog: Token(MoreThan(1n)) })
// @ts-expect-error a partition key column cannot be left out
posts.findBy({ blog: skip })

// ─── Methods that take a condition alone ────────────────────────────────────────────────────────────────────────────

readings.findBy(partition, { consistency: 'ONE', timeoutMs: 1, fetchSize: 1 })
readings.findOneBy(rowKey, { signal: new AbortController().signal })
readings.findOneByOrFail(rowKey, { trace: true, idempotent: false, executionProfile: 'slow' })
readings.countBy(partition, { timeoutMs: undefined })
readings.existsBy(partition, { serialConsistency: 'SERIAL', listeners: false })
readings.clear({ timeoutMs: 1, signal: new AbortController().signal, trace: true })
// @ts-expect-error what decides the rows is said to find
readings.findBy(partition, { limit: 1 })
// @ts-expect-error no such level
readings.findOneBy(rowKey, { consistency: 'NOPE' })
// @ts-expect-error of writes
readings.countBy(partition, { ttl: 1 })
// @ts-expect-error a truncation has no consistency
readings.clear({ consistency: 'ALL' })
