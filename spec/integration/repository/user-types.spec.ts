import {
  ClusteringColumn,
  Column,
  DataSource,
  list,
  map,
  PartitionKey,
  StaticColumn,
  Table,
  tuple,
  udt,
  UserType,
} from '../../../lib/index.js'
import type { Repository } from '../../../lib/index.js'
import { createTestDataSource, recordStatements } from '../../../lib/testing/index.js'
import { connect, run } from '../schema/support/database.js'
import type { RecordingDriver } from '../schema/support/database.js'
import { errorOf } from '../../support/error-of.js'

@UserType()
class Country {
  @Column('text') code!: string
  @Column('list<text>') languages?: string[]
}

@UserType('postal_address')
class Address {
  @Column('text') street!: string
  @Column('int', { name: 'ZIP code' }) zip?: number | null
  @Column(udt(() => Country)) country?: Country
  @Column('set<text>') tags?: Set<string>
}

@Table('people')
class Person {
  @PartitionKey('int') id!: number
  @ClusteringColumn('int') version!: number
  @Column(udt(() => Address)) home?: Address | null
  @Column(udt(() => Address, { frozen: false })) work?: Address | null
  @StaticColumn(udt(() => Country, { frozen: false })) born?: Country
  @Column(list(udt(() => Address))) earlier?: Address[]
  @Column(
    map(
      'text',
      udt(() => Country),
    ),
  )
  visited?: Map<string, Country>
  @Column(
    tuple(
      'int',
      udt(() => Country),
    ),
  )
  ranked?: [number | null, Country | null]
}

let db: DataSource
let people: Repository<Person>
let keyspace: string
let last = 0
let admin: RecordingDriver

beforeAll(async () => {
  db = await createTestDataSource({ entities: [Person, Address, Country] })
  people = db.getRepository(Person)
  admin = await connect()
  keyspace = /"(test_[^"]*)"/.exec(people.explain('clear').cql)![1]!
})
afterAll(async () => {
  await db.destroy()
  await admin.shutdown()
})

const newKey = () => ({ id: ++last, version: 1 })
const read = (key: { id: number; version: number }) => people.findOneByOrFail(key)
const country = (code: string, languages?: string[]) => Object.assign(new Country(), { code, languages })
const address = (street: string, more: Partial<Address> = {}) => Object.assign(new Address(), { street, ...more })

describe('values of user-defined types', () => {
  it('are read as instances of their classes, at any depth, as they were written', async () => {
    const key = newKey()
    const home = address('a', { zip: 0, country: country('FR', []), tags: new Set() })
    const earlier = [address('b', { tags: new Set(['x']) }), address('c')]
    const visited = new Map([['once', country('DE', ['de'])]])
    await people.insert({ ...key, home, work: address('w', { zip: 5 }), earlier, visited, ranked: [1, country('IT')] })
    const person = await read(key)
    expect(person.home).toEqual(home)
    expect(person.home).toBeInstanceOf(Address)
    expect(person.home!.country).toBeInstanceOf(Country)
    expect(person.work).toEqual(address('w', { zip: 5, country: undefined, tags: undefined } as never))
    expect(person.earlier).toEqual(
      earlier.map((one) => Object.assign(new Address(), { zip: undefined, country: undefined, tags: undefined }, one)),
    )
    expect(person.visited).toEqual(visited)
    expect(person.ranked).toEqual([1, Object.assign(new Country(), { code: 'IT', languages: undefined })])
    expect(person.born).toBeUndefined()
  })

  it('may be plain objects; what is no field is refused by name', async () => {
    const key = newKey()
    await people.insert({ ...key, home: { street: 'a' }, work: { street: 'b' } })
    const person = await read(key)
    expect([person.home, person.work]).toEqual([expect.any(Address), expect.any(Address)])
    for (const property of ['home', 'work']) {
      const error = await errorOf(() => people.insert({ ...newKey(), [property]: { street: 'a', zap: 1 } }))
      expect(error).toMatchObject({ code: 'E_VALUE', property })
      expect(error.message).toContain("'zap'")
    }
  })
})

