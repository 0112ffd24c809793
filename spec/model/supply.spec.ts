import 'reflect-metadata'
import {
  ClusteringColumn,
  Column,
  CreateDateColumn,
  defineEntity,
  PartitionKey,
  StaticColumn,
  Table,
  udt,
  UpdateDateColumn,
  UserType,
} from '../../lib/index.js'
import { Uuid } from '../../lib/driver/value-classes.js'
import { modelOf } from '../support/sample-entities.js'
import { mistakesOf } from './support/mistakes.js'

const uuidOf = (version: number) =>
  new RegExp(`^[0-9a-f]{8}-[0-9a-f]{4}-${version}[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$`)
const trimmed = { to: (value: string) => value.trim(), from: (value: string) => value }

@UserType()
class Place {
  @Column('text') name?: string
  @Column('list<int>') at?: number[]
}

describe('what a new row is supplied with', () => {
  const list = [1]
  const place = Object.assign(new Place(), { name: 'x', at: [1] })
  let calls = 0

  @Table()
  class Supplied {
    @PartitionKey('uuid', { generated: 'uuidv7' }) id!: string
    @ClusteringColumn('timeuuid', { generated: 'timeuuid' }) at!: string
    @Column('uuid', { generated: 'uuid' }) token?: string
    @Column('uuid', { generated: 'uuid', as: 'Uuid' }) asClass?: Uuid
    @CreateDateColumn() createdAt?: Date
    @UpdateDateColumn() updatedAt?: Date
    @Column('int', { default: 0 }) zero?: number
    @Column('boolean', { default: false }) no?: boolean
    @Column('text', { default: '' }) empty?: string
    @Column('text', { enum: ['new', 'old'], default: 'new' }) state?: 'new' | 'old'
    @Column('list<int>', { default: list }) list?: number[]
    @Column('set<text>', { default: new Set(['a']) }) set?: Set<string>
    @Column('map<text, frozen<list<int>>>', { default: new Map([['a', [1]]]) }) map?: Map<string, number[]>
    @Column('timestamp', { default: new Date(5) }) date?: Date
    @Column('blob', { default: Buffer.from([1]) }) bytes?: Buffer
    @Column(udt(() => Place), { default: place }) place?: Place
    @Column('int', { default: () => ++calls }) counted?: number
    @Column('int', { default: () => 'no int' as never }) wrong?: number
    @Column('text', { transformer: trimmed, default: ' a ' }) trimmed?: string
    @Column('text') none?: string
  }
  const model = modelOf(Supplied)
  const supply = (property: string) => model.columnOf.get(property)!.supply!(new Date())

  it('is known of its columns', () => {
    const names = (columns: readonly { readonly propertyName: string }[]) =>
      columns.map(({ propertyName }) => propertyName)
    const all = names(model.columns)
    expect(names(model.suppliedColumns)).toEqual(all.filter((name) => name !== 'none'))
    expect(names(model.columnsSuppliedOnUpdate)).toEqual(['updatedAt'])
    expect(model.columnOf.get('none')!.supply).toBeUndefined()
  })

  it('is an id of the version asked for, another one each time', () => {
    for (const [property, version] of [
      ['id', 7],
      ['at', 1],
      ['token', 4],
    ] as const) {
      const [one, two] = [supply(property), supply(property)]
      expect(one).toMatch(uuidOf(version))
      expect(two).toMatch(uuidOf(version))
      expect(one).not.toBe(two)
    }
  })

  it('is an id in the representation of the column', () => {
    const id = supply('asClass')
    expect(id).toBeInstanceOf(Uuid)
    expect(String(id)).toMatch(uuidOf(4))
  })

  it.each(['createdAt', 'updatedAt'])('is the time: %s', (property) => {
    const before = Date.now()
    const now = supply(property) as Date
    expect(now).toBeInstanceOf(Date)
    expect(now.getTime()).toBeGreaterThanOrEqual(before)
    expect(now.getTime()).toBeLessThanOrEqual(Date.now())
    expect(supply(property)).not.toBe(now)
  })

  it('is the default, also where that is false', () => {
    expect(['zero', 'no', 'empty', 'state'].map(supply)).toEqual([0, false, '', 'new'])
  })

  it.each<[string, unknown, (value: never) => unknown]>([
    ['list', [1], (value: number[]) => value.push(2)],
    ['set', new Set(['a']), (value: Set<string>) => value.add('b')],
    ['map', new Map([['a', [1]]]), (value: Map<string, number[]>) => value.get('a')!.push(2)],
    ['date', new Date(5), (value: Date) => value.setTime(6)],
    ['bytes', Buffer.from([1]), (value: Buffer) => value.fill(2)],
    ['place', { name: 'x', at: [1] }, (value: Place) => value.at!.push(2)],
  ])('is a copy of the default for each row: %s', (property, expected, change) => {
    const first = supply(property)
    expect(first).toEqual(expected)
    change(first as never)
    expect(first).not.toEqual(expected)
    expect(supply(property)).toEqual(expected)
  })

  it('is an instance where the default is one', () => {
    expect(supply('place')).toBeInstanceOf(Place)
    expect(place).toEqual({ name: 'x', at: [1] })
  })

  it('is what a function makes for each row, unchecked until it is bound', () => {
    expect([supply('counted'), supply('counted')]).toEqual([1, 2])
    expect(supply('wrong')).toBe('no int')
  })

  it('is what is stored of a default, where there is a transformer', () => {
    expect(supply('trimmed')).toBe('a')
  })
})

