import 'reflect-metadata'
import type { types } from 'cassandra-driver'
import {
  ClusteringColumn,
  Column,
  CounterColumn,
  Discriminator,
  DiscriminatorValue,
  Index,
  MaterializedView,
  PartitionKey,
  StaticColumn,
  Table,
  UserType,
} from '../../lib/index.js'
import type { EntityClass } from '../../lib/index.js'
import { compileModels } from '../../lib/model/compile-models.js'
import { unitedTables } from '../../lib/model/united-tables.js'
import { AssignedTicket, Ticket } from '../support/tickets.js'
import { mistakesOf, modelOptions } from './support/mistakes.js'

describe('a view', () => {
  const models = compileModels([AssignedTicket, Ticket], modelOptions)
  const view = models.get(AssignedTicket)!

  it('has a key of its own and columns of its base, in the keyspace of the base', () => {
    expect(view).toMatchObject({
      qualifiedName: '"ks"."tickets_by_assignee"',
      comment: 'whose is it',
      properties: { gcGraceSeconds: 60 },
      synchronize: true,
      isCounter: false,
      shared: undefined,
      indexes: [],
    })
    expect(view.viewOf).toBe(models.get(Ticket))
    expect(models.get(Ticket)!.viewOf).toBeUndefined()
    expect(view.primaryKey.map(({ columnName, role, order }) => [columnName, role, order])).toEqual([
      ['who', 'partition', undefined],
      ['opened_at', 'clustering', 'desc'],
      ['Project "x"', 'clustering', 'asc'],
      ['id', 'clustering', 'asc'],
    ])
    expect(view.regularColumns.map(({ propertyName }) => propertyName)).toEqual([
      ...['createdAt', 'page', 'cost', 'labels', 'state'],
    ])
    expect(unitedTables(models.values())).toContain(view)
  })

  it('reads a column without a type as its base does, and one with a type as it says', () => {
    const column = (name: string) => view.columnOf.get(name)!
    expect(column('page').codec.decode('https://example.org/')).toEqual(new URL('https://example.org/'))
    expect(column('cost').codecOptions).toMatchObject({ as: 'number' })
    expect(column('labels')).toMatchObject({ absent: 'undefined', isSelected: false })
    expect(() => column('state').codec.encode('lost')).not.toThrow()
    expect(view.computed.map(({ propertyName }) => propertyName)).toEqual(['pricedAt'])
  })

  it('has nothing of what only writes use', () => {
    expect(view).toMatchObject({ suppliedColumns: [], columnsSuppliedOnUpdate: [], versionColumn: undefined })
    expect(view.columns.some(({ isGenerated }) => isGenerated)).toBe(false)
  })

  it('is left alone by schema sync where its base is, unless it says otherwise', () => {
    @Table({ synchronize: false, keyspace: 'elsewhere' })
    class Apart {
      @PartitionKey('int') id!: number
    }
    @MaterializedView(() => Apart)
    class Alike {
      @PartitionKey() id!: number
    }
    @MaterializedView(() => Apart, { synchronize: true })
    class Other {
      @PartitionKey() id!: number
    }
    const [, alike, other] = [...compileModels([Apart, Alike, Other], modelOptions).values()]
    expect(alike).toMatchObject({ synchronize: false, qualifiedName: '"elsewhere"."alike"' })
    expect(other).toMatchObject({ synchronize: true })
  })
})

@Table()
class Base {
  @PartitionKey('int') id!: number
  @ClusteringColumn('text') part!: string
  @StaticColumn('text') site?: string
  @Column('text') one?: string
  @Column('int') two?: number
  @Column('set<text>') tags!: Set<string>
  @Column('duration') spent?: types.Duration
}

