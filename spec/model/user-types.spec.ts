import 'reflect-metadata'
import {
  Column,
  Computed,
  CreateDateColumn,
  frozen,
  Index,
  list,
  map,
  PartitionKey,
  StaticColumn,
  Table,
  tuple,
  udt,
  UserType,
  VersionColumn,
} from '../../lib/index.js'
import type { EntityClass } from '../../lib/index.js'
import { printDataType } from '../../lib/cql/data-type.js'
import { compileModels } from '../../lib/model/compile-models.js'
import { problemsOf } from '../../lib/model/problems.js'
import { UserTypes } from '../../lib/model/user-types.js'
import { modelOf } from '../support/sample-entities.js'
import { mistakesOf, modelOptions } from './support/mistakes.js'

/** What is wrong with a user-defined type that a table holds. */
function mistakesOfType(userType: EntityClass): string[] {
  @Table()
  class Holder {
    @PartitionKey('int') id!: number
    @Column(udt(() => userType)) held?: object
  }
  return mistakesOf(Holder)
}

@UserType()
class Country {
  @Column('text') isoCode!: string
  @Column('list<text>', { absent: 'null' }) languages?: string[] | null
}

@UserType('PostalAddress')
class Address {
  @Column('text', { name: 'Street & no.' }) street!: string
  @Column(udt(() => Country, { frozen: false })) country?: Country
}

describe('the model of a user-defined type', () => {
  @Table()
  class Person {
    @PartitionKey('int') id!: number
    @Column(udt(() => Address, { frozen: false })) home?: Address
    @Column(udt(() => Address)) work?: Address
    @Column(list(udt(() => Address))) earlier?: Address[]
  }
  const model = modelOf(Person)
  const [country, address] = model.userTypes

  it('has the name given verbatim, or that of the class by the naming strategy', () => {
    expect(country).toMatchObject({ name: 'country', entityName: 'Country', keyspace: 'ks', entity: Country })
    expect(address).toMatchObject({ name: 'PostalAddress', entityName: 'Address', keyspace: 'ks', entity: Address })
  })

  it('has fields in declared order, frozen all the way down', () => {
    const fields = [...country!.fields, ...address!.fields].map(
      ({ propertyName, fieldName, quotedName, type, absent }) =>
        [propertyName, fieldName, quotedName, printDataType(type), absent].join(' | '),
    )
    expect(fields).toEqual([
      'isoCode | iso_code | "iso_code" | text | undefined',
      'languages | languages | "languages" | frozen<list<text>> | null',
      'street | Street & no. | "Street & no." | text | undefined',
      'country | country | "country" | frozen<"country"> | undefined',
    ])
    expect(address!.fieldOf.get('street')).toBe(address!.fields[0])
    expect(Object.isFrozen(address) && Object.isFrozen(address!.fields) && Object.isFrozen(address!.fields[0])).toBe(
      true,
    )
  })

  it('is known to columns that are of the type, not to those that hold it', () => {
    const { columnOf } = model
    expect(columnOf.get('home')!.userType).toBe(address)
    expect(columnOf.get('work')!.userType).toBe(address)
    expect(columnOf.get('earlier')!.userType).toBeUndefined()
    expect(model.userTypeColumns).toEqual([columnOf.get('home')])
  })

  it('is written and read by the codec of the column', () => {
    const { codec } = model.columnOf.get('work')!
    const home = Object.assign(new Address(), { street: 'A', country: { isoCode: 'DE' } })
    const bound = codec.encode(home) as Record<string, object>
    expect(Object.entries({ ...bound, country: { ...bound.country } })).toEqual([
      ['Street & no.', 'A'],
      ['country', { iso_code: 'DE', languages: null }],
    ])
    const read = codec.decode({ 'Street & no.': 'B', country: { iso_code: 'FR', languages: null } }) as Address
    expect(read).toBeInstanceOf(Address)
    expect(read.country).toBeInstanceOf(Country)
    expect(read).toEqual({ street: 'B', country: { isoCode: 'FR', languages: null } })
  })
})

