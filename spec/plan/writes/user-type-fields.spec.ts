import {
  ClusteringColumn,
  Column,
  list,
  PartitionKey,
  SetField,
  StaticColumn,
  Table,
  udt,
  UserType,
} from '../../../lib/index.js'
import { keepFields, keptFields } from '../../../lib/codec/kept-fields.js'
import type { Call } from '../../../lib/plan/call.js'
import { changesOf, snapshotOf } from '../../../lib/plan/writes/changes.js'
import { interpretBind } from '../../../lib/plan/writes/compile-bind.js'
import { EntityPlans } from '../../../lib/plan/entity-plans.js'
import { unknown } from '../../../lib/plan/loaded.js'
import { readPatch } from '../../../lib/plan/writes/patch.js'
import {
  changedFields,
  fieldsOf,
  isWrittenByField,
  planFields,
  saysNothing,
  snapshotOfFields,
} from '../../../lib/plan/writes/user-type-fields.js'
import { errorOf } from '../../support/error-of.js'
import { modelOf } from '../../support/sample-entities.js'

@UserType()
class Country {
  @Column('text') code?: string
}

@UserType()
class Address {
  @Column('text') street?: string | null
  @Column('int', { name: 'ZIP code' }) zip?: number | null
  @Column(udt(() => Country)) country?: Country | null
  @Column('set<text>') tags?: Set<string>
}

const same = { to: (value: object) => value, from: (value: object) => value }

@Table('people')
class Person {
  @PartitionKey('int') id!: number
  @ClusteringColumn('int') version!: number
  @StaticColumn(udt(() => Country, { frozen: false })) born?: Country
  @Column(udt(() => Address, { frozen: false })) home?: Address | null
  @Column(udt(() => Address)) work?: Address | null
  @Column(list(udt(() => Address))) earlier?: Address[]
  @Column(udt(() => Address, { frozen: false }), { transformer: same as never }) changed?: Address
  @Column('text') note?: string
}

const model = modelOf(Person)
const call: Call = { model, method: 'save' }
const column = (property: string) => model.columnOf.get(property)!
const home = column('home')
const key = { id: 1, version: 2 }

/** Fields may also be undefined, which is not what an optional property means to the compiler. */
const address = (fields: { readonly [Field in keyof Address]?: Address[Field] | undefined }): Address =>
  Object.assign(new Address(), fields)

/** An address that was read with a field which the class does not know. */
function readWith(fields: Partial<Address>, unknownFields: Readonly<Record<string, unknown>>): Address {
  const value = address(fields)
  keepFields(value, new Map(Object.entries(unknownFields)))
  return value
}

describe('values that are written field by field', () => {
  it.each<[string, unknown]>([
    ['an instance', address({ street: 'A' })],
    ['an instance of a subclass', new (class Villa extends Address {})()],
    ['an empty instance', new Address()],
    ['a plain object', { street: 'A', zip: null }],
    ['an empty object', {}],
    ['an object without prototype', Object.assign(Object.create(null) as object, { zip: 1 })],
  ])('%s', (_, value) => {
    expect(fieldsOf(home, value)).toBe(value)
    expect(isWrittenByField(home, value)).toBe(true)
  })

  it.each<[string, unknown]>([
    ['null', null],
    ['undefined', undefined],
    ['a text', 'A'],
    ['an array', []],
    ['an instance of another class', new Country()],
    ['an object with an unknown property', { street: 'A', nmae: 'B' }],
    ['an object with a column for a property', { 'ZIP code': 1 }],
  ])('are not %s, which the codec refuses or deletes', (_, value) => {
    expect(fieldsOf(home, value)).toBeUndefined()
    expect(isWrittenByField(home, value)).toBe(false)
    expect(saysNothing(home, value)).toBe(false)
  })

  it.each(['work', 'earlier', 'changed', 'note', 'id'])('are not those of the column %s', (property) => {
    const value = address({ street: 'A' })
    expect(fieldsOf(column(property), value)).toBeUndefined()
    expect(isWrittenByField(column(property), value)).toBe(false)
    expect(saysNothing(column(property), new Address())).toBe(false)
  })

  it('are those of static columns as well', () => {
    expect(isWrittenByField(column('born'), new Country())).toBe(true)
  })

  it('are not those that were read with fields the class does not know', () => {
    const value = readWith({ street: 'A' }, { floor: 3 })
    expect(fieldsOf(home, value)).toBe(value)
    expect(isWrittenByField(home, value)).toBe(false)
    expect(isWrittenByField(home, { ...value })).toBe(true)
    expect(isWrittenByField(home, readWith({ street: 'A' }, {}))).toBe(true)
  })

  it('say nothing where no field says anything', () => {
    expect(saysNothing(home, new Address())).toBe(true)
    expect(saysNothing(home, {})).toBe(true)
    expect(saysNothing(home, { street: undefined, zip: undefined })).toBe(true)
    expect(saysNothing(home, { street: undefined, zip: null })).toBe(false)
    expect(saysNothing(home, { zip: 0 })).toBe(false)
    expect(saysNothing(home, readWith({}, { floor: 3 }))).toBe(false)
    expect(saysNothing(home, readWith({}, {}))).toBe(true)
  })
})

