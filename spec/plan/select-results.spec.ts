import { Element, Field, In, MoreThan, Similarity, Ttl, Writetime } from '../../lib/index.js'
import type { CassiformError } from '../../lib/index.js'
import { EntityPlans } from '../../lib/plan/entity-plans.js'
import type { SelectInput } from '../../lib/plan/entity-plans.js'
import { errorOf } from '../support/error-of.js'
import { Measurement, Picture } from '../support/result-entities.js'
import { modelOf } from '../support/sample-entities.js'

const plans = new EntityPlans(modelOf(Measurement))
const pictures = new EntityPlans(modelOf(Picture))
const where = { site: 'a', day: 1 }
const vector = Float32Array.of(1, 2, 3)

const planOf = (input: SelectInput, of = plans) => of.select('find', input).plan
const cqlOf = (input: SelectInput, of = plans) => planOf(input, of).cql.replace(/ FROM "ks"\."\w+"/, ' …')
/** What is selected, without the word and what follows. */
const selected = (select: unknown) => /^SELECT (.*) …/.exec(cqlOf({ where, select }))?.[1]
const refusal = async (input: SelectInput, of = plans) => {
  const { code, message, property, outcome } = await errorOf(() => planOf(input, of))
  expect(outcome).toBe('not_sent')
  return { code, message, property }
}

