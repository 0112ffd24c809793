import type { types } from 'cassandra-driver'
import {
  ClusteringColumn,
  Column,
  Computed,
  CounterColumn,
  CreateDateColumn,
  frozen,
  Index,
  list,
  map,
  PartitionKey,
  set,
  StaticColumn,
  Table,
  tuple,
  udt,
  UpdateDateColumn,
  UserType,
  vector,
} from 'cassiform'
import type { ValueTransformer } from 'cassiform'
import { State } from './entities.js'

// ─── Properties that fit ────────────────────────────────────────────────────────────────────────────────────────────

type Id = string & { readonly brand?: 'id' }

@Table()
abstract class Fits {
  @PartitionKey('uuid') id!: Id
  @PartitionKey({ type: 'int' }) bucket!: number
  @ClusteringColumn('timestamp', { order: 'desc', position: 0 }) at!: Date
  @StaticColumn('text') site?: string | null
  @Column('int') readonly count!: number
  @Column('text') kind!: 'a' | 'b'
  @Column('text') state?: State
  @Column('bigint') total!: bigint | null
  @Column('blob') payload!: Buffer
  @Column('boolean') flag = false
  @Column('set<text>') @Index() tags!: Set<string>
  @Column('set<text>') narrowTags!: Set<'a' | 'b'> | null
  @Column('set<text>') fixedTags!: ReadonlySet<string>
  @Column('list<int>') samples!: number[]
  @Column('list<int>') fixedSamples!: readonly number[]
  @Column('map<text, frozen<list<int>>>') nested!: Map<string, number[]>
  @Column('map<text, frozen<list<int>>>') fixedNested!: ReadonlyMap<string, readonly number[]>
  @Column(list('text'), { name: 'Names', nullable: true }) names?: string[]
  @Column(set('uuid')) ids!: Set<Id>
  @Column(map('text', 'int')) counts!: Map<string, number>
  @Column(frozen(list('double'))) shape!: number[]
  @Column({ type: 'text', index: true }) note?: string
  @Column() inferred!: string
  @Column('text') private secret!: string
  @Column('text') protected hidden?: string
}

// ─── Properties that do not ─────────────────────────────────────────────────────────────────────────────────────────

class Misfits {
  // @ts-expect-error a string in a uuid column may be, a number may not
  @PartitionKey('uuid') id!: number
  // @ts-expect-error a text is no timestamp
  @ClusteringColumn('timestamp') at!: string
  // @ts-expect-error a number in a text column
  @StaticColumn('text') site?: number
  // @ts-expect-error a text in an int column
  @Column('int') a!: string
  // @ts-expect-error a number may lose digits of a bigint
  @Column('bigint') b!: number
  // @ts-expect-error wider than the column
  @Column('text') c!: string | number
  // @ts-expect-error an array for a set
  @Column('set<text>') d!: string[]
  // @ts-expect-error a set for a list
  @Column('list<text>') e!: Set<string>
  // @ts-expect-error elements of another type
  @Column('set<text>') f!: Set<number>
  // @ts-expect-error elements of another type, read only
  @Column('list<int>') g!: readonly string[]
  // @ts-expect-error a map for a set
  @Column('set<text>') h!: Map<string, string>
  // @ts-expect-error a set for a map
  @Column('map<text, text>') i!: Set<string>
  // @ts-expect-error values of another type
  @Column(map('text', 'int')) j!: Map<string, string>
  // @ts-expect-error keys of another type
  @Column(map('text', 'int')) k!: Map<number, number>
  // @ts-expect-error an object for a map
  @Column(map('text', 'int')) l!: Record<string, number>
  // @ts-expect-error elements of another type
  @Column(frozen(list('int'))) m!: string[]
  // @ts-expect-error a text for a blob
  @Column('blob') n!: string
}

// ─── Representations, enums, transformers, first values ─────────────────────────────────────────────────────────────

class Money {
  constructor(readonly cents: number) {}
}

enum Level {
  Low,
  High,
}