describe('mistakes', () => {
  it('of a view of nothing that can have one', () => {
    const decorated = (decorator: (target: never) => void): EntityClass => {
      class View {
        @PartitionKey() id!: number
      }
      decorator(View as never)
      return View
    }
    @UserType()
    class Place {
      @Column('int') n!: number
    }
    @MaterializedView(() => Base)
    class Other {
      @PartitionKey() part!: string
      @ClusteringColumn() id!: number
    }
    const circular = () => {
      throw new ReferenceError("Cannot access 'Base' before initialization")
    }
    const noBase =
      'E_VIEW | View | does not say what it is a view of; expected @MaterializedView(() => Entity). Modules that import each other see undefined at first: the function is called when the data source starts.'
    expect(mistakesOf(Base, decorated(MaterializedView(circular)))).toEqual([noBase])
    expect(mistakesOf(Base, decorated(MaterializedView((() => undefined) as never)))).toEqual([noBase])
    expect(mistakesOf(decorated(MaterializedView(() => Base)))).toEqual([
      'E_VIEW | View | is a view of Base, which is not among the entities of the DataSource. Add Base to the entities.',
    ])
    expect(mistakesOf(Base, Other, decorated(MaterializedView(() => Other)))).toEqual([
      'E_VIEW | View | is a view of Other, which is a view itself; expected an entity with @Table. Make it another view of what Other is a view of.',
    ])
    expect(mistakesOf(Place, decorated(MaterializedView(() => Place)))).toEqual([
      'E_VIEW | View | is a view of Place, which has no @Table of its own; expected an entity with @Table. Of several classes in one table, name the one with @Table: the view has rows of all of them.',
    ])
  })

  it('of a class that is something else as well', () => {
    @Table()
    @MaterializedView(() => Base)
    class Both {}
    @UserType()
    @MaterializedView(() => Base)
    class Typed {}
    @DiscriminatorValue('x')
    @MaterializedView(() => Base)
    class Valued {}
    @MaterializedView(() => Base)
    class Child extends Base {}
    expect(mistakesOf(Base, Both, Typed, Valued, Child)).toEqual([
      'E_VIEW | Both | has @Table and @MaterializedView; expected one of them.',
      'E_VIEW | Typed | has @UserType and @MaterializedView; expected one of them.',
      'E_VIEW | Valued | has @DiscriminatorValue and @MaterializedView; expected one of them.',
      'E_VIEW | Child | extends Base, whose table has another key; expected a class of its own. Declare the properties of the view again, without types: they are those of its base.',
    ])
  })

  it('of keys', () => {
    @MaterializedView(() => Base)
    class Keyless {
      @Column() one?: string
    }
    @MaterializedView(() => Base)
    class Half {
      @PartitionKey() one!: string
      @ClusteringColumn() two!: number
    }
    @MaterializedView(() => Base)
    class Many {
      @PartitionKey() tags!: Set<string>
      @ClusteringColumn() id!: number
      @ClusteringColumn() part!: string
    }
    @MaterializedView(() => Base)
    class Spent {
      @PartitionKey() spent!: types.Duration
      @ClusteringColumn() id!: number
      @ClusteringColumn() part!: string
    }
    expect(mistakesOf(Base, Keyless)).toEqual([
      'E_KEY_MISSING | Keyless | has no partition key; expected at least one @PartitionKey() property, given none. The partition key decides which nodes hold a row: choose what every query of this table will know.',
    ])
    expect(mistakesOf(Base, Half)).toEqual([
      "E_VIEW | Half | has a primary key without 'id', 'part'; expected every column of the primary key of Base. Add them as @ClusteringColumn().",
      "E_VIEW | Half | has 'one', 'two' in its primary key; expected one column at most beside the primary key of Base. Key a table of its own by them, and write to both in a batch.",
    ])
    expect(mistakesOf(Base, Many)).toEqual([
      'E_KEY_TYPE | Many.tags | is part of the primary key and cannot have cells of its own for each element; expected a frozen type, given set<text>. Write frozen<set<text>>, or key the table by something simpler.',
    ])
    expect(mistakesOf(Base, Spent)).toEqual([
      'E_KEY_TYPE | Spent.spent | is part of the primary key and cannot be or hold a duration, which has no order (is 1mo more than 30d?). Store a bigint of milliseconds or nanoseconds.',
    ])
  })

  it('of columns', () => {
    @MaterializedView(() => Base)
    class Wrong {
      @PartitionKey('bigint' as 'int') id!: number
      @ClusteringColumn({ name: 'Part' }) part!: string
      @Column() site?: string
      @StaticColumn() one?: string
      @Column('int') @Index() two?: number
      @Column('text') tag?: string
      @Column('int') other?: number
    }
    expect(mistakesOf(Base, Wrong)).toEqual([
      "E_VIEW | Wrong.tag | is no property of Base with a column. Did you mean 'tags'? A view has no others.",
      'E_VIEW | Wrong.other | is no property of Base with a column. A view has no others.',
      'E_VIEW | Wrong.id | is bigint, and int in Base; expected one type. Leave the type out: it is that of Base.',
      'E_VIEW | Wrong.part | has another { name } than in Base; a view has the columns of its base by their names. Leave it out.',
      'E_VIEW | Wrong.site | is static; views have no static columns. Leave it out: read it from Base.',
      'E_VIEW | Wrong.one | is static; views have no static columns. Use @Column().',
      'E_VIEW | Wrong.two | has an index; Cassandra has none on views. Index the column in Base, or make it part of the key of the view.',
    ])
  })

  it('of classes, counters and names', () => {
    @Table()
    class Counted {
      @PartitionKey('int') id!: number
      @CounterColumn() seen?: bigint
    }
    @MaterializedView(() => Counted)
    class OfCounted {
      @PartitionKey() id!: number
    }
    @MaterializedView(() => Base, { name: 'base' })
    class Namesake {
      @PartitionKey() part!: string
      @ClusteringColumn() id!: number
      @Discriminator() @Column() one?: string
    }
    expect(mistakesOf(Counted, OfCounted)).toEqual([
      'E_VIEW | OfCounted | is a view of Counted, whose columns are counters; Cassandra has no such views.',
    ])
    expect(mistakesOf(Base, Namesake)).toEqual([
      'E_VIEW | Namesake.one | is a discriminator; every row of a view is read as Namesake.',
      'E_NAME_CLASH | Namesake | is the table "ks"."base", which Base is already; expected one class a table. Give one of them another name in @Table(), or a data source of its own.',
    ])
  })

  it('of the base are told first, and once', () => {
    @Table()
    class Broken {
      @PartitionKey('int') id!: number
      @Column('txt') note?: string
    }
    @MaterializedView(() => Broken)
    class OfBroken {
      @PartitionKey() note!: string
    }
    expect(mistakesOf(Broken, OfBroken)).toEqual([expect.stringMatching(/^E_TYPE_UNKNOWN \| Broken\.note \| /)])
  })
})
