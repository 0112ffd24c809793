import 'reflect-metadata'
import {
  ClusteringColumn,
  Column,
  Computed,
  CounterColumn,
  CreateDateColumn,
  list,
  PartitionKey,
  Table,
  udt,
  UpdateDateColumn,
  UserType,
} from '../../lib/index.js'
import type { EntityClass } from '../../lib/index.js'
import { readEntityMetadata } from '../../lib/metadata/read-entity-metadata.js'

declare const LEGACY: boolean
declare const DEFINED: boolean

enum Level {
  Low,
  High = 5,
}

const column = (entity: EntityClass, name: string) =>
  readEntityMetadata(entity).metadata.columns.find(({ propertyName }) => propertyName === name)
const problemsOf = (entity: EntityClass) =>
  readEntityMetadata(entity).problems.map(({ property, message, hint }) =>
    `${property} ${message} ${hint ?? ''}`.trim(),
  )

describe('counters, dates, computed properties and user-defined types', () => {
  @UserType('place')
  class Place {
    @Column('text') street?: string
  }

  @Table('t')
  class Sample {
    @PartitionKey('uuid', { generated: 'uuidv7' }) id!: string
    @CreateDateColumn() createdAt?: Date
    @UpdateDateColumn({ name: 'changed' }) changedAt?: Date
    @Column(udt(() => Place)) place?: Place
    @Computed({ writetime: 'place' }) readonly writtenAt?: bigint
    @Computed({ ttl: 'place' }) readonly secondsLeft?: number
  }

  @Table('counters')
  class Counted {
    @PartitionKey('uuid') id!: string
    @CounterColumn() views?: bigint
    @CounterColumn({ as: 'number', name: 'c' }) clicks?: number
  }

  it('are declared', () => {
    expect(readEntityMetadata(Sample).problems).toEqual([])
    expect(column(Sample, 'id')).toMatchObject({ role: 'partition', generated: 'uuidv7' })
    expect(column(Sample, 'createdAt')).toMatchObject({ role: 'regular', type: 'timestamp', moment: 'created' })
    expect(column(Sample, 'changedAt')).toMatchObject({ type: 'timestamp', moment: 'updated', columnName: 'changed' })
    expect(column(Sample, 'place')).toMatchObject({ type: { kind: 'class', frozen: true } })
    expect(column(Counted, 'views')).toMatchObject({ role: 'regular', type: 'counter', as: undefined })
    expect(column(Counted, 'clicks')).toMatchObject({ type: 'counter', as: 'number', columnName: 'c' })
    expect(readEntityMetadata(Sample).metadata.computed).toEqual([
      { propertyName: 'writtenAt', function: 'writetime', of: 'place' },
      { propertyName: 'secondsLeft', function: 'ttl', of: 'place' },
    ])
  })

  it('make a user-defined type no table, and a table no user-defined type', () => {
    expect(readEntityMetadata(Place).metadata).toMatchObject({ table: undefined, userType: { name: 'place' } })
    expect(readEntityMetadata(Sample).metadata).toMatchObject({ table: { name: 't' }, userType: undefined })
  })

  // Standard decorators initialise what they decorate, whatever the compiler does with other fields.
  it('leave instances as the compiler makes them', () => {
    expect(Object.keys(new Sample()).length).toBe(LEGACY && !DEFINED ? 0 : 6)
  })
})

describe('options of a column', () => {
  const reverse = { to: (text: string) => text.toUpperCase(), from: (text: string) => text.toLowerCase() }
  const nothing = { to: (text: string) => text, from: (text: string) => text }

  @Table('t')
  class Sample {
    @PartitionKey('int') id!: number
    @Column('int', { enum: Level, default: Level.High }) level?: Level
    @Column('text', { enum: ['a', 'b'] }) letter?: 'a' | 'b'
    @Column('text', { transformer: reverse }) one?: string
    @Column('text', { transformer: [reverse, nothing], select: false }) two?: string
  }

  it('are kept, an enum by its values', () => {
    expect(readEntityMetadata(Sample).problems).toEqual([])
    expect(column(Sample, 'level')).toMatchObject({ allowed: [0, 5], default: 5 })
    expect(column(Sample, 'letter')).toMatchObject({ allowed: ['a', 'b'] })
    expect(column(Sample, 'one')).toMatchObject({ transformers: [reverse] })
    expect(column(Sample, 'two')).toMatchObject({ transformers: [reverse, nothing], select: false })
  })

  it('are refused where they make no sense', () => {
    @Table('t')
    class Wrong {
      @PartitionKey('uuid', { generated: 'serial' as 'uuid' }) id!: string
      @Column('int', { as: 'Number' as 'number' }) a?: number
      @Column('int', { enum: [] as never }) b?: never
      @Column('int', { transformer: { to: 1 } as never }) c?: number
      @Column('int', { select: 'no' as never }) d?: number
      @Computed({} as never) e?: bigint
    }
    expect(problemsOf(Wrong)).toEqual([
      "id has an impossible { generated }; expected one of 'uuid', 'timeuuid', 'uuidv7'.",
      expect.stringContaining("a has an impossible { as }; expected one of 'number', 'string', "),
      'b has an impossible { enum }; expected an enum or a list of texts or numbers, with one at least.',
      'c has an impossible { transformer }; expected { to, from }, two functions, or a list of these.',
      'd has an impossible { select }; expected true or false.',
      'e does not say what is computed; expected { writetime: property } or { ttl: property }.',
    ])
  })
})