describe('mistakes in what is supplied', () => {
  it('several sources', () => {
    const several = (other: string) => `has several sources of its first value, ${other} and { default }; expected one.`
    @Table()
    class Several {
      @PartitionKey('uuid', { generated: 'uuid', default: '00000000-0000-4000-8000-000000000000' }) id!: string
      @CreateDateColumn({ default: new Date(5) } as never) createdAt?: Date
      @UpdateDateColumn({ default: () => new Date(5) } as never) updatedAt?: Date
    }
    expect(mistakesOf(Several)).toEqual([
      `E_COLUMN_OPTION | Several.id | ${several('{ generated }')}`,
      `E_COLUMN_OPTION | Several.createdAt | ${several('a date')}`,
      `E_COLUMN_OPTION | Several.updatedAt | ${several('a date')}`,
    ])
  })

  it('ids in columns of another type', () => {
    @Table()
    class Ids {
      @PartitionKey('text', { generated: 'uuid' as never }) a!: string
      @Column('timeuuid', { generated: 'uuidv7' as never }) b?: string
      @Column('uuid', { generated: 'timeuuid' as never }) c?: string
      @Column('list<uuid>', { generated: 'uuid' as never }) d?: string[]
      @Column('uuid', { generated: 'uuid', transformer: trimmed }) e?: string
    }
    expect(mistakesOf(Ids)).toEqual([
      "E_COLUMN_OPTION | Ids.a | has { generated: 'uuid' }, which is for columns of type uuid; given text. Make the column 'uuid', or write { default: () => randomUUID() }.",
      "E_COLUMN_OPTION | Ids.b | has { generated: 'uuidv7' }, which is for columns of type uuid; given timeuuid. Make the column 'uuid'.",
      "E_COLUMN_OPTION | Ids.c | has { generated: 'timeuuid' }, which is for columns of type timeuuid; given uuid. Make the column 'timeuuid'.",
      "E_COLUMN_OPTION | Ids.d | has { generated: 'uuid' }, which is for columns of type uuid; given list<uuid>. Make the column 'uuid'.",
      "E_COLUMN_OPTION | Ids.e | has { generated: 'uuid' }, which is for columns of type uuid; given one with a transformer. Remove the transformer.",
    ])
  })

  it('defaults that the column cannot hold', () => {
    const cannot = 'has a { default } that its type cannot hold; expected'
    @Table()
    class Defaults {
      @PartitionKey('int') id!: number
      @Column('tinyint', { default: 128 }) a?: number
      @Column('list<int>', { default: ['x'] as never }) b?: number[]
      @Column('text', { enum: ['new'], default: 'old' as never }) c?: 'new'
      @Column('int', { default: null as never }) d?: number
      @Column('text', { default: 5 as never, transformer: { to: Number, from: String } as never }) e?: string
      @Column(udt(() => Place), { default: { nmae: 'x' } as never }) f?: Place
    }
    expect(mistakesOf(Defaults)).toEqual([
      `E_COLUMN_OPTION | Defaults.a | ${cannot} an integer from -128 to 127, given an integer outside that range.`,
      `E_COLUMN_OPTION | Defaults.b | ${cannot} an array whose elements are each an integer from -2147483648 to 2147483647, given an element 0 that is a string.`,
      `E_COLUMN_OPTION | Defaults.c | ${cannot} the value of its enum, 'new', given another string.`,
      `E_COLUMN_OPTION | Defaults.d | ${cannot} an integer from -2147483648 to 2147483647, given null.`,
      `E_COLUMN_OPTION | Defaults.e | ${cannot} a string, given a number, as its transformer made it.`,
      `E_COLUMN_OPTION | Defaults.f | ${cannot} an instance of Place or a plain object with its fields, given an object with an unknown property 'nmae'.`,
    ])
  })

  it('statics, which an insert of any row would overwrite', () => {
    const refusal =
      'is static and cannot be supplied: each insert of a row would overwrite the value of the whole partition. Set it with an update by the partition key.'
    @Table()
    class Statics {
      @PartitionKey('int') id!: number
      @ClusteringColumn('int') at!: number
      @StaticColumn('int', { default: 1 }) a?: number
      @StaticColumn('int', { default: () => 1 }) b?: number
      @StaticColumn('uuid', { generated: 'uuid' }) c?: string
      @StaticColumn('int') d?: number
    }
    expect(mistakesOf(Statics)).toEqual([
      `E_COLUMN_OPTION | Statics.a | ${refusal}`,
      `E_COLUMN_OPTION | Statics.b | ${refusal}`,
      `E_COLUMN_OPTION | Statics.c | ${refusal}`,
    ])
  })

  it('static dates of the insert; those of every write date the partition', () => {
    const Dated = defineEntity({
      name: 'dated',
      columns: {
        id: 'int',
        at: 'int',
        createdAt: { createDate: true, static: true },
        updatedAt: { updateDate: true, static: true },
      },
      partitionKey: ['id'],
      clusteringColumns: ['at'],
    })
    expect(mistakesOf(Dated)).toEqual([
      'E_COLUMN_OPTION | dated.createdAt | is static and cannot be supplied: each insert of a row would overwrite the value of the whole partition. Set it with an update by the partition key.',
    ])
  })
})

describe('columns that are dated by themselves', () => {
  it('are timestamps outside the key', () => {
    const Dated = defineEntity({
      name: 'dated',
      columns: { id: 'int', at: { updateDate: true }, n: { type: 'int', createDate: true } },
      partitionKey: ['id'],
      clusteringColumns: ['at'],
    })
    expect(mistakesOf(Dated as never)).toEqual([
      'E_COLUMN_OPTION | dated.at | is part of the primary key and cannot be dated by itself.',
      'E_COLUMN_OPTION | dated.n | is dated by itself, which is for columns of type timestamp; given int.',
    ])
  })
})

describe('a default that its transformer does not take', () => {
  it('is a mistake among the others', () => {
    const picky = {
      to: () => {
        throw new Error('secret')
      },
      from: (stored: string) => stored,
    }
    @Table()
    class Picky {
      @PartitionKey('int') id!: number
      @Column('text', { default: 'secret', transformer: picky }) a?: string
    }
    expect(mistakesOf(Picky)).toEqual([
      'E_COLUMN_OPTION | Picky.a | has a { default } that its transformer does not take.',
    ])
  })
})