describe('patches', () => {
  const codes = (patch: object) =>
    readPatch(call, patch).entries.map(({ column: { propertyName }, code }) => `${propertyName} ${code}`)

  it('tell fields from whole values', () => {
    expect(codes({ home: { zip: 1 }, work: { zip: 1 }, note: 'x' })).toEqual(['home fields', 'work =', 'note ='])
    expect(codes({ home: null })).toEqual(['home ='])
    expect(codes({ home: readWith({ zip: 1 }, { floor: 3 }) })).toEqual(['home ='])
    expect(codes({ home: {}, note: 'x' })).toEqual(['note ='])
  })

  it('change nothing where no field says anything', async () => {
    const error = await errorOf(() => codes({ home: new Address() }))
    expect(error.message).toBe(
      '[Person] save(): the patch changes nothing: it has no property with a value. Set at least one of born, home, work, earlier, changed and note; null deletes a cell.',
    )
  })

  it('bind every field, unset where nothing is said', () => {
    const plans = new EntityPlans(model)
    const patch = { home: { zip: 5, street: null, tags: undefined } }
    const plan = plans.update('update', key, patch, {})
    expect(plan.cql).toBe(
      'UPDATE "ks"."people" SET "home"."street" = ?, "home"."ZIP code" = ?, "home"."country" = ?, "home"."tags" = ? WHERE "id" = ? AND "version" = ?',
    )
    expect(plan.markers).toEqual(['home.street', 'home.zip', 'home.country', 'home.tags', 'id', 'version'])
    expect(plan.bind(key, patch, {})).toEqual([null, 5, undefined, undefined, 1, 2])
    expect(plan.isIdempotent).toBe(true)
  })

  it('encode fields by their codecs and name the one that does not fit', async () => {
    const markers = planFields(home, 1).map(({ marker }) => marker!)
    const bind = interpretBind('Person', markers)
    const [street, zip, country, tags] = bind({}, { home: { country: { code: 'DE' }, tags: new Set(['a']) } })
    expect([street, zip, { ...(country as object) }]).toEqual([undefined, undefined, { code: 'DE' }])
    expect(tags).toEqual(
      column('home')
        .userType!.fieldOf.get('tags')!
        .codec.encode(new Set(['a'])),
    )
    const error = await errorOf(() => bind({}, { home: { zip: 'secret' } }))
    expect(error.message).toBe(
      '[Person.home.zip] int cannot hold this value exactly; expected an integer from -2147483648 to 2147483647, given a string.',
    )
    expect(error).toMatchObject({ code: 'E_VALUE', entity: 'Person', property: 'home.zip', outcome: 'not_sent' })
  })
})