describe('arguments that are neither type nor options', () => {
  const hint = "Write @Column('int') or 'double' for a number, @Column(udt(() => Address)) for a user-defined type."

  it('are refused once for each column, and leave it its place', () => {
    class Address {}
    @Table('t')
    class Wrong {
      @PartitionKey(Number as never) id!: never
      @ClusteringColumn(Date as never, { order: 'desc', position: 0 }) at!: never
      @Column(Address as never) a?: never
      @Column((() => Address) as never) b?: never
      @Column({ type: Number, default: 1, name: 'see' } as never) c?: never
      @Column(null as never) d?: never
      @Column(['text'] as never) e?: never
      @Column(5 as never, { index: true } as never) f?: never
    }
    expect(problemsOf(Wrong)).toEqual(
      [
        'id has a function',
        'at has a function',
        'a has a function',
        'b has a function',
        'c has a function',
        'd has null',
        'e has an array',
        'f has a number',
      ].map((start) => `${start} where its CQL type should be. ${hint}`),
    )
    expect(readEntityMetadata(Wrong).metadata.columns.map(({ role }) => role)).toContain('clustering')
    expect(column(Wrong, 'id')).toMatchObject({ role: 'partition' })
    expect(column(Wrong, 'at')).toMatchObject({ order: 'desc', position: 0 })
    expect(column(Wrong, 'c')).toMatchObject({ columnName: 'see' })
    expect(column(Wrong, 'c')?.default).toBeUndefined()
    expect(readEntityMetadata(Wrong).metadata.indexes).toEqual([])
  })

  it('are refused in place of options', () => {
    @Table('t')
    class Wrong {
      @PartitionKey('uuid', 'uuidv7' as never) id!: string
      @Column('map', list('int') as never) a?: never
    }
    const instead = "where its options should be. Write them as an object: @Column('text', { name: 'note' })."
    expect(problemsOf(Wrong)).toEqual([`id has a string ${instead}`, `a has a plain object ${instead}`])
  })

  it('are refused where the type is a fixed one', () => {
    @Table('t')
    class Wrong {
      @PartitionKey('uuid') id!: string
      @UpdateDateColumn('timestamp' as never) a?: Date
      @CreateDateColumn(Date as never) b?: Date
      @CounterColumn('counter' as never) c?: bigint
    }
    expect(problemsOf(Wrong)).toEqual([
      'a takes options only, given a string: it is a timestamp always. Write @UpdateDateColumn().',
      'b takes options only, given a function: it is a timestamp always. Write @CreateDateColumn().',
      'c takes options only, given a string: it is a counter always. Write @CounterColumn().',
    ])
    expect(column(Wrong, 'a')).toMatchObject({ type: 'timestamp', moment: 'updated' })
  })
})

describe('options that other mappers have', () => {
  it.each([
    ['unique', 'but Cassandra has no unique constraints. Make it the key of a table'],
    ['primary', 'Use @PartitionKey()'],
    ['length', 'but CQL types have no length'],
    ['precision', 'but CQL types have no length, precision or scale.'],
    ['eager', 'Store the key of the other entity'],
    ['increment', "Use { generated: 'uuidv7' }"],
    ['static', 'Use @StaticColumn().'],
  ])('are refused with what to do in Cassandra: %s', (option, advice) => {
    @Table('t')
    class Foreign {
      @Column('text', { [option]: true } as object) a?: string
    }
    const [problem, ...others] = problemsOf(Foreign)
    expect(problem).toContain(`a has { ${option} }, `)
    expect(problem).toContain(advice)
    expect(others).toEqual([])
    expect(readEntityMetadata(Foreign).problems).toMatchObject([{ code: 'E_UNKNOWN_OPTION' }])
  })

  it('are refused by value as well: nullable: false', () => {
    @Table('t')
    class Foreign {
      @Column('text', { nullable: false as never }) a?: string
      @Column('set<text>', { nullable: true }) b?: Set<string>
    }
    expect(problemsOf(Foreign)).toEqual([
      'a has { nullable: false }, but any cell may be absent, and Cassandra cannot forbid it. Leave it out, and check where values come in. A collection reads as an empty one anyway.',
    ])
  })

  it('do not mistake what every object has', () => {
    @Table('t')
    class Foreign {
      @Column('text', { constructor: 1 } as never) a?: string
    }
    expect(problemsOf(Foreign)).toEqual([expect.stringContaining("a has an unknown column option 'constructor'.")])
  })
})

describe('mixins', () => {
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- the compiler takes no other mixins
  function Stamped<Base extends new (...args: any[]) => object>(base: Base) {
    class WithStamp extends base {
      @CreateDateColumn() createdAt?: Date
      @Computed({ writetime: 'note' }) readonly writtenAt?: bigint
    }
    return WithStamp
  }

  class Noted {
    @Column('text') note?: string
  }

  @Table('a')
  class First extends Stamped(Noted) {
    @PartitionKey('int') id!: number
  }

  @Table('b')
  class Second extends Stamped(Noted) {
    @PartitionKey('int') id!: number
    @ClusteringColumn('int') at!: number
  }

  it('contribute columns to each class on its own', () => {
    const names = (entity: EntityClass) =>
      readEntityMetadata(entity).metadata.columns.map(({ propertyName }) => propertyName)
    expect(names(First)).toEqual(['note', 'createdAt', 'id'])
    expect(names(Second)).toEqual(['note', 'createdAt', 'id', 'at'])
    expect(readEntityMetadata(Second).metadata.computed).toHaveLength(1)
  })
})
