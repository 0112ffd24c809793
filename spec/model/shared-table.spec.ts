import 'reflect-metadata'
import {
  ClusteringColumn,
  Column,
  CounterColumn,
  defineEntity,
  Discriminator,
  DiscriminatorValue,
  PartitionKey,
  Table,
} from '../../lib/index.js'
import { compileModels } from '../../lib/model/compile-models.js'
import { unitedTables } from '../../lib/model/united-tables.js'
import { EmailNotice, Notice, SmsNotice, UrgentEmail } from '../support/notices.js'
import { mistakesOf, modelOptions } from './support/mistakes.js'

const models = compileModels([EmailNotice, Notice, UrgentEmail, SmsNotice], modelOptions)
const names = (columns: readonly { readonly columnName: string }[]) => columns.map(({ columnName }) => columnName)

describe('classes that share a table', () => {
  it('have its name and key, and the columns of their own class only', () => {
    const [base, email, sms] = [Notice, EmailNotice, SmsNotice].map((entity) => models.get(entity)!)
    expect(new Set([...models.values()].map(({ qualifiedName }) => qualifiedName))).toEqual(new Set(['"ks"."notices"']))
    expect(names(base!.columns)).toEqual(['user_id', 'at', 'mood', 'kind', 'seen'])
    expect(names(email!.columns)).toEqual([...names(base!.columns), 'subject', 'recipients', 'body_html'])
    expect(names(sms!.columns)).toEqual([...names(base!.columns), 'number', 'body_text', 'tags', 'changed_at'])
  })

  it('know what their discriminator holds, and who extends them', () => {
    const valuesOf = (entity: typeof Notice) => [...models.get(entity)!.shared!.byValue.keys()]
    expect(valuesOf(Notice).sort()).toEqual(['email', 'sms', 'urgent'])
    expect(valuesOf(EmailNotice).sort()).toEqual(['email', 'urgent'])
    expect(valuesOf(UrgentEmail)).toEqual(['urgent'])
    expect(models.get(SmsNotice)!.shared).toMatchObject({ own: { value: 'sms', stored: 'sms' }, base: Notice })
    expect(models.get(Notice)!.shared).toMatchObject({ own: undefined, isBase: true, unknown: 'error' })
  })

  it('are one table with every column to schema sync', () => {
    const [table, ...others] = unitedTables(models.values())
    expect(others).toEqual([])
    expect(table!.entity).toBe(Notice)
    expect(names(table!.columns)).toEqual([
      ...['user_id', 'at', 'mood', 'kind', 'seen', 'subject', 'recipients', 'body_html'],
      ...['priority', 'number', 'body_text', 'tags', 'changed_at'],
    ])
    expect(table!.columns.map(({ ordinal }) => ordinal)).toEqual(table!.columns.map((_, i) => i))
  })

  it('have a discriminator of text unless its column says otherwise, also in defined entities', () => {
    const Defined = defineEntity({
      name: 'defined',
      columns: { id: 'int', sort: 'smallint' },
      partitionKey: ['id'],
      discriminator: { property: 'sort', unknown: 'base' },
    })
    @DiscriminatorValue(7)
    class Seven extends Defined {}
    const seven = compileModels([Defined, Seven], modelOptions).get(Seven)!
    expect(seven.shared).toMatchObject({ discriminator: 'sort', unknown: 'base', own: { stored: 7 } })
    expect(seven.columnOf.get('sort')!.type).toMatchObject({ name: 'smallint' })

    @Table()
    class Bare {
      @PartitionKey('int') id!: number
      @Discriminator() kind!: string
    }
    expect(compileModels([Bare], modelOptions).get(Bare)!.columnOf.get('kind')!.type).toMatchObject({ name: 'text' })
  })
})