describe('user-defined types of a table', () => {
  @UserType()
  class First {
    @Column('int') a?: number
  }
  @UserType()
  class Second {
    @Column(tuple('int', frozen(list(udt(() => First))))) a?: never
  }
  @UserType()
  class Third {
    @Column(
      map(
        'text',
        udt(() => Second),
      ),
    )
    a?: Map<string, Second>
    @Column(udt(() => First)) b?: First
  }

  it('come each once, after those they are made of', () => {
    @Table()
    class Deep {
      @PartitionKey('int') id!: number
      @Column(
        map(
          'int',
          udt(() => Third),
        ),
      )
      third?: Map<number, Third>
      @Column(udt(() => First)) first?: First
      @Column(list(udt(() => Second))) second?: Second[]
    }
    expect(modelOf(Deep).userTypes.map(({ name }) => name)).toEqual(['first', 'second', 'third'])
  })

  it('are those that it holds, not all of the keyspace', () => {
    @Table()
    class One {
      @PartitionKey(udt(() => Second)) id!: Second
    }
    @Table()
    class Two {
      @PartitionKey(
        tuple(
          'int',
          udt(() => First),
        ),
      )
      id!: [number, First]
    }
    @Table()
    class Three {
      @PartitionKey('int') id!: number
    }
    const models = compileModels([One, Two, Three], modelOptions)
    const names = (entity: EntityClass) => models.get(entity)!.userTypes.map(({ name }) => name)
    expect([names(One), names(Two), names(Three)]).toEqual([['first', 'second'], ['first'], []])
    expect(models.get(One)!.userTypes[0]).toBe(models.get(Two)!.userTypes[0])
  })

  it('are others in another keyspace', () => {
    @Table()
    class Here {
      @PartitionKey('int') id!: number
      @Column(udt(() => Second)) held?: Second
    }
    @Table('there', { keyspace: 'other' })
    class There {
      @PartitionKey('int') id!: number
      @Column(udt(() => Second)) held?: Second
    }
    const models = compileModels([Here, There], modelOptions)
    const types = (entity: EntityClass) =>
      models.get(entity)!.userTypes.map(({ keyspace, name }) => `${keyspace}.${name}`)
    expect(types(Here)).toEqual(['ks.first', 'ks.second'])
    expect(types(There)).toEqual(['other.first', 'other.second'])
  })

  it('may be among the entities, whether a table holds them or not', () => {
    @Table()
    class Holder {
      @PartitionKey('int') id!: number
      @Column(udt(() => Second)) held?: Second
    }
    expect([...compileModels([First, Holder, Third, Second], modelOptions).keys()]).toEqual([Holder])
    expect([...compileModels([First], modelOptions).keys()]).toEqual([])
  })

  it('may be declared further down', () => {
    @Table()
    class Early {
      @PartitionKey('int') id!: number
      @Column(udt(() => Late)) late?: object
    }
    @UserType()
    class Late {
      @Column('int') a?: number
    }
    expect(mistakesOf(Early)).toEqual([])
  })

  it('are listed in the order in which they can be created', () => {
    const userTypes = new UserTypes('ks', modelOptions)
    const problems = problemsOf('Spec')
    expect(userTypes.ofClass(Third, 'a', problems)!.name).toBe('third')
    expect(userTypes.ofClass(Third, 'a', problems)).toBe(userTypes.byName('third'))
    expect(userTypes.all.map(({ name }) => name)).toEqual(['first', 'second', 'third'])
    expect(userTypes.definitionOf('first')).toMatchObject({ name: 'first', userType: First })
    expect([problems.list, userTypes.problems.flatMap(({ list }) => list)]).toEqual([[], []])
  })
})

