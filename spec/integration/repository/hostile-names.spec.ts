import { Column, PartitionKey, Table } from '../../../lib/index.js'
import type { DataSource, EntityClass, Repository } from '../../../lib/index.js'
import { createTestDataSource, recordStatements } from '../../../lib/testing/index.js'
import { canEvaluate } from '../../../lib/codegen/evaluate.js'
import { errorOf } from '../../support/error-of.js'

type Row = Record<string, unknown>
type Rows = Repository<Row>

/** Names that end a quote, start a comment, close a call, or are something to every object. */
const names = [
  '__proto__',
  '__columns',
  'constructor',
  'toString',
  'hasOwnProperty',
  'valueOf',
  '"; DROP TABLE "x"."hostile"; --',
  "'; evil(); '",
  '"] = evil(); //',
  '${evil}`\\',
  '\u2028\u2029\n',
  'null',
  '*/ evil /*',
  '\u{1F600} ü',
]

/** An entity with a property and a column of each name. */
function entityWith(properties: readonly string[]): EntityClass {
  class Hostile {}
  PartitionKey('int')(Hostile.prototype, 'id' as never)
  for (const name of properties) Column('text', { name })(Hostile.prototype, name as never)
  Column('map<text, text>')(Hostile.prototype, 'entries' as never)
  Table('hostile')(Hostile)
  return Hostile
}

/** An object whose own properties have these names. */
function own(id: number, values: readonly (readonly [string, unknown])[]): Row {
  const object: Row = { id }
  for (const [name, value] of values) {
    Object.defineProperty(object, name, { value, writable: true, enumerable: true, configurable: true })
  }
  return object
}

const ownEntries = (object: object) => new Map<string, unknown>(Object.entries(object))

let db: DataSource
let rows: Rows

beforeAll(async () => {
  const entity = entityWith(names)
  db = await createTestDataSource({ entities: [entity] })
  rows = db.getRepository(entity) as unknown as Rows
})
afterAll(() => db.destroy())

describe('names from anywhere', () => {
  it('are written, read, changed and saved like any other', async () => {
    const values = names.map((name, i) => [name, `value ${i}`] as const)
    await rows.insert(own(1, values))
    const read = await rows.findOneByOrFail({ id: 1 })
    const found = ownEntries(read)
    expect(names.map((name) => found.get(name))).toEqual(values.map(([, value]) => value))
    expect(read).not.toHaveProperty('evil')

    for (const name of names) {
      Object.defineProperty(read, name, { value: `new ${name}`, writable: true, enumerable: true, configurable: true })
    }
    await rows.save(read)
    const again = ownEntries(await rows.findOneByOrFail({ id: 1 }))
    expect(names.map((name) => again.get(name))).toEqual(names.map((name) => `new ${name}`))

    await rows.update(
      { id: 1 },
      withoutId([
        ['__proto__', null],
        ['constructor', 'c'],
      ]),
    )
    const last = ownEntries(await rows.findOneByOrFail({ id: 1 }))
    expect([last.get('__proto__'), last.get('constructor'), last.get('toString')]).toEqual([
      undefined,
      'c',
      'new toString',
    ])
  })

  it('that an object does not have itself are left alone, whatever every object seems to have', async () => {
    await rows.insert({ id: 2 })
    const found = ownEntries(await rows.findOneByOrFail({ id: 2 }))
    for (const name of names) expect([name, found.has(name), found.get(name)]).toEqual([name, true, undefined])
  })

  it('are selected one by one', async () => {
    await rows.insert(
      own(
        3,
        names.map((name) => [name, name]),
      ),
    )
    for (const name of names) {
      const read = (await rows.findOne({ where: { id: 3 }, select: [name] })) as Row
      expect([...ownEntries(read)]).toEqual([[name, name]])
    }
  })

  it('are keys of maps like any other', async () => {
    const entries = new Map(names.map((name) => [name, name]))
    await rows.insert({ id: 4, entries })
    await rows.insert({ id: 5, entries: withoutId(names.map((name) => [name, name])) })
    for (const id of [4, 5]) {
      expect(new Map([...((await rows.findOneByOrFail({ id })).entries as Map<string, string>)].sort())).toEqual(
        new Map([...entries].sort()),
      )
    }
  })

  it('stay in their quotes in CQL and in generated code', () => {
    const { cql, source } = rows.explain('find', { where: { id: 1 } })
    expect(cql).toContain('"""; DROP TABLE ""x"".""hostile""; --"')
    expect(source.hydrate === undefined).toBe(!canEvaluate())
    // Outside of string literals there is nothing but our own words.
    const code = (source.hydrate ?? '').replace(/"(?:[^"\\]|\\.)*"/g, '""')
    expect(code).not.toMatch(/evil|DROP|drop/)
  })
})