describe('a user-defined type that is not frozen', () => {
  it('is inserted field by field: no range deletion, and what is not said stays', async () => {
    const key = newKey()
    await people.insert({ ...key, work: { street: 'a', zip: 1 }, born: { code: 'FR' } })
    const sent = recordStatements(db)
    await people.insert({ ...key, work: { street: 'b' }, born: { code: 'DE', languages: ['de'] } })
    expect(sent.statements).toHaveLength(1)
    expect(sent.statements[0]!.cql).toMatch(/^BEGIN UNLOGGED BATCH INSERT .* ; UPDATE .* ; APPLY BATCH$/)
    sent.stop()
    const person = await read(key)
    expect(person.work).toMatchObject({ street: 'b', zip: 1 })
    expect(person.born).toMatchObject({ code: 'DE', languages: ['de'] })
  })

  it('is a row of its own when nothing else is said, with ttl and timestamp as any', async () => {
    const key = newKey()
    await people.insert({ ...key, work: { street: 'a' } }, { timestamp: 10n, ttl: 1000 })
    await people.insert({ ...key, work: { street: 'older' } }, { timestamp: 5n })
    expect((await read(key)).work!.street).toBe('a')
    await people.update(key, { work: null }, { timestamp: 20n })
    expect(await read(key)).toMatchObject({ work: undefined })
  })

  it('is updated by the fields that are said', async () => {
    const key = newKey()
    await people.insert({ ...key, work: { street: 'a', zip: 1, tags: new Set(['x']) } })
    await people.update(key, { work: { zip: 2 } as Address })
    await people.update(key, { work: { tags: null } as never, born: country('FR') })
    expect((await read(key)).work).toEqual(address('a', { zip: 2, country: undefined, tags: undefined } as never))
    await people.update({ id: key.id }, { born: { languages: ['fr'] } as never })
    expect((await read(key)).born).toEqual(country('FR', ['fr']))
  })

  it('is saved by the fields that changed', async () => {
    const key = newKey()
    await people.insert({ ...key, work: { street: 'a', zip: 1 }, born: country('FR') })
    const person = await read(key)
    const sent = recordStatements(db)
    await people.save(person)
    expect(sent.statements).toEqual([])
    person.work!.zip = 2
    await people.update(key, { work: { street: 'by another' } })
    await people.save(person)
    expect((await read(key)).work).toMatchObject({ street: 'by another', zip: 2 })
    person.work!.zip = null
    person.born!.languages = []
    await people.save(person)
    expect(await read(key)).toMatchObject({
      work: { street: 'by another', zip: undefined },
      born: { code: 'FR', languages: [] },
    })
    person.work = null
    await people.save(person)
    expect((await read(key)).work).toBeUndefined()
    sent.stop()
  })

  it('is not known where it was not said', async () => {
    const key = newKey()
    await people.insert({ ...key, work: { street: 'old', zip: 9 } })
    const person = people.create({ ...key, work: address('new') })
    await people.save(person)
    expect((await read(key)).work).toMatchObject({ street: 'new', zip: 9 })
    person.work!.zip = null
    await people.save(person)
    expect((await read(key)).work).toMatchObject({ street: 'new', zip: undefined })
  })

  it('names the field that is refused, and says that an empty patch is one', async () => {
    const work = { street: 'a', zip: 'secret' } as never
    for (const attempt of [() => people.insert({ ...newKey(), work }), () => people.update(newKey(), { work })]) {
      const error = await errorOf(attempt)
      expect(error).toMatchObject({ code: 'E_VALUE', property: 'work.zip', outcome: 'not_sent' })
      expect(error.message).not.toContain('secret')
    }
    const nothing = { work: {} as Address }
    expect(await errorOf(() => people.update(newKey(), nothing))).toMatchObject({ code: 'E_EMPTY_PATCH' })
  })

  it('cannot lose a field by leaving it out', async () => {
    const key = newKey()
    await people.insert({ ...key, work: { street: 'a', zip: 1 } })
    const person = await read(key)
    person.work = address('b')
    expect(await errorOf(() => people.save(person))).toMatchObject({ code: 'E_UNSET', property: 'work' })
    person.work = address('b', { zip: null })
    await people.save(person)
    expect((await read(key)).work).toMatchObject({ street: 'b', zip: undefined })
  })
})

describe('a frozen user-defined type', () => {
  it('is written whole where something in it changed', async () => {
    const key = newKey()
    await people.insert({ ...key, home: address('a', { zip: 1, country: country('FR', ['fr']) }) })
    const person = await read(key)
    const sent = recordStatements(db)
    await people.save(person)
    expect(sent.statements).toEqual([])
    person.home!.country!.languages!.push('oc')
    await people.save(person)
    expect(sent.statements[0]!.cql).toContain('SET "home" = ?')
    expect((await read(key)).home).toEqual(person.home)
    sent.stop()
  })
})