describe('a select map', () => {
  it.each<[string, object, string]>([
    ['columns', { note: true, hour: true }, '"note", "hour"'],
    ['a hidden column', { hidden: true }, '"hidden"'],
    ['what the entity computes', { writtenAt: true }, 'writetime("value") AS "writetime 20"'],
    ['Writetime', { at: Writetime('value') }, 'writetime("value") AS "writetime 21"'],
    ['Ttl of a static', { note: true, left: Ttl('owner') }, '"note", ttl("owner") AS "ttl 22"'],
    ['Writetime of a frozen collection', { at: Writetime('moments') }, 'writetime("moments") AS "writetime 21"'],
    ['Field', { zip: Field('place', 'zip') }, '"place"."Zip ""code""" AS "field 21"'],
    ['Field of one that is not frozen', { city: Field('loose', 'city') }, '"loose"."city" AS "field 21"'],
    ['Element', { a: Element('counts', 'a') }, '"counts"[?] AS "element 21"'],
  ])('of %s', (_, select, expected) => {
    expect(selected(select)).toBe(expected)
  })

  it('binds its operands before the condition', () => {
    const select = { a: Element('counts', 'x'), b: Element('moments', 'y') }
    const plan = planOf({ where, select, limit: 3 })
    expect(plan.markers).toEqual(['key(counts)', 'key(moments)', 'site', 'day', 'limit'])
    expect(plan.bind(where, { select, limit: 3 })).toEqual(['x', 'y', 'a', 1, 3])
  })

  it('is the same statement for other operands, and another for other names', () => {
    const a = planOf({ where, select: { n: Element('counts', 'a') } })
    expect(planOf({ where, select: { n: Element('counts', 'b') } })).toBe(a)
    expect(planOf({ where, select: { m: Element('counts', 'a') } })).not.toBe(a)
    expect(planOf({ where, select: { n: Element('moments', 'a') } })).not.toBe(a)
    expect(planOf({ where, select: { n: Writetime('value') } })).not.toBe(
      planOf({ where, select: { n: Ttl('value') } }),
    )
  })

  it('tells names apart that look like the end of others', () => {
    const first = planOf({ where, select: { 'a"': Writetime('value'), b: Writetime('value') } })
    expect(planOf({ where, select: { 'a",w8"b': Writetime('value') } })).not.toBe(first)
  })

  it('reads rows into plain objects of its names', () => {
    const select = {
      hour: true,
      writtenAt: true,
      counts: true,
      written: Writetime('note'),
      left: Ttl('note'),
      zip: Field('place', 'zip'),
      a: Element('counts', 'a'),
      when: Element('moments', 'b'),
    }
    const { hydrate } = planOf({ where, select })
    const cells = { hour: 3, 'writetime 20': 5n, counts: null }
    const absent = { written: undefined, left: undefined, zip: undefined, a: undefined, when: undefined }
    expect(hydrate(cells)).toEqual({ hour: 3, writtenAt: 5n, counts: new Map(), ...absent })
    const more = { 'writetime 24': 7n, 'ttl 25': 60, 'field 26': 9n, 'element 27': 2, 'element 28': new Date(5) }
    const row = hydrate({ ...cells, ...more })
    expect(row).toEqual({
      ...{ hour: 3, writtenAt: 5n, counts: new Map(), written: 7n, left: 60 },
      ...{ zip: 9, a: 2, when: new Date(5) },
    })
    expect(Object.getPrototypeOf(row)).toBe(Object.prototype)
    expect(Object.keys(row)).toEqual(Object.keys(select))
  })

  it('reads into names that every object has', () => {
    const select: Record<string, unknown> = Object.fromEntries<unknown>([
      ['__proto__', Writetime('value')],
      ['constructor', Element('counts', 'a')],
    ])
    const plan = planOf({ where, select })
    const row = plan.hydrate({ 'writetime 21': 7n, 'element 22': 1 })
    expect(Object.entries(row)).toEqual([
      ['__proto__', 7n],
      ['constructor', 1],
    ])
    expect(plan.bind(where, { select })).toEqual(['a', 'a', 1])
  })

  it('names its property where a cell cannot be read', () => {
    const plan = planOf({ where, select: { code: Field('place', 'zip') } })
    const error = plan.explainFailure([{ 'field 21': 2n ** 60n }], new Error('hydrate')) as CassiformError
    expect(error).toMatchObject({ code: 'E_DECODE', property: 'code' })
  })

  it.each<[string, unknown, string, string]>([
    ['nothing', {}, 'E_SELECT', 'with at least one in it'],
    ['no map', new Map([['at', true]]), 'E_SELECT', 'select takes property names, or a map'],
    ['a text', 'at', 'E_SELECT', 'select takes property names, or a map'],
    ['false', { note: false }, 'E_SELECT', "'note' in select is boolean; expected true"],
    ['undefined', { note: undefined }, 'E_SELECT', "'note' in select is undefined"],
    ['null', { note: null }, 'E_SELECT', "'note' in select is null"],
    ['an unknown column', { nota: true }, 'E_UNKNOWN_PROPERTY', "Did you mean 'note'?"],
    ['an unknown column of a function', { n: Writetime('valeu') }, 'E_UNKNOWN_PROPERTY', "Did you mean 'value'?"],
    ['no name at all', { n: Writetime(5 as never) }, 'E_SELECT', 'Writetime() takes the name of a property'],
    ['what looks like a function', { n: { kind: 'writetime', property: 'value' } }, 'E_SELECT', 'is object; expected'],
    ['a key column', { n: Writetime('hour') }, 'E_SELECT', 'is a primary key column'],
    ['parts with a time each', { n: Ttl('tags') }, 'E_SELECT', 'is not frozen, so each of its parts'],
    ['fields with a time each', { n: Writetime('loose') }, 'E_SELECT', 'is not frozen, so each of its parts'],
    ['what is computed', { n: Writetime('writtenAt') }, 'E_COMPUTED', 'computed by the server'],
    ['a field of no type', { n: Field('note', 'x') }, 'E_SELECT', 'is text; expected a user-defined type'],
    [
      'an unknown field',
      { n: Field('place', 'zap') },
      'E_SELECT',
      "'zap' is not a field of Place. Did you mean 'zip'?",
    ],
    ['an element of a set', { n: Element('tags', 'x') }, 'E_SELECT', 'is set<text>; expected a map'],
    ['a similarity without an index', { n: Similarity('note', [1]) }, 'E_SELECT', 'has no index that says how'],
  ])('refuses %s', async (_, select, code, text) => {
    const { code: given, message } = await refusal({ where, select })
    expect({ given, message }).toEqual({ given: code, message: expect.stringContaining(text) as string })
  })

  it('refuses parts of a column with a transformer', async () => {
    expect(await refusal({ where, select: { n: Field('loud', 'x') } })).toMatchObject({ code: 'E_SELECT' })
  })

  it.each([
    ['of another type', Element('counts', 5), 'expected a string, given'],
    ['null', Element('counts', null), 'given null'],
    ['undefined', Element('counts', undefined), 'given undefined'],
  ])('refuses a key %s before it is sent', async (_, select, text) => {
    const plan = planOf({ where, select: { n: select } })
    const error = await errorOf(() => plan.bind(where, { select: { n: select } }))
    expect(error).toMatchObject({ code: 'E_VALUE', property: 'counts', outcome: 'not_sent' })
    expect(error.message).toContain(text)
  })
})