describe('fields that changed', () => {
  const before = address({ street: 'A', zip: 1, country: { code: 'DE' }, tags: new Set(['a', 'b']) })

  it('are none if all are stored alike', () => {
    const now = address({ street: 'A', zip: 1, country: { code: 'DE' }, tags: new Set(['b', 'a']) })
    expect(changedFields(call, home, before, now)).toBeUndefined()
    expect(changedFields(call, home, before, { ...now })).toBeUndefined()
  })

  it.each<[string, Partial<Address>, object]>([
    ['another value', { zip: 2 }, { zip: 2 }],
    ['null', { street: null }, { street: null }],
    ['several', { street: 'B', tags: new Set() }, { street: 'B', tags: new Set() }],
    ['what is inside', { country: { code: 'FR' } }, { country: { code: 'FR' } }],
  ])('are those that did: %s', (_, change, expected) => {
    const patch = changedFields(call, home, before, address({ ...before, ...change }))
    expect(patch).toEqual(expected)
    expect(Object.keys(patch!)).toEqual(Object.keys(expected))
    expect(Object.getPrototypeOf(patch)).toBe(Object.prototype)
  })

  it('are all that are said, where it is not known what was there', () => {
    expect(changedFields(call, home, unknown, address({ zip: 1, street: null }))).toEqual({ street: null, zip: 1 })
    expect(changedFields(call, home, unknown, new Address())).toBeUndefined()
  })

  it.each([null, undefined])('are those with a value, where there was %p', (nothing) => {
    expect(changedFields(call, home, nothing, address({ zip: 1, street: null }))).toEqual({ zip: 1 })
    expect(changedFields(call, home, nothing, address({ street: null }))).toBeUndefined()
  })

  it('do not have those that were and are absent', () => {
    const absent = address({ street: undefined, zip: null })
    expect(changedFields(call, home, absent, address({ street: null, zip: undefined }))).toBeUndefined()
  })

  it('are refused where a loaded one is undefined now', async () => {
    const error = await errorOf(() => changedFields(call, home, before, address({ ...before, zip: undefined })))
    expect(error.message).toBe(
      '[Person.home] save(): has a field \'zip\' that was loaded and is undefined now; expected a value or null. null deletes the field; undefined means "not known" and is never sent.',
    )
    expect(error).toMatchObject({ code: 'E_UNSET', property: 'home', outcome: 'not_sent' })
  })

  it('may be those of a field that is undefined and was not known', () => {
    const partly = snapshotOfFields(home, unknown, address({ street: 'A' }))
    expect(changedFields(call, home, partly, address({ street: 'A' }))).toBeUndefined()
    expect(changedFields(call, home, partly, address({ street: 'A', zip: 1 }))).toEqual({ zip: 1 })
    expect(changedFields(call, home, partly, address({ street: 'A', zip: null }))).toEqual({ zip: null })
  })

  describe('with fields the class does not know', () => {
    const kept = readWith({ street: 'A' }, { floor: 3 })

    it('leave those alone that stay where they are', () => {
      expect(changedFields(call, home, kept, readWith({ street: 'B' }, { floor: 3 }))).toEqual({ street: 'B' })
      expect(changedFields(call, home, kept, readWith({ street: 'A' }, { floor: 3, gone: null }))).toBeUndefined()
      expect(changedFields(call, home, kept, address({ street: 'B' }))).toEqual({ street: 'B' })
    })

    it('are none where they are read, and there are none', () => {
      const none = readWith({ street: 'A' }, {})
      expect(changedFields(call, home, address({ street: 'A' }), none)).toBeUndefined()
      expect(changedFields(call, home, null, none)).toEqual({ street: 'A' })
      expect(changedFields(call, home, kept, none)).toBeUndefined()
    })

    it.each<[string, unknown]>([
      ['others', readWith({ street: 'A' }, { floor: 4 })],
      ['none', address({ street: 'A' })],
      ['no value', null],
      ['who knows what', unknown],
    ])('are written whole where there were %s', (_, old) => {
      const now = readWith({ street: 'A' }, { floor: 3 })
      expect(changedFields(call, home, old, now)).toBe(now)
    })
  })
})

describe('a snapshot of fields', () => {
  it('is a copy', () => {
    const now = address({ street: 'A', tags: new Set(['a']), country: { code: 'DE' } })
    const snapshot = snapshotOfFields(home, undefined, now) as Address
    now.tags!.add('b')
    now.country!.code = 'FR'
    expect(snapshot).toBeInstanceOf(Address)
    expect(snapshot).toMatchObject({ street: 'A', tags: new Set(['a']), country: { code: 'DE' } })
  })

  it('keeps of fields that are not said what was known before', () => {
    const before = address({ street: 'A', zip: 1 })
    expect(snapshotOfFields(home, before, address({ zip: 2 }))).toEqual(address({ street: 'A', zip: 2 }))
    expect(snapshotOfFields(home, null, address({ zip: 2 }))).toEqual(address({ zip: 2 }))
    expect(snapshotOfFields(home, unknown, address({ zip: 2 }))).toMatchObject({
      street: unknown,
      zip: 2,
      country: unknown,
      tags: unknown,
    })
  })

  it('keeps fields the class does not know', () => {
    const snapshot = snapshotOfFields(home, undefined, readWith({ street: 'A' }, { floor: 3 }))
    expect(keptFields(snapshot)).toEqual(new Map([['floor', 3]]))
  })
})