describe('an older class beside a newer type', () => {
  it('keeps what it does not know of what it loaded, and refuses to replace what it did not load', async () => {
    const [kept, fresh] = [newKey(), newKey()]
    for (const key of [kept, fresh]) {
      await people.insert({ ...key, home: address('a'), earlier: [address('b')], work: address('c') })
    }
    await run(admin, `ALTER TYPE "${keyspace}"."postal_address" ADD floor text`)
    await run(
      admin,
      `UPDATE "${keyspace}"."people" SET home = {street: 'a', floor: '7'}, work.floor = '8' WHERE id = ${kept.id} AND version = 1`,
    )

    const person = await read(kept)
    expect(Object.keys(person.home!)).not.toContain('floor')
    expect(JSON.stringify(person.home)).not.toContain('floor')
    person.home!.street = 'new'
    person.work!.street = 'new'
    await people.save(person)
    await people.update(kept, { work: { zip: 9 } as Address })
    expect(await floors(kept)).toEqual(['7', '8'])
    // A copy of the row brings along what it does not know.
    const moved = newKey()
    await people.insert({ ...person, ...moved })
    expect(await floors(moved)).toEqual(['7', '8'])
    const other = newKey()
    await people.insert({ ...other, work: { street: 'x' } })
    const replaced = await read(other)
    replaced.work = person.work!
    await people.save(replaced)
    expect((await floors(other))[1]).toBe('8')
    expect((await read(kept)).home!.street).toBe('new')

    for (const attempt of [
      () => people.update(fresh, { home: address('b') }),
      () => people.insert({ ...fresh, home: { street: 'b' } }),
      () => people.insert({ ...fresh, earlier: [address('b')] }),
      () => people.insert({ ...fresh, home: { ...person.home } as Address }),
    ]) {
      expect(await errorOf(attempt)).toMatchObject({ code: 'E_UDT_NEWER', outcome: 'not_sent' })
    }
    // Written before the type had the field, and read: it is known to have none.
    const old = await read(fresh)
    old.home!.street = 'moved'
    old.earlier![0]!.zip = 1
    await people.save(old)
    expect(await read(fresh)).toMatchObject({ home: { street: 'moved' }, earlier: [{ street: 'b', zip: 1 }] })
    await people.insert({ ...fresh, work: { street: 'by field' } })
    expect((await read(fresh)).work!.street).toBe('by field')
  })

  async function floors({ id }: { id: number }): Promise<unknown[]> {
    const { rows } = await run(
      admin,
      `SELECT home.floor AS a, work.floor AS b FROM "${keyspace}"."people" WHERE id = ${id}`,
    )
    return [rows![0]!.a, rows![0]!.b]
  }
})

describe('a newer class beside an older type', () => {
  @UserType('narrow')
  class Narrow {
    @Column('int') a!: number
  }
  @Table('narrow_rows')
  class NarrowRow {
    @PartitionKey('int') id!: number
    @Column(udt(() => Narrow)) value?: Narrow
  }
  @UserType('narrow')
  class Wide {
    @Column('int') a!: number
    @Column('text') b?: string
  }
  @Table('narrow_rows')
  class WideRow {
    @PartitionKey('int') id!: number
    @Column(udt(() => Wide)) value?: Wide
  }

  it.each([false, 'plan'] as const)(
    'does not start with synchronize: %j: the field would vanish',
    async (synchronize) => {
      const older = await createTestDataSource({ entities: [NarrowRow] })
      const space = /"(test_[^"]*)"/.exec(older.getRepository(NarrowRow).explain('clear').cql)![1]!
      const newer = new DataSource({
        contactPoints: process.env.CASSANDRA_CONTACT_POINTS!.split(','),
        localDataCenter: 'datacenter1',
        keyspace: space,
        entities: [WideRow],
        synchronize,
        logging: [],
      })
      const error = await errorOf(() => newer.initialize())
      expect(error).toMatchObject({ code: 'E_SCHEMA_DRIFT', outcome: 'not_sent' })
      expect(error.message).toContain(`${space}.narrow.b`)
      await older.destroy()
    },
  )
})

describe('classes of user-defined types', () => {
  @UserType()
  class Secretive {
    #city = ''
    @Column('text') get city(): string {
      return this.#city
    }
    set city(city: string) {
      this.#city = city
    }
  }
  @Table()
  class Holder {
    @PartitionKey('int') id!: number
    @Column(udt(() => Secretive)) value?: Secretive
    @Column(udt(() => Address, { frozen: false }), { default: { street: 'unknown' } }) home?: Address
  }

  it('may have accessors over private fields', async () => {
    const holders = await createTestDataSource({ entities: [Holder] })
    const repository = holders.getRepository(Holder)
    const value = Object.assign(new Secretive(), { city: 'Oslo' })
    const saved = await repository.save(repository.create({ id: 1, value }))
    saved.value!.city = 'Bergen'
    await repository.save(saved)
    expect((await repository.findOneByOrFail({ id: 1 })).value!.city).toBe('Bergen')
    await holders.destroy()
  })

  it('may be defaults, which are written field by field as well', async () => {
    const holders = await createTestDataSource({ entities: [Holder] })
    const repository = holders.getRepository(Holder)
    await repository.update({ id: 2 }, { home: { zip: 5 } as Address })
    await repository.insert({ id: 2 })
    expect((await repository.findOneByOrFail({ id: 2 })).home).toMatchObject({ street: 'unknown', zip: 5 })
    await holders.destroy()
  })
})