describe('groupBy', () => {
  it.each<[string, SelectInput, string]>([
    ['the first clustering column', { where, groupBy: ['hour'] }, 'GROUP BY "hour"'],
    ['all', { where, groupBy: ['site', 'day', 'hour', 'minute'] }, 'GROUP BY "site", "day", "hour", "minute"'],
    ['the partition', { where: { site: 'a', day: In([1, 2]) }, groupBy: ['site', 'day'] }, 'GROUP BY "site", "day"'],
    ['the open part of the partition', { where: { site: 'a', day: In([1]) }, groupBy: ['day'] }, 'GROUP BY "day"'],
    ['past one value', { where: { ...where, hour: 3 }, groupBy: ['minute'] }, 'GROUP BY "minute"'],
    [
      'what is restricted to a range, in reverse',
      { where: { ...where, hour: MoreThan(3) }, groupBy: ['hour'], order: { hour: 'desc' }, limit: 2 },
      'GROUP BY "hour" ORDER BY "hour" DESC LIMIT ?',
    ],
  ])('%s', (_, input, expected) => {
    const plan = planOf(input)
    expect(plan.cql.endsWith(expected)).toBe(true)
    expect(plan.hydrate({ site: 'a', day: 1, hour: 2, minute: 3 })).toBeInstanceOf(Measurement)
  })

  it('is part of the shape', () => {
    const cqls = [undefined, ['hour'], ['hour', 'minute']].map((groupBy) => planOf({ where, groupBy }).cql)
    expect(new Set(cqls).size).toBe(3)
  })

  it.each<[string, SelectInput, string | undefined, string]>([
    ['nothing', { where, groupBy: [] }, undefined, 'at least one'],
    ['a text', { where, groupBy: 'hour' }, undefined, 'takes a list'],
    ['no key column', { where, groupBy: ['note'] }, 'note', 'is no primary key column'],
    ['a gap', { where, groupBy: ['minute'] }, 'minute', 'a column before it is left out'],
    ['a gap of several values', { where: { ...where, hour: In([1]) }, groupBy: ['minute'] }, 'minute', 'left out'],
    ['twice the same', { where, groupBy: ['hour', 'hour'] }, 'hour', 'out of its order'],
    ['part of the partition key', { where, groupBy: ['site'] }, 'site', 'only a part of the partition key'],
    ['past several partitions', { where: { site: 'a', day: In([1, 2]) }, groupBy: ['hour'] }, 'hour', 'left out'],
  ])('refuses %s', async (_, input, property, text) => {
    const error = await refusal(input)
    expect(error).toMatchObject({ code: 'E_GROUP_BY', property })
    expect(error.message).toContain(text)
  })

  it('refuses a name that is no column', async () => {
    expect((await refusal({ where, groupBy: ['huor'] })).message).toContain("Did you mean 'hour'?")
  })
})

