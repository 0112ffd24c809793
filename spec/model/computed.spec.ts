import 'reflect-metadata'
import {
  ClusteringColumn,
  Column,
  Computed,
  CounterColumn,
  PartitionKey,
  StaticColumn,
  Table,
  udt,
  UserType,
} from '../../lib/index.js'
import { modelOf } from '../support/sample-entities.js'
import { mistakesOf } from './support/mistakes.js'

@UserType()
class Place {
  @Column('text') name?: string
}

describe('computed properties', () => {
  @Table()
  class Noted {
    @PartitionKey('int') id!: number
    @ClusteringColumn('int') at!: number
    @StaticColumn('text') site?: string
    @Column('text', { select: false }) note?: string
    @Column('frozen<list<int>>') shape?: number[]
    @Column(udt(() => Place)) place?: Place
    @Computed({ writetime: 'note' }) readonly writtenAt?: bigint
    @Computed({ ttl: 'note' }) readonly secondsLeft?: number
    @Computed({ writetime: 'site' }) readonly siteWrittenAt?: bigint
    @Computed({ writetime: 'shape' }) readonly shapeWrittenAt?: bigint
    @Computed({ ttl: 'place' }) readonly placeLeft?: number
  }

  it('are about any column with one cell, under names of their own', () => {
    const { computed, columns } = modelOf(Noted)
    expect(columns).toHaveLength(6)
    expect(
      computed.map(({ propertyName, ordinal, function: name, column, resultName }) =>
        [ordinal, propertyName, name, column.propertyName, resultName].join(' | '),
      ),
    ).toEqual([
      '6 | writtenAt | writetime | note | writetime 6',
      '7 | secondsLeft | ttl | note | ttl 7',
      '8 | siteWrittenAt | writetime | site | writetime 8',
      '9 | shapeWrittenAt | writetime | shape | writetime 9',
      '10 | placeLeft | ttl | place | ttl 10',
    ])
  })

  it('are refused of keys, of what has several cells, and of what is no column', () => {
    @Table()
    class Wrong {
      @PartitionKey('int') id!: number
      @ClusteringColumn('int') at!: number
      @Column('set<int>') tags?: Set<number>
      @Column(udt(() => Place, { frozen: false })) place?: Place
      @Computed({ writetime: 'id' }) readonly a?: bigint
      @Computed({ ttl: 'at' }) readonly b?: number
      @Computed({ writetime: 'tags' }) readonly c?: bigint
      @Computed({ ttl: 'place' }) readonly d?: number
      @Computed({ ttl: 'nothing' }) readonly e?: number
      @Computed({ ttl: 'd' }) readonly f?: number
    }
    const one = 'expected a column with one cell.'
    expect(mistakesOf(Wrong)).toEqual([
      "E_COMPUTED | Wrong.e | is computed of 'nothing', which is no property with a column.",
      "E_COMPUTED | Wrong.f | is computed of 'd', which is no property with a column. Did you mean 'id'?",
      `E_COMPUTED | Wrong.a | asks for the writetime of 'id', which is part of the primary key; ${one}`,
      `E_COMPUTED | Wrong.b | asks for the ttl of 'at', which is part of the primary key; ${one}`,
      `E_COMPUTED | Wrong.c | asks for the writetime of 'tags', which has a cell for each element; ${one}`,
      `E_COMPUTED | Wrong.d | asks for the ttl of 'place', which has a cell for each field; ${one}`,
    ])
  })

  it('are refused of counters where they ask for what these have not', () => {
    @Table()
    class Counts {
      @PartitionKey('int') id!: number
      @CounterColumn() count?: bigint
      @Computed({ ttl: 'count' }) readonly left?: number
    }
    expect(mistakesOf(Counts)).toEqual([
      "E_COMPUTED | Counts.left | asks for the ttl of 'count', a counter: it never expires.",
    ])
  })

  it('may be the write time of a counter', () => {
    @Table()
    class Counts {
      @PartitionKey('int') id!: number
      @CounterColumn() count?: bigint
      @Computed({ writetime: 'count' }) readonly countedAt?: bigint
    }
    expect(mistakesOf(Counts)).toEqual([])
  })

  it('clash with a column of the name of their result', () => {
    @Table()
    class Clash {
      @PartitionKey('int') id!: number
      @Column('int', { name: 'ttl 2' }) value?: number
      @Computed({ ttl: 'value' }) readonly left?: number
    }
    expect(mistakesOf(Clash)).toEqual([
      "E_NAME_CLASH | Clash.left | becomes the column ttl 2, which 'value' is already; expected one property a column. Give one of them another { name }.",
    ])
  })

  it('and columns read under an alias clash with no column unnoticed', () => {
    @Table()
    class Odd {
      @PartitionKey('int') id!: number
      @Column('int', { name: '__proto__' }) a?: number
      @Column('int', { name: '__columns' }) b?: number
      @Column('int', { name: 'column 1' }) c?: number
    }
    expect(mistakesOf(Odd)).toEqual([
      "E_NAME_CLASH | Odd.c | becomes the column column 1, which 'a' is already; expected one property a column. Give one of them another { name }.",
    ])
  })
})