@UserType('address')
class Address {
  @Column('text') street?: string
}

class Amount {
  constructor(readonly value: bigint) {}
}

const untyped: ValueTransformer = { to: (value: string) => value, from: (value: string) => value }
const trimmed = { to: (text: string) => text.trim(), from: (text: string) => text }

class Represented {
  @PartitionKey('bigint', { as: 'number' }) id!: number
  @ClusteringColumn('uuid', { as: 'Uuid', order: 'desc' }) by!: types.Uuid
  @StaticColumn({ type: 'date', as: 'LocalDate' }) since?: types.LocalDate
  @Column('varint', { as: 'string' }) digits?: string
  @Column('list<bigint>', { as: 'number' }) counts?: number[]
  @Column(list('bigint'), { as: 'number' }) moreCounts?: readonly number[]
  @Column('map<text, decimal>', { as: 'BigDecimal' }) prices?: Map<string, types.BigDecimal>
  @Column(map('text', frozen(set('decimal'))), { as: 'BigDecimal' }) bids?: Map<string, Set<types.BigDecimal>>
  @Column(map('text', 'int'), { as: 'object' }) byName?: Record<string, number>
  @Column(set('text'), { as: 'array' }) tags?: string[]
  @Column(vector('float', 3), { as: 'array' }) embedding?: number[]
  @Column(tuple('bigint', 'text'), { as: 'number' }) pair?: [number | null, string | null]
  @Column('tuple<int, text>') point?: readonly [number, string]
  @CounterColumn() views?: bigint
  @CounterColumn({ as: 'number' }) clicks?: number
  @CounterColumn({ as: 'string' }) shares?: string

  @Column(udt(() => Address)) address?: Address
  @Column(list(frozen(udt(() => Address)))) former?: Address[]
  @Column(
    map(
      'text',
      udt(() => Address),
    ),
  )
  places?: ReadonlyMap<string, Address>
  @Column(
    tuple(
      'int',
      udt(() => Address),
    ),
  )
  ranked?: [number | null, Address | null]

  @Column('text', { enum: State }) state?: State
  @Column({ type: 'text', enum: State }) oneState?: State.Open
  @Column('text', { enum: State }) stateText?: 'open' | 'done'
  @Column('int', { enum: Level, default: Level.Low }) level?: Level
  @Column('text', { enum: ['a', 'b'], default: 'a' }) letter?: 'a' | 'b'
  @Column('set<text>', { enum: ['a', 'b'] }) letters?: Set<'a' | 'b'>

  @Column('int', { transformer: { to: (money: Money) => money.cents, from: (cents) => new Money(cents) } })
  price?: Money
  @Column('bigint', { transformer: [{ to: (a: Amount) => a.value, from: (v: bigint) => new Amount(v) }] }) sum?: Amount
  @Column('text', { transformer: [trimmed, untyped] }) name?: string
  @Column('text', { transformer: untyped }) anything?: number

  @Column('int', { default: 1 }) one?: number
  @Column('set<text>', { default: () => new Set(['a']) }) made?: Set<string>
  @Column('uuid', { generated: 'uuidv7' }) sorted?: string
  @Column('timeuuid', { generated: 'timeuuid' }) timed?: string
  @CreateDateColumn() createdAt?: Date
  @UpdateDateColumn({ name: 'changed' }) changedAt?: Date
  @Computed({ writetime: 'one' }) readonly writtenAt?: bigint
  @Computed({ ttl: 'one' }) readonly secondsLeft?: number
}