describe('distinct', () => {
  it('reads the partition key and statics, plain', () => {
    const plan = planOf({ where, distinct: true })
    expect(plan.cql).toBe(
      'SELECT DISTINCT "site", "day", "owner" FROM "ks"."measurements" WHERE "site" = ? AND "day" = ?',
    )
    expect(plan.hydrate({ site: 'a', day: 1, owner: null })).toEqual({ site: 'a', day: 1, owner: undefined })
  })

  it('reads the whole table on purpose', () => {
    const plan = planOf({ scan: true, distinct: true, select: ['site', 'day'], limit: 5 })
    expect(plan.cql).toBe('SELECT DISTINCT "site", "day" FROM "ks"."measurements" LIMIT ?')
    expect(plan.accessPath).toBe('scan')
  })

  it('reads facts of statics, and a part of a key that is given', () => {
    expect(cqlOf({ where, distinct: true, select: { at: Writetime('owner') } })).toContain(
      'SELECT DISTINCT writetime("owner") AS "writetime 21" …',
    )
    expect(cqlOf({ where: { site: 'a', day: In([1]) }, distinct: true, select: ['day'] })).toContain('DISTINCT "day" …')
  })

  it.each<[string, SelectInput, string, string]>([
    ['columns of rows', { where, distinct: true, select: ['hour'] }, 'E_DISTINCT', 'cannot be read with distinct'],
    ['facts of rows', { where, distinct: true, select: { n: Ttl('note') } }, 'E_DISTINCT', 'cannot be read'],
    ['computed ones', { where, distinct: true, select: ['writtenAt'] }, 'E_DISTINCT', 'cannot be read'],
    ['conditions on rows', { where: { ...where, hour: 1 }, distinct: true }, 'E_DISTINCT', 'cannot be restricted'],
    ['half a key', { scan: true, distinct: true, select: ['site', 'owner'] }, 'E_DISTINCT', 'leaves out day'],
    ['an order', { where, distinct: true, order: { hour: 'asc' } }, 'E_DISTINCT', 'distinct and order exclude'],
    ['groups', { where, distinct: true, groupBy: ['hour'] }, 'E_DISTINCT', 'distinct and groupBy exclude'],
    ['a limit of rows', { where, distinct: true, perPartitionLimit: 1 }, 'E_DISTINCT', 'perPartitionLimit exclude'],
    ['no boolean', { where, distinct: 'yes' as never }, 'E_OPTION', "option 'distinct' takes true or false"],
    ['a scan that is no boolean', { scan: 'yes' as never, distinct: true }, 'E_OPTION', "option 'scan' takes true"],
    ['a filter that is no boolean', { where, allowFiltering: 1 as never }, 'E_OPTION', "option 'allowFiltering' takes"],
    ['no condition', { distinct: true }, 'E_FULL_SCAN', 'would read the whole table'],
  ])('refuses %s', async (_, input, code, text) => {
    const error = await refusal(input)
    expect(error.code).toBe(code)
    expect(error.message).toContain(text)
  })
})