describe('mistakes of whoever holds a type', () => {
  const declare = 'Decorate the class with @UserType() and its fields with @Column().'

  it('classes that declare none', () => {
    class Bare {
      @Column('int') a?: number
    }
    @Table()
    class OtherTable {
      @PartitionKey('int') id!: number
    }
    @UserType()
    class Base {
      @Column('int') a?: number
    }
    class Derived extends Base {}
    @Table()
    class Holder {
      @PartitionKey('int') id!: number
      @Column(udt(() => Bare)) a?: Bare
      @Column(list(udt(() => OtherTable))) b?: OtherTable[]
      @Column(udt(() => undefined as unknown as typeof Bare)) c?: Bare
      @Column(udt(() => Derived)) d?: Derived
    }
    const undeclared = (name: string) =>
      `holds a user-defined type that is not declared: ${name} is not decorated with @UserType. ${declare}`
    expect(mistakesOf(Holder)).toEqual([
      `E_USER_TYPE | Holder.a | ${undeclared('Bare')}`,
      `E_USER_TYPE | Holder.b | ${undeclared('OtherTable')}`,
      'E_USER_TYPE | Holder.c | holds a user-defined type whose class is not there: udt() returned none. Modules that import each other see undefined at first: does an import go in a circle?',
      `E_USER_TYPE | Holder.d | ${undeclared('Derived')}`,
    ])
  })

  it('fields of a class that declares none', () => {
    class Bare {}
    @UserType()
    class Outer {
      @Column(udt(() => Bare)) inner?: Bare
    }
    expect(mistakesOfType(Outer)).toEqual([
      `E_USER_TYPE | Outer.inner | holds a user-defined type that is not declared: Bare is not decorated with @UserType. ${declare}`,
    ])
  })

  it('types that hold themselves', () => {
    @UserType()
    class Node {
      @Column('int') value?: number
      @Column(list(udt(() => Node))) children?: object[]
    }
    expect(mistakesOfType(Node)).toEqual([
      'E_USER_TYPE | Node.children | would make Node hold itself, which no type can.',
    ])
  })

  it('types that hold themselves through another', () => {
    @UserType()
    class Chicken {
      @Column(udt(() => Egg)) egg?: object
    }
    @UserType()
    class Egg {
      @Column(
        tuple(
          'int',
          udt(() => Chicken),
        ),
      )
      chicken?: never
    }
    expect(mistakesOfType(Chicken)).toEqual([
      'E_USER_TYPE | Egg.chicken | would make Chicken hold itself, which no type can.',
    ])
  })

  it('a type that two columns hold is said to be wrong once', () => {
    @UserType()
    class Empty {}
    @Table()
    class Twice {
      @PartitionKey('int') id!: number
      @Column(udt(() => Empty)) a?: object
      @Column(list(udt(() => Empty))) b?: object[]
    }
    expect(mistakesOf(Twice)).toEqual([
      'E_USER_TYPE | Empty | has no fields; expected at least one @Column() property.',
    ])
  })

  it('a type that is wrong makes nothing else of its columns wrong', () => {
    @UserType()
    class Wrong {
      @Column('strnig') a?: string
    }
    @Table()
    class Holder {
      @PartitionKey('int') id!: number
      @Column(udt(() => Wrong), { default: { a: 'x' } }) held?: Wrong
      @Column(udt(() => Wrong), { as: 'number' as never }) other?: never
    }
    expect(mistakesOf(Holder)).toEqual(["E_TYPE_UNKNOWN | Wrong.a | 'strnig' is not a CQL type. Did you mean 'text'?"])
    expect(new UserTypes('ks', modelOptions).ofClass(Wrong, 'held', problemsOf('Spec'))).toBeUndefined()
  })

  it('two classes of one name', () => {
    @UserType('place')
    class One {
      @Column('int') a?: number
    }
    @UserType('place')
    class Two {
      @Column('int') a?: number
    }
    @Table()
    class Holder {
      @PartitionKey('int') id!: number
      @Column(udt(() => One)) a?: One
      @Column(udt(() => Two)) b?: Two
    }
    @Table('elsewhere', { keyspace: 'other' })
    class Elsewhere {
      @PartitionKey('int') id!: number
      @Column(udt(() => Two)) b?: Two
    }
    expect(mistakesOf(Holder, Elsewhere)).toEqual([
      'E_NAME_CLASH | Two | is the type place, which One is already; expected one class for each type. Give one of them another name in @UserType().',
    ])
  })
})

