import 'reflect-metadata'
import {
  ClusteringColumn,
  Column,
  CounterColumn,
  CreateDateColumn,
  PartitionKey,
  StaticColumn,
  Table,
} from '../../lib/index.js'
import { modelOf } from '../support/sample-entities.js'
import { mistakesOf } from './support/mistakes.js'

const noCounter =
  'is no counter in a table that has one; expected all columns outside the key to be counters. Give the counters a table of their own, with the same key; or use bigint for numbers that are written whole.'

describe('a table of counters', () => {
  @Table()
  class Views {
    @PartitionKey('text') page!: string
    @ClusteringColumn('date') day!: string
    @StaticColumn('counter') all?: bigint
    @CounterColumn({ as: 'number' }) views?: number
    @Column('counter') clicks?: bigint
  }

  it('has counters outside the key, static ones among them', () => {
    const model = modelOf(Views)
    expect(model.isCounter).toBe(true)
    expect(model.columns.filter(({ isCounter }) => isCounter).map(({ propertyName }) => propertyName)).toEqual([
      'all',
      'views',
      'clicks',
    ])
  })

  it('is one only with a counter', () => {
    @Table()
    class Plain {
      @PartitionKey('text') id!: string
      @Column('bigint') views?: bigint
    }
    expect(modelOf(Plain).isCounter).toBe(false)
  })

  it('may say that nothing expires', () => {
    @Table({ with: { defaultTimeToLive: 0 } })
    class Lasting {
      @PartitionKey('text') id!: string
      @CounterColumn() views?: bigint
    }
    expect(mistakesOf(Lasting)).toEqual([])
  })
})

describe('mistakes with counters', () => {
  it('among other columns, dates of the library included', () => {
    @Table()
    class Mixed {
      @PartitionKey('text') id!: string
      @ClusteringColumn('int') at!: number
      @StaticColumn('text') site?: string
      @CounterColumn() views?: bigint
      @Column('int') age?: number
      @CreateDateColumn() createdAt?: Date
    }
    expect(mistakesOf(Mixed)).toEqual([
      `E_COUNTER | Mixed.site | ${noCounter}`,
      `E_COUNTER | Mixed.age | ${noCounter}`,
      `E_COUNTER | Mixed.createdAt | ${noCounter}`,
    ])
  })

  it('in the primary key', () => {
    const inKey = 'is part of the primary key and cannot be a counter. Use bigint for a number that identifies a row.'
    @Table()
    class Keys {
      @PartitionKey('counter') id!: bigint
      @ClusteringColumn('counter') at!: bigint
      @CounterColumn() views?: bigint
    }
    expect(mistakesOf(Keys)).toEqual([`E_COUNTER | Keys.id | ${inKey}`, `E_COUNTER | Keys.at | ${inKey}`])
  })

  it.each<[string, object, string[]]>([
    ['default', { default: 5n }, []],
    [
      'generated',
      { generated: 'uuid' },
      [
        "E_COLUMN_OPTION | Counted.views | has { generated: 'uuid' }, which is for columns of type uuid; given counter. Make the column 'uuid'.",
      ],
    ],
    ['transformer', { transformer: { to: (value: bigint) => value, from: (value: bigint) => value } }, []],
    [
      'enum',
      { enum: [1, 2] },
      [
        'E_COLUMN_OPTION | Counted.views | has an { enum } none of whose values counter can hold; expected texts for text, integers for integer types.',
      ],
    ],
  ])('with { %s }, which makes or checks whole values', (option, options, others) => {
    @Table()
    class Counted {
      @PartitionKey('text') id!: string
      @Column('counter', options as never) views?: bigint
    }
    expect(mistakesOf(Counted)).toEqual([
      ...others,
      `E_COLUMN_OPTION | Counted.views | is a counter and cannot have { ${option} }: it is never written whole.`,
    ])
  })

  it.each([
    ['of the table', { with: { defaultTimeToLive: 60 } }],
    ['of its writes', { defaults: { ttl: 60 } }],
    ['of its writes, even none', { defaults: { ttl: 0 } }],
  ])('with a time to live %s', (_, options) => {
    @Table(options)
    class Expiring {
      @PartitionKey('text') id!: string
      @CounterColumn() views?: bigint
    }
    expect(mistakesOf(Expiring)).toEqual([
      'E_COUNTER | Expiring | has a time to live, but counters cannot expire. Remove the ttl.',
    ])
  })

  it('with an index', () => {
    @Table()
    class Indexed {
      @PartitionKey('text') id!: string
      @ClusteringColumn('text', { index: true }) page!: string
      @Column('counter', { index: true }) views?: bigint
    }
    expect(mistakesOf(Indexed)).toEqual([
      'E_INDEX | Indexed.page | is in a table of counters, which cannot have indexes. Remove the index.',
      'E_INDEX | Indexed.views | is a counter and cannot be indexed. Remove the index.',
    ])
  })

  it('are none where a counter has a name, is left out or reads as null', () => {
    @Table()
    class Quiet {
      @PartitionKey('text') id!: string
      @CounterColumn({ select: false, absent: 'null', name: 'v' }) views?: bigint
    }
    expect(mistakesOf(Quiet)).toEqual([])
  })
})