describe('a vector search', () => {
  const search = { annOf: { cosine: vector }, limit: 2 }

  it('orders by nearness, and binds the vector after the condition', () => {
    const input = { where: { album: 'a' }, select: { name: true, near: Similarity('cosine', vector) }, ...search }
    const plan = planOf(input, pictures)
    expect(plan.cql).toBe(
      'SELECT "name", similarity_cosine("cosine", ?) AS "similarity 10" FROM "ks"."pictures" ' +
        'WHERE "album" = ? ORDER BY "cosine" ANN OF ? LIMIT ?',
    )
    expect(plan.markers).toEqual(['similarity(cosine)', 'album', 'annOf(cosine)', 'limit'])
    const bytes = Buffer.from('3f8000004000000040400000', 'hex')
    expect(plan.bind(input.where, input)).toEqual([bytes, 'a', bytes, 2])
    expect(plan).toMatchObject({ isNearest: true, accessPath: 'partition' })
  })

  it('reads NaN where a row has no vector', () => {
    const { hydrate } = planOf({ where: { album: 'a' }, select: { n: Similarity('cosine', vector) } }, pictures)
    expect(hydrate({ 'similarity 9': null })).toEqual({ n: NaN })
    expect(hydrate({ 'similarity 9': 0.5 })).toEqual({ n: 0.5 })
  })

  it.each<[string, SelectInput, string, string]>([
    ['alone', search, 'ORDER BY "cosine" ANN OF ? LIMIT ?', 'index'],
    ['with an empty condition', { where: {}, ...search }, 'ORDER BY "cosine" ANN OF ? LIMIT ?', 'index'],
    ['of whole entities', { annOf: { dot: [1, 2, 3] }, limit: 1 }, 'ORDER BY "dot" ANN OF ? LIMIT ?', 'index'],
    [
      'with another index',
      { where: { size: MoreThan(5) }, ...search },
      'WHERE "size" > ? ORDER BY "cosine" ANN OF ? LIMIT ?',
      'index',
    ],
    [
      'in a part of a partition',
      { where: { album: 'a', name: MoreThan('b') }, ...search },
      'WHERE "album" = ? AND "name" > ? ORDER BY "cosine" ANN OF ? LIMIT ?',
      'partition',
    ],
  ])('%s', (_, input, cql, accessPath) => {
    const plan = planOf(input, pictures)
    expect(plan.cql.endsWith(`FROM "ks"."pictures" ${cql}`)).toBe(true)
    expect(plan.accessPath).toBe(accessPath)
  })

  it('compares as the index does', () => {
    const select = { a: Similarity('euclidean', vector), b: Similarity('dot', [1, 2, 3]) }
    expect(cqlOf({ where: { album: 'a' }, select }, pictures)).toContain(
      'similarity_euclidean("euclidean", ?) AS "similarity 9", similarity_dot_product("dot", ?) AS "similarity 10"',
    )
  })

  it.each<[string, SelectInput, string, string]>([
    ['no limit', { annOf: { cosine: vector } }, 'E_ANN', 'annOf needs a limit'],
    ['two columns', { annOf: { cosine: vector, dot: vector }, limit: 1 }, 'E_ANN', 'an object with one property'],
    ['a vector alone', { annOf: vector, limit: 1 }, 'E_ANN', 'an object with one property'],
    ['no vector', { annOf: { cosine: undefined }, limit: 1 }, 'E_ANN', 'the vector to look for is undefined'],
    ['an unknown column', { annOf: { cosin: vector }, limit: 1 }, 'E_UNKNOWN_PROPERTY', "Did you mean 'cosine'?"],
    ['no index', { annOf: { plain: vector }, limit: 1 }, 'E_ANN', 'has no index for vector search'],
    ['a text', { annOf: { note: 'x' }, limit: 1 }, 'E_ANN', 'is no vector'],
    ['an order', { ...search, order: { name: 'asc' } }, 'E_ANN', 'annOf and order exclude'],
    ['a limit of partitions', { ...search, perPartitionLimit: 1 }, 'E_ANN', 'annOf and perPartitionLimit exclude'],
    ['groups', { ...search, groupBy: ['name'] }, 'E_ANN', 'annOf and groupBy exclude'],
    ['distinct', { ...search, distinct: true }, 'E_ANN', 'annOf and distinct exclude'],
    ['filtering', { ...search, where: { note: 'x' }, allowFiltering: true }, 'E_ANN', 'annOf and allowFiltering'],
    ['several partitions', { ...search, where: { album: In(['a', 'b']) } }, 'E_ANN', 'takes one partition'],
    ['another column', { ...search, where: { note: 'x' } }, 'E_PARTITION_KEY', 'would have to ask every node'],
    ['an index of the old kind', { ...search, where: { artist: 'x' } }, 'E_ANN', 'has no SAI index'],
  ])('refuses %s', async (_, input, code, text) => {
    const error = await refusal(input, pictures)
    expect(error.code).toBe(code)
    expect(error.message).toContain(text)
  })

  it.each<[string, object, string, string]>([
    ['a limit above 1,000', { ...search, limit: 1001 }, 'E_OPTION', 'an integer from 1 to 1000'],
    ['a limit of 0', { ...search, limit: 0 }, 'E_OPTION', 'an integer from 1 to 1000'],
    ['zeros, which have no direction', { ...search, annOf: { cosine: [0, -0, 0] } }, 'E_VALUE', 'one of zeros only'],
    ['another dimension', { ...search, annOf: { cosine: [1] } }, 'E_VALUE', 'one of 1'],
    ['NaN', { ...search, annOf: { cosine: [NaN, 1, 1] } }, 'E_VALUE', 'element 0 that is NaN'],
    ['an element too large', { ...search, annOf: { cosine: [1, 1e18, 1] } }, 'E_VALUE', 'element 1 beyond that'],
    ['zeros to compare with', { ...search, select: { n: Similarity('cosine', [0, 0, 0]) } }, 'E_VALUE', 'zeros only'],
  ])('refuses %s before it is sent', async (_, input, code, text) => {
    const error = await errorOf(() => planOf(input, pictures).bind(undefined, input))
    expect(error).toMatchObject({ code, outcome: 'not_sent' })
    expect(error.message).toContain(text)
  })
})