describe('mistakes of a type itself', () => {
  it.each([
    ['text', 'is a type of CQL already'],
    ['varchar', 'is a type of CQL already'],
    ['list', 'is a type of CQL already'],
    ['vector', 'is a type of CQL already'],
  ])('a name that is a word of types: %s', (name, why) => {
    @UserType(name)
    class Named {
      @Column('int') a?: number
    }
    expect(mistakesOfType(Named)).toEqual([
      `E_NAME | Named | has an impossible type name: ${name} ${why}. Give another one in @UserType().`,
    ])
  })

  it('a name that is a word of types by the naming strategy', () => {
    @UserType()
    class Tuple {
      @Column('int') a?: number
    }
    expect(mistakesOfType(Tuple)).toEqual([
      'E_NAME | Tuple | has an impossible type name: tuple is a type of CQL already. Give another one in @UserType().',
    ])
  })

  it('a name that no type can have', () => {
    @UserType('no-dash')
    class Named {
      @Column('int') a?: number
    }
    expect(mistakesOfType(Named)).toEqual([
      'E_NAME | Named | has an impossible type name: a type name may hold only the letters a-z and A-Z, digits and underscores.',
    ])
  })

  it('names of fields', () => {
    @UserType()
    class Fields {
      @Column('int', { name: '__proto__' }) a?: number
      @Column('int', { name: '' }) b?: number
      @Column('int', { name: 'x\0' }) c?: number
      @Column('int', { name: '\ud800' }) d?: number
      @Column('int', { name: 'x'.repeat(65_536) }) e?: number
      @Column('int') userId?: number
      @Column('int') user_id?: number
      @Column('int', { name: 'select' }) fine?: number
      @Column('int', { name: '__columns' }) alsoFine?: number
    }
    expect(mistakesOfType(Fields)).toEqual([
      'E_NAME | Fields.a | the driver cannot read a field of this name back; choose another.',
      'E_NAME | Fields.b | a field name may not be empty.',
      'E_NAME | Fields.c | a field name may not hold a NUL character.',
      'E_NAME | Fields.d | a field name must be well-formed Unicode (this one holds half a surrogate pair).',
      'E_NAME | Fields.e | a field name may take 65,535 bytes at most.',
      "E_NAME_CLASH | Fields.user_id | becomes the field user_id, which 'userId' is already.",
    ])
  })

  it('options that are for columns of tables', () => {
    const forTables = 'which is for columns of tables, not for fields.'
    @UserType()
    class Options {
      @Column('int', { default: 1 }) a?: number
      @Column('uuid', { generated: 'uuid' }) b?: string
      @CreateDateColumn() c?: Date
      @Column('int', { select: false }) d?: number
      @Column('set<int>', { nullable: true }) e?: Set<number>
      @Column('bigint', { as: 'number', absent: 'null', comment: 'fine' }) f?: number | null
      @Column('text', { enum: ['a'] }) g?: 'a'
      @Column('text', { transformer: { to: (value: string) => value, from: (value: string) => value } }) h?: string
      @VersionColumn() i?: number
    }
    expect(mistakesOfType(Options)).toEqual([
      `E_COLUMN_OPTION | Options.a | has { default }, ${forTables}`,
      `E_COLUMN_OPTION | Options.b | has { generated }, ${forTables}`,
      `E_COLUMN_OPTION | Options.c | has a date that is set by itself, ${forTables}`,
      `E_COLUMN_OPTION | Options.d | has { select }, ${forTables}`,
      `E_COLUMN_OPTION | Options.e | has { nullable }, ${forTables}`,
      `E_COLUMN_OPTION | Options.i | has a count of versions, ${forTables}`,
    ])
  })

  it('parts of keys, statics, counters, indexes and what is computed', () => {
    const noKey = 'is a field of a user-defined type and has no part in a key. Use @Column().'
    @UserType()
    class Parts {
      @PartitionKey('int') a?: number
      @StaticColumn('int') b?: number
      @Column('counter') c?: bigint
      @Column('int') @Index() d?: number
      @Column('int', { index: { using: 'sai' } }) e?: number
      @Computed({ writetime: 'd' }) readonly f?: bigint
    }
    expect(mistakesOfType(Parts)).toEqual([
      `E_USER_TYPE | Parts.a | ${noKey}`,
      `E_USER_TYPE | Parts.b | ${noKey}`,
      'E_COUNTER | Parts.c | is a counter, which no user-defined type can hold.',
      'E_INDEX | Parts.d | is a field of a user-defined type and cannot be indexed. Index the column.',
      'E_INDEX | Parts.e | is a field of a user-defined type and cannot be indexed. Index the column.',
      'E_COMPUTED | Parts.f | is a field of a user-defined type, of which nothing is computed.',
    ])
  })

  it('types and options of fields that do not fit', () => {
    @UserType()
    class Fields {
      @Column('strnig') a?: string
      @Column() b?: number
      @Column('int', { as: 'string' as never }) c?: never
      @Column('int', { enum: ['a'] as never }) d?: never
      @Column('text', { lenght: 3 } as never) e?: string
    }
    expect(mistakesOfType(Fields)).toEqual([
      "E_UNKNOWN_OPTION | Fields.e | has an unknown column option 'lenght'. Known here: type, name, as, default, generated, transformer, enum, select, absent, nullable, index, comment.",
      "E_TYPE_UNKNOWN | Fields.a | 'strnig' is not a CQL type. Did you mean 'text'?",
      "E_TYPE_AMBIGUOUS | Fields.b | is a number without a CQL type; expected one of int, bigint, smallint, tinyint, double, float, varint, decimal. The type of a column cannot be changed later, so it is never guessed: write for example @Column('int') or @Column('double').",
      "E_COLUMN_OPTION | Fields.c | has { as: 'string' }, which int cannot be; expected no { as }.",
      'E_COLUMN_OPTION | Fields.d | has an { enum } none of whose values int can hold; expected texts for text, integers for integer types.',
    ])
  })
})
