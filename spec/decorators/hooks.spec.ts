import 'reflect-metadata'
import {
  AfterLoad,
  BeforeInsert,
  BeforeUpdate,
  BeforeWrite,
  Column,
  PartitionKey,
  Table,
  UserType,
} from '../../lib/index.js'
import { readEntityMetadata } from '../../lib/metadata/read-entity-metadata.js'
import { mistakesOf } from '../model/support/mistakes.js'

class Base {
  @BeforeWrite()
  stamp() {}

  @BeforeInsert()
  check() {}
}

@Table()
class Order extends Base {
  @PartitionKey('int') id!: number

  @BeforeInsert()
  @BeforeUpdate()
  override check() {}

  @BeforeInsert()
  async other() {}
}

@Table()
class Sibling extends Base {
  @PartitionKey('int') id!: number
}

describe('methods that are called', () => {
  it('are those of the base class first, each once an event, and none of another class', () => {
    const hooksOf = (entity: typeof Base) =>
      readEntityMetadata(entity).metadata.hooks.map(({ event, method }) => `${event} ${method}`)
    expect(hooksOf(Order)).toEqual([
      'beforeWrite stamp',
      'beforeInsert check',
      'beforeUpdate check',
      'beforeInsert other',
    ])
    expect(hooksOf(Sibling)).toEqual(['beforeWrite stamp', 'beforeInsert check'])
    expect(readEntityMetadata(Order).problems).toEqual([])
  })

  it('are refused where they could not be', () => {
    @Table()
    class Wrong {
      @PartitionKey('int') id!: number
      @BeforeInsert()
      static make() {}

      @AfterLoad()
      async load() {}
    }
    const lines = mistakesOf(Wrong)
    expect(lines).toContain(
      'E_HOOK | Wrong.make | cannot be called on an entity; expected a method with a text name, given a static, private or symbol one.',
    )
    expect(lines).toContain(
      'E_HOOK | Wrong.load | is called when an entity was read and is asynchronous; expected a method that returns nothing. Reads do not wait for it: do what has to be waited for after the read.',
    )
    expect(lines).toHaveLength(2)
  })

  it('are none of a user-defined type', () => {
    @UserType()
    class Place {
      @Column('text') name?: string

      @BeforeWrite()
      stamp() {}
    }
    expect(mistakesOf(Place)).toEqual([
      'E_HOOK | Place.stamp | is a method of a user-defined type, whose values are read and written with their row.',
    ])
  })
})