class Misrepresented {
  // @ts-expect-error a bigint is read as a number
  @PartitionKey('bigint', { as: 'number' }) a!: bigint
  // @ts-expect-error a bigint is read as a number, type among the options
  @Column({ type: 'bigint', as: 'number' }) b?: bigint
  // @ts-expect-error elements are numbers
  @Column(list('bigint'), { as: 'number' }) c?: bigint[]
  // @ts-expect-error keys are texts still
  @Column('map<text, decimal>', { as: 'BigDecimal' }) d?: Map<types.BigDecimal, types.BigDecimal>
  // @ts-expect-error a map unless said otherwise
  @Column(map('text', 'int')) e?: Record<string, number>
  // @ts-expect-error keys that are no texts stay a map
  @Column(map('int', 'int'), { as: 'object' }) f?: Record<number, number>
  // @ts-expect-error no representation
  @Column('bigint', { as: 'Number' }) g?: number
  // @ts-expect-error a counter is a bigint
  @CounterColumn() h?: number
  // @ts-expect-error a counter that is read as a number
  @CounterColumn({ as: 'number' }) i?: bigint
  // @ts-expect-error a counter has no default
  @CounterColumn({ default: 1n }) j?: bigint
  // @ts-expect-error another class
  @Column(udt(() => Address)) k?: Money
  // @ts-expect-error elements of another class
  @Column(list(frozen(udt(() => Address)))) l?: Money[]
  // @ts-expect-error places of a tuple in their order
  @Column('tuple<int, text>') m?: [string, number]
  // @ts-expect-error a text that is none of the enum
  @Column('text', { enum: State }) n?: string
  // @ts-expect-error none of the list
  @Column('text', { enum: ['a', 'b'] }) o?: 'a' | 'c'
  // @ts-expect-error elements that are none of the list
  @Column('set<text>', { enum: ['a', 'b'] }) p?: Set<string>
  // @ts-expect-error what the column holds, not what the transformer takes
  @Column('int', { transformer: { to: (m: Money) => m.cents, from: (c: number) => new Money(c) } }) q?: number
  // @ts-expect-error a transformer from another type than the column's
  @Column('int', { transformer: { to: (m: Money) => m.cents, from: (text: string) => new Money(+text) } }) r?: Money
  // @ts-expect-error half a transformer
  @Column('int', { transformer: { to: (m: Money) => m.cents } }) s?: Money
  // @ts-expect-error a default of another type
  @Column('int', { default: 'x' }) t?: number
  // @ts-expect-error a default that makes another type
  @Column('int', { default: () => 'x' }) u?: number
  // @ts-expect-error a default that is none of the enum
  @Column('text', { enum: ['a', 'b'], default: 'c' }) v?: 'a' | 'b'
  // @ts-expect-error a uuid of version 1 is a timeuuid
  @Column('uuid', { generated: 'timeuuid' }) w?: string
  // @ts-expect-error a text is not generated
  @Column('text', { generated: 'uuid' }) x?: string
  // @ts-expect-error a moment is a Date
  @CreateDateColumn() y?: string
  // @ts-expect-error a moment sets itself
  @UpdateDateColumn({ default: new Date() }) z?: Date
  // @ts-expect-error microseconds are a bigint
  @Computed({ writetime: 'a' }) readonly aa?: number
  // @ts-expect-error one of the two
  @Computed({ age: 'a' }) readonly bb?: number
  // @ts-expect-error cells may be absent always
  @Column('text', { nullable: false }) cc?: string
  // @ts-expect-error no unique constraints
  @Column('text', { unique: true }) dd?: string
}

// ─── Options of a column ────────────────────────────────────────────────────────────────────────────────────────────

class Options {
  // @ts-expect-error a misspelt option
  @Column('int', { nmae: 'x' }) a!: number
  // @ts-expect-error only clustering columns have an order
  @PartitionKey('int', { order: 'asc' }) b!: number
  // @ts-expect-error neither way
  @ClusteringColumn('int', { order: 'down' }) c!: number
  // @ts-expect-error no such index
  @Column('int', { index: { using: 'btree' } }) d!: number
  // @ts-expect-error no such index
  @Column('int') @Index({ using: 'btree' }) e!: number
  // @ts-expect-error a method is no column
  @Column('text') f(): string {
    return ''
  }
}

// @ts-expect-error a misspelt table option
@Table('t', { coment: 'x' })
class WrongTable {}