describe('into', () => {
  class View {
    note?: string
    readonly made = true
    get length(): number {
      return this.note?.length ?? 0
    }
  }

  it('builds instances of another class by the names of properties', () => {
    const { hydrate } = planOf({ where, into: View, select: ['note', 'hour'] })
    const view = hydrate({ note: 'abc', hour: 4 })
    expect(view).toBeInstanceOf(View)
    expect(view).toEqual(Object.assign(new View(), { note: 'abc', hour: 4 }))
    expect(view).toMatchObject({ made: true, length: 3 })
  })

  it('tells classes of one name apart', () => {
    const [A, B] = [1, 2].map(() => class Same {}) as [new () => object, new () => object]
    expect(planOf({ where, into: A }).hydrate({})).toBeInstanceOf(A)
    expect(planOf({ where, into: B }).hydrate({})).toBeInstanceOf(B)
    expect(planOf({ where, into: A })).toBe(planOf({ where, into: A }))
  })

  it.each<[string, unknown, string]>([
    ['no class', {}, 'into takes a class'],
    ['an arrow function', () => ({}), 'into takes a class'],
    ['null', null, 'into takes a class'],
  ])('refuses %s', async (_, into, text) => {
    expect(await refusal({ where, into })).toMatchObject({
      code: 'E_INTO',
      message: expect.stringContaining(text) as string,
    })
  })

  it('refuses a class that computes what is read', async () => {
    class Computing {
      get note(): string {
        return 'mine'
      }
    }
    class Below extends Computing {}
    expect(await refusal({ where, into: Below })).toMatchObject({ code: 'E_INTO', property: 'note' })
    expect(planOf({ where, into: Below, select: ['hour'] }).hydrate({ hour: 1 })).toMatchObject({ hour: 1 })
  })

  it('takes a setter', () => {
    class Setting {
      #note = ''
      set note(value: string) {
        this.#note = `<${value}>`
      }
      get note(): string {
        return this.#note
      }
    }
    expect(planOf({ where, into: Setting, select: ['note'] }).hydrate({ note: 'x' })).toMatchObject({ note: '<x>' })
  })
})

describe('lazy', () => {
  it('is a fact of the plan', () => {
    expect(planOf({ where, lazy: true })).toMatchObject({ isLazy: true })
    expect(planOf({ where })).toMatchObject({ isLazy: false })
    expect(planOf({ where, lazy: false })).toMatchObject({ isLazy: false })
  })

  it.each<[string, SelectInput, string]>([
    ['select', { where, lazy: true, select: ['note'] }, 'E_LAZY'],
    ['into', { where, lazy: true, into: class {} }, 'E_LAZY'],
    ['distinct', { where, lazy: true, distinct: true }, 'E_LAZY'],
    ['no boolean', { where, lazy: 1 as never }, 'E_OPTION'],
  ])('refuses %s', async (_, input, code) => {
    expect(await refusal(input)).toMatchObject({ code })
  })
})
