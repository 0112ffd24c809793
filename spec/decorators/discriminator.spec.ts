import 'reflect-metadata'
import { Column, Discriminator, DiscriminatorValue, PartitionKey, Table } from '../../lib/index.js'
import { readEntityMetadata } from '../../lib/metadata/read-entity-metadata.js'

describe('classes in one table', () => {
  @Table('t')
  class Base {
    @PartitionKey('int') id!: number
    @Discriminator({ unknown: 'base' }) @Column('text') kind?: string
  }

  @DiscriminatorValue('a')
  class First extends Base {
    @Column('int') one?: number
  }

  @DiscriminatorValue('b')
  class Second extends Base {
    @Column('int') two?: number
  }

  class Third extends Second {}

  it('say what their rows hold, each for itself', () => {
    const read = [Base, First, Second, Third].map((entity) => readEntityMetadata(entity))
    expect(read.flatMap(({ problems }) => problems)).toEqual([])
    expect(read.map(({ metadata }) => metadata.discriminatorValue)).toEqual([
      undefined,
      { value: 'a' },
      { value: 'b' },
      undefined,
    ])
    expect(read.map(({ metadata }) => metadata.discriminator)).toEqual(
      Array(4).fill({ propertyName: 'kind', unknown: 'base' }),
    )
    expect(read.map(({ metadata }) => metadata.columns.map(({ propertyName }) => propertyName).slice(2))).toEqual([
      [],
      ['one'],
      ['two'],
      ['two'],
    ])
    expect(read.map(({ metadata }) => metadata.table?.name)).toEqual(['t', undefined, undefined, undefined])
  })
})
