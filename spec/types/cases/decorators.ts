import { ClusteringColumn, Column, frozen, Index, list, map, PartitionKey, set, StaticColumn, Table } from 'cassiform'
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
