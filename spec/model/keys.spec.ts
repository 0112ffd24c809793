import 'reflect-metadata'
import {
  ClusteringColumn,
  Column,
  frozen,
  list,
  map,
  PartitionKey,
  Table,
  tuple,
  udt,
  UserType,
  vector,
} from '../../lib/index.js'
import { modelOf } from '../support/sample-entities.js'
import { mistakesOf } from './support/mistakes.js'

const duration =
  'is part of the primary key and cannot be or hold a duration, which has no order (is 1mo more than 30d?). Store a bigint of milliseconds or nanoseconds.'
const multicell = (type: string, hint = `Write frozen<${type}>, or key the table by something simpler.`) =>
  `is part of the primary key and cannot have cells of its own for each element; expected a frozen type, given ${type}. ${hint}`

@UserType()
class Span {
  @Column('duration') length?: never
}

@UserType()
class Journey {
  @Column('text') name?: string
  @Column(list(udt(() => Span))) legs?: Span[]
}

@UserType()
class Place {
  @Column('text') name?: string
}

describe('types of key columns', () => {
  it('may be composite as long as they are one value', () => {
    @Table()
    class Keys {
      @PartitionKey(udt(() => Place)) place!: Place
      @PartitionKey('frozen<map<text, int>>') counts!: Map<string, number>
      @ClusteringColumn(tuple('int', 'text')) pair!: [number, string]
      @ClusteringColumn(vector('float', 3)) near!: Float32Array
    }
    expect(mistakesOf(Keys)).toEqual([])
    expect(modelOf(Keys).primaryKey.map(({ propertyName, isKey }) => [propertyName, isKey])).toEqual([
      ['place', true],
      ['counts', true],
      ['pair', true],
      ['near', true],
    ])
  })

  it('may not have cells of their own, user-defined types neither', () => {
    @Table()
    class Cells {
      @PartitionKey(udt(() => Place, { frozen: false })) place!: Place
      @ClusteringColumn('map<text, int>') counts!: Map<string, number>
    }
    expect(mistakesOf(Cells)).toEqual([
      `E_KEY_TYPE | Cells.place | ${multicell('"place"', 'Leave { frozen: false } out.')}`,
      `E_KEY_TYPE | Cells.counts | ${multicell('map<text, int>')}`,
    ])
  })

  it('may not hold a duration at any depth', () => {
    @Table()
    class Durations {
      @PartitionKey(udt(() => Span)) field!: Span
      @PartitionKey(udt(() => Journey)) fieldOfField!: Journey
      @ClusteringColumn(tuple('int', frozen(list('duration')))) inTuple!: never
      @ClusteringColumn(vector('duration', 2)) inVector!: never
      @ClusteringColumn(frozen(list(udt(() => Journey)))) inList!: Journey[]
      @ClusteringColumn(
        frozen(
          map(
            'int',
            udt(() => Span),
          ),
        ),
      )
      inMap!: Map<number, Span>
    }
    expect(mistakesOf(Durations)).toEqual(
      ['field', 'fieldOfField', 'inTuple', 'inVector', 'inList', 'inMap'].map(
        (property) => `E_KEY_TYPE | Durations.${property} | ${duration}`,
      ),
    )
  })

  it('of other columns may do both', () => {
    @Table()
    class Regular {
      @PartitionKey('int') id!: number
      @Column('duration') length?: never
      @Column(udt(() => Journey, { frozen: false })) journey?: Journey
    }
    expect(mistakesOf(Regular)).toEqual([])
  })
})

describe('options of key columns', () => {
  const always = 'is part of the primary key and cannot be left out by { select: false }.'

  it('cannot leave them out of what is read', () => {
    @Table()
    class Hidden {
      @PartitionKey('int', { select: false }) id!: number
      @ClusteringColumn('int', { select: false }) at!: number
      @Column('int', { select: false }) other?: number
    }
    expect(mistakesOf(Hidden)).toEqual([
      `E_COLUMN_OPTION | Hidden.id | ${always}`,
      `E_COLUMN_OPTION | Hidden.at | ${always}`,
    ])
  })

  it('leave out other columns', () => {
    @Table()
    class Hidden {
      @PartitionKey('int', { select: true }) id!: number
      @Column('int', { select: false }) other?: number
    }
    expect(modelOf(Hidden).selectedColumns.map(({ propertyName }) => propertyName)).toEqual(['id'])
  })

  it('{ nullable } is for collections that are not frozen', () => {
    const refusal = (type: string) =>
      `has { nullable: true }, which is for collections that are not frozen; given ${type}. Every other column reads as absent when it is absent already.`
    @Table()
    class Nullable {
      @PartitionKey('int') id!: number
      @Column(udt(() => Place, { frozen: false }), { nullable: true }) cells?: Place
      @Column(tuple('int', 'text'), { nullable: true }) pair?: [number, string]
      @Column(vector('float', 2), { nullable: true }) near?: Float32Array
      @Column('map<int, int>', { nullable: true }) fine?: Map<number, number>
    }
    expect(mistakesOf(Nullable)).toEqual([
      `E_COLUMN_OPTION | Nullable.cells | ${refusal('"place"')}`,
      `E_COLUMN_OPTION | Nullable.pair | ${refusal('frozen<tuple<int, text>>')}`,
      `E_COLUMN_OPTION | Nullable.near | ${refusal('vector<float, 2>')}`,
    ])
  })
})