describe('what save sends', () => {
  /** A person as if it had been saved with this home, and then changed. */
  function saved(before: Address | null | undefined, change: (person: Person) => void) {
    const person = Object.assign(new Person(), key, { home: before })
    const origin = snapshotOf(call, person as never, {})
    change(person)
    return changesOf(call, person as never, origin)
  }

  it('is the fields that changed, in place or not', () => {
    expect(saved(address({ street: 'A', zip: 1 }), (person) => (person.home!.zip = 2))).toEqual({ home: { zip: 2 } })
    expect(
      saved(address({ street: 'A', zip: 1 }), (person) => (person.home = address({ street: 'A', zip: 2 }))),
    ).toEqual({ home: { zip: 2 } })
    expect(saved(address({ street: 'A' }), () => {})).toBeUndefined()
  })

  it('is null for a value that was deleted', () => {
    expect(saved(address({ street: 'A' }), (person) => (person.home = null))).toEqual({ home: null })
    expect(saved(null, (person) => (person.home = null))).toBeUndefined()
  })

  it('is what a new value says', () => {
    expect(saved(null, (person) => (person.home = address({ zip: 1 })))).toEqual({ home: { zip: 1 } })
    expect(saved(null, (person) => (person.home = new Address()))).toBeUndefined()
  })

  it('is the whole value where the column is frozen', () => {
    const person = Object.assign(new Person(), key, { work: address({ street: 'A', zip: 1 }) })
    const origin = snapshotOf(call, person as never, {})
    person.work.zip = 2
    expect(changesOf(call, person as never, origin)).toEqual({ work: address({ street: 'A', zip: 2 }) })
  })

  it('is refused where a frozen value has lost a part that was loaded', async () => {
    const person = Object.assign(new Person(), key, { work: address({ street: 'A', zip: 1 }) })
    const origin = snapshotOf(call, person as never, {})
    const changes = () => changesOf(call, person as never, origin)
    for (const lost of [address({ street: 'A', zip: undefined }), address({ zip: undefined })]) {
      person.work = lost
      expect(await errorOf(changes)).toMatchObject({ code: 'E_UNSET', property: 'work' })
    }
    person.work = address({ street: 'A', zip: null })
    expect(changes()).toEqual({ work: person.work })
  })

  it('is refused where a tuple has lost a component that was loaded', async () => {
    @Table('routes')
    class Route {
      @PartitionKey('int') id!: number
      @Column('tuple<text, int>') leg!: [string, number | null]
    }
    const one = { model: modelOf(Route), method: 'save' }
    const route = Object.assign(new Route(), { id: 1, leg: ['a', 1] as [string, number | null] })
    const origin = snapshotOf(one, route as never, {})
    route.leg[1] = undefined as never
    expect(await errorOf(() => changesOf(one, route as never, origin))).toMatchObject({ code: 'E_UNSET' })
    route.leg[1] = null
    expect(changesOf(one, route as never, origin)).toEqual({ leg: ['a', null] })
  })
})

describe('what insert sends', () => {
  const plans = new EntityPlans(model)

  it('is a batch with the fields where a value is written by field', () => {
    const { cql } = plans.insert('insert', { ...key, home: { zip: 1 } }, {})
    expect(cql).toContain('INSERT INTO "ks"."people" ("id", "version", "born", "work", "earlier", "changed", "note")')
    expect(cql).toContain(
      'UPDATE "ks"."people" SET "home"."street" = ?, "home"."ZIP code" = ?, "home"."country" = ?, "home"."tags" = ? WHERE "id" = ? AND "version" = ?',
    )
  })

  it('is one statement for null, and for values with fields the class does not know', () => {
    const columns = '("id", "version", "born", "home", "work", "earlier", "changed", "note")'
    for (const value of [null, undefined, readWith({ zip: 1 }, { floor: 3 })]) {
      const { cql } = plans.insert('insert', { ...key, home: value }, {})
      expect(cql).toBe(`INSERT INTO "ks"."people" ${columns} VALUES (?, ?, ?, ?, ?, ?, ?, ?)`)
    }
  })

  it('names the partition alone where only statics are written by field', () => {
    const { cql } = plans.insert('insert', { ...key, born: { code: 'DE' } }, {})
    expect(cql).toMatch(/UPDATE "ks"\."people" SET "born"\."code" = \? WHERE "id" = \?(?! AND)/)
  })
})

describe('SetField', () => {
  const plans = new EntityPlans(model)

  it('sets one field, or deletes it; another field is another statement', () => {
    const set = (patch: object) => {
      const plan = plans.update('update', key, patch, {})
      return [plan.cql, plan.bind(key, patch, {})[0], plan.isIdempotent]
    }
    const where = 'WHERE "id" = ? AND "version" = ?'
    expect(set({ home: SetField('street', 'A') })).toEqual([
      `UPDATE "ks"."people" SET "home"."street" = ? ${where}`,
      'A',
      true,
    ])
    expect(set({ home: SetField('zip', null) })).toEqual([
      `UPDATE "ks"."people" SET "home"."ZIP code" = ? ${where}`,
      null,
      true,
    ])
  })

  it('refuses what is no field, and a value that does not fit', async () => {
    const update = (patch: object) => plans.update('update', key, patch, {}).bind(key, patch, {})
    expect(await errorOf(() => update({ home: SetField('stret', 'A') }))).toMatchObject({
      code: 'E_UNKNOWN_PROPERTY',
      property: 'home',
    })
    expect(await errorOf(() => update({ home: SetField('zip', 'A') }))).toMatchObject({
      code: 'E_VALUE',
      property: 'home.zip',
    })
    expect((await errorOf(() => SetField('zip', undefined))).code).toBe('E_OPERAND')
  })
})