describe('values that strike back', () => {
  it('getters that throw are named, nothing being sent', async () => {
    const sent = recordStatements(db)
    const trapped = (object: Row) =>
      Object.defineProperty(object, 'null', {
        enumerable: true,
        get: () => {
          throw new RangeError('trap')
        },
      })
    const [trap, patch] = [trapped({ id: 6 }), trapped({})]
    for (const attempt of [() => rows.insert(trap), () => rows.save(trap), () => rows.update({ id: 6 }, patch)]) {
      const error = await errorOf(attempt)
      expect(error).toMatchObject({ code: 'E_UNREADABLE', property: 'null', outcome: 'not_sent' })
      expect(error.cause).toBeInstanceOf(RangeError)
    }
    expect(sent.statements).toEqual([])
    sent.stop()
  })

  it('frozen objects are written and saved', async () => {
    await rows.insert(Object.freeze({ id: 7, null: 'a' }))
    const read = Object.freeze(await rows.findOneByOrFail({ id: 7 }))
    await rows.save(read)
    await rows.update(Object.freeze({ id: 7 }), Object.freeze({ null: 'b' }))
    expect((await rows.findOneByOrFail({ id: 7 })).null).toBe('b')
  })
})

describe('while Object.prototype has a property that is a column', () => {
  const polluted = Object.prototype as unknown as Row

  afterEach(() => {
    delete polluted.null
  })

  it('nothing is written that an object does not say', async () => {
    await rows.insert({ id: 8, null: 'mine' })
    await rows.insert({ id: 9 })
    polluted.null = 'evil'
    await rows.insert({ id: 8 })
    await rows.insert({ id: 9, null: 'said' })
    await rows.update({ id: 8 }, { valueOf: 'x' })
    await rows.save(rows.create({ id: 10 }))
    delete polluted.null
    expect((await rows.findOneByOrFail({ id: 8 })).null).toBe('mine')
    expect((await rows.findOneByOrFail({ id: 9 })).null).toBe('said')
    expect((await rows.findOneByOrFail({ id: 10 })).null).toBeUndefined()
  })

  it('conditions and keys are not widened, reads are right', async () => {
    await rows.insert({ id: 11 })
    polluted.null = 'evil'
    const read = await rows.findOneByOrFail({ id: 11 })
    const exists = await rows.exists({ where: { id: 12 } })
    await rows.save(read)
    delete polluted.null
    // Only now: the matchers do not stand a polluted prototype.
    expect(exists).toBe(false)
    expect(Object.hasOwn(read, 'null') && read.null === undefined).toBe(true)
    expect((await rows.findOneByOrFail({ id: 11 })).null).toBeUndefined()
  })
})

describe('while Object.prototype has a property that is an option', () => {
  const polluted = Object.prototype as unknown as Row

  it.each(['partition', 'ttl', 'allowFiltering', 'scan', 'limit', 'select', 'consistency'])(
    '%s: nothing is sent',
    async (option) => {
      const sent = recordStatements(db)
      const attempts = [
        () => rows.findBy({ id: 1 }),
        () => rows.findOneBy({ id: 1 }),
        () => rows.find({ where: { id: 1 } }),
        () => rows.insert({ id: 1 }),
        () => rows.update({ id: 1 }, { valueOf: 'a' }, {}),
        () => rows.delete({ id: 1 }, {}),
        () => rows.save({ id: 1 }),
      ]
      const errors: unknown[] = []
      polluted[option] = true
      try {
        for (const attempt of attempts) errors.push(await attempt().catch((error: unknown) => error))
      } finally {
        delete polluted[option]
      }
      for (const error of errors) expect(error).toMatchObject({ code: 'E_POLLUTED_OPTION', outcome: 'not_sent' })
      expect(sent.statements).toEqual([])
      sent.stop()
    },
  )
})

describe('conditions on what an object has by its class, or hidden', () => {
  it('are refused: left out in silence they would widen the query', async () => {
    class Condition {
      id = 1
      get valueOf() {
        return 'a'
      }
    }
    const sent = recordStatements(db)
    for (const where of [
      new Condition(),
      Object.assign(Object.create({ id: 1 }) as object, { valueOf: 'a' }),
      Object.defineProperty(Object.assign(Object.create({}) as object, { valueOf: 'a' }), 'id', { value: 1 }),
    ]) {
      for (const attempt of [
        () => rows.findBy(where as never),
        () => rows.find({ where, allowFiltering: true } as never),
        () => rows.delete(where as never, { partition: true }),
      ]) {
        expect(await errorOf(attempt)).toMatchObject({ code: 'E_WHERE', outcome: 'not_sent' })
      }
    }
    expect(sent.statements).toEqual([])
    sent.stop()
  })
})

describe('arrays with holes', () => {
  it('are refused before anything is sent', async () => {
    const sent = recordStatements(db)
    const holes = [{ id: 1 }, , { id: 2 }] as Row[]
    for (const attempt of [() => rows.insert(holes), () => rows.save(holes), () => rows.remove(holes)]) {
      expect(await errorOf(attempt)).toMatchObject({ code: 'E_ENTITY' })
    }
    expect(sent.statements).toEqual([])
    sent.stop()
  })
})

function withoutId(values: readonly (readonly [string, unknown])[]): Row {
  const object = own(0, values)
  delete object.id
  return object
}