describe('mistakes', () => {
  @Table()
  class Base {
    @PartitionKey('int') id!: number
    @Discriminator() @Column('tinyint') sort?: number
    @Column('text') note?: string
  }

  it('of place', () => {
    @DiscriminatorValue(1)
    class Orphan {}
    @DiscriminatorValue(1)
    @Table('own')
    class Own extends Base {}
    class Silent extends Base {}
    @DiscriminatorValue(1)
    class Lonely extends Base {}
    expect(mistakesOf(Orphan)).toEqual([
      'E_DISCRIMINATOR | Orphan | has @DiscriminatorValue, but no class it extends has @Table and @Discriminator. Put @Discriminator() on a column of the class with @Table, and extend that class.',
    ])
    expect(mistakesOf(Base, Own)).toEqual([
      'E_DISCRIMINATOR | Own | has a @Table of its own and @DiscriminatorValue; expected one of them: it shares the table of Base. Remove @Table, or remove @DiscriminatorValue for a table of its own.',
    ])
    expect(mistakesOf(Base, Silent)).toEqual([
      "E_DISCRIMINATOR | Silent | does not say what 'sort' holds in its rows. Decorate the class with @DiscriminatorValue(…), or take it out of the entities if it has no rows.",
    ])
    expect(mistakesOf(Lonely)).toEqual([
      'E_DISCRIMINATOR | Lonely | shares the table of Base, which is not among the entities of the DataSource. Add Base to the entities.',
    ])
  })

  it('of values', () => {
    @DiscriminatorValue('one')
    class Text extends Base {}
    @DiscriminatorValue(1)
    class One extends Base {}
    @DiscriminatorValue(1)
    class OneAgain extends Base {}
    @DiscriminatorValue(null as never)
    class Nothing extends Base {}
    expect(mistakesOf(Base, Text)).toEqual([
      'E_DISCRIMINATOR | Text | has a @DiscriminatorValue that its column cannot hold; expected an integer from -128 to 127.',
    ])
    expect(mistakesOf(Base, One, OneAgain)).toEqual([
      'E_DISCRIMINATOR | OneAgain | has the same @DiscriminatorValue as One; expected one of its own.',
    ])
    expect(mistakesOf(Base, Nothing)[0]).toBe(
      'E_DISCRIMINATOR | Nothing | has an impossible @DiscriminatorValue; expected a text, a number or a boolean, given null.',
    )
  })

  it('of columns', () => {
    @DiscriminatorValue(1)
    class Counting extends Base {
      @Column('int') total?: number
    }
    @DiscriminatorValue(2)
    class Listing extends Base {
      @Column('list<int>', { name: 'total' }) totals?: number[]
      @ClusteringColumn('int') at!: number
    }
    expect(mistakesOf(Base, Counting, Listing)).toEqual([
      'E_DISCRIMINATOR | Listing.at | is a primary key column of a class that shares the table of Base; expected the key of that class only. Declare it in Base, or as a column outside the key.',
      'E_DISCRIMINATOR | Listing.totals | is the column total as list<int>, which Counting has as int; expected one type. Give one of them another { name }.',
    ])
    @DiscriminatorValue(3)
    class Counter extends Base {
      @CounterColumn() views?: bigint
    }
    expect(mistakesOf(Base, Counter).map((line) => line.split(' | ').slice(0, 2))).toContainEqual([
      'E_COUNTER',
      'Counter.sort',
    ])
  })

  it('of the discriminator', () => {
    @Table()
    class Twofold {
      @PartitionKey('int') id!: number
      @Discriminator() @Column('text') one?: string
      @Discriminator() @Column('text') other?: string
    }
    @Table()
    class Odd {
      @PartitionKey('int') id!: number
      @Discriminator({ unknown: 'ignore' as never }) @Column('set<text>', { select: false }) kind?: never
    }
    class Upper {
      @PartitionKey('int') id!: number
      @Discriminator() @Column('text') kind?: string
    }
    @Table()
    class Lower extends Upper {
      @Discriminator() @Column('text', { default: 'x' }) sort?: string
    }
    expect(mistakesOf(Twofold)).toEqual([
      "E_DISCRIMINATOR | Twofold.other | is a second discriminator, beside 'one'; expected one a table.",
    ])
    expect(mistakesOf(Odd)).toEqual([
      "E_DISCRIMINATOR | Odd.kind | has an impossible { unknown }; expected 'error' or 'base'.",
      'E_DISCRIMINATOR | Odd.kind | is a discriminator of type set<text>; expected text, ascii, tinyint, smallint, int, bigint, varint or boolean.',
      'E_DISCRIMINATOR | Odd.kind | says of which class a row is and cannot be { select: false }.',
    ])
    expect(mistakesOf(Lower)).toEqual([
      "E_DISCRIMINATOR | Lower.sort | is a second discriminator, beside 'kind' of a base class; expected one a table.",
      'E_DISCRIMINATOR | Lower.sort | has a first value of its own; expected none: @DiscriminatorValue sets it.',
    ])
  })

  it('of the class with the table are told once', () => {
    @Table()
    class Faulty {
      @PartitionKey('int') id!: number
      @Discriminator() @Column('text') kind?: string
      @Column('itn') count?: number
    }
    @DiscriminatorValue('a')
    class Part extends Faulty {}
    expect(mistakesOf(Faulty, Part)).toHaveLength(1)
  })
})
