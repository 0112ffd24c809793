import type { types } from 'cassandra-driver'
import { expectTypeOf } from 'expect-type'
import { printDataType } from '../../lib/cql/data-type.js'
import { frozen, list, map, set, tuple, udt, vector } from '../../lib/cql/type-helpers.js'
import type { JsTypeOf, TypedCqlType } from '../../lib/cql/type-helpers.js'
import { parseDataType } from '../../lib/cql/parse-data-type.js'
import { isCassiformError } from '../../lib/errors/cassiform-error.js'

describe('list, set, map and frozen', () => {
  it.each([
    ['list of a text', list('int'), 'list<int>'],
    ['set of a text', set('VARCHAR'), 'set<text>'],
    ['map of texts', map('text', ' int '), 'map<text, int>'],
    ['map of a nested text', map('text', 'frozen<list<int>>'), 'map<text, frozen<list<int>>>'],
    ['frozen text', frozen('list<int>'), 'frozen<list<int>>'],
    ['frozen helper', frozen(set('uuid')), 'frozen<set<uuid>>'],
    ['helpers inside helpers', list(frozen(map('int', 'date'))), 'list<frozen<map<int, date>>>'],
    ['frozen freezes all the way down', frozen('map<int, frozen<set<int>>>'), 'frozen<map<int, frozen<set<int>>>>'],
    ['frozen freezes what is inside a text', frozen('set<list<int>>'), 'frozen<set<frozen<list<int>>>>'],
    ['frozen twice', frozen(frozen(list('int'))), 'frozen<list<int>>'],
    ['frozen tuple', frozen(tuple('int')), 'frozen<tuple<int>>'],
  ])('make the type that the text names: %s', (_, type, text) => {
    expect(printDataType(type)).toBe(text)
    expect(type).toEqual(parseDataType(text))
  })

  it.each([
    ['list', () => list(set('int')), 'list<set<int>>'],
    ['set', () => set(list('int')), 'set<list<int>>'],
    ['map', () => map('int', list('int')), 'map<int, list<int>>'],
    ['map', () => map(list('int'), 'int'), 'map<list<int>, int>'],
    ['list', () => list('counter'), 'list<counter>'],
    ['set', () => set('duration'), 'set<duration>'],
    ['map', () => map('duration', 'int'), 'map<duration, int>'],
    ['frozen', () => frozen('int'), 'frozen<int>'],
    ['list', () => list('strnig'), 'list<strnig>'],
    ['list', () => list('list<set<int>>'), 'list<list<set<int>>>'],
    ['vector', () => vector('float', 0), 'vector<float, 0>'],
  ])('%s refuses what the text refuses, in the same words: %#', (helper, build, text) => {
    const ofText = errorOf(() => parseDataType(text)) as Error & { hint?: string }
    const ofHelper = errorOf(build) as Error & { hint?: string }
    expect(isCassiformError(ofHelper)).toBe(true)
    expect(ofHelper).toMatchObject({ code: 'E_TYPE_UNKNOWN', outcome: 'not_sent' })
    const hint = ofText.hint === undefined ? '' : ` ${ofText.hint}`
    expect(ofHelper.message).toBe(`${helper}(): ${ofText.message}${hint}`)
  })

  class Address {}
  const loose = udt(() => Address, { frozen: false })

  it.each([
    [
      () => (tuple as () => unknown)(),
      "tuple(): 'tuple<>' is not a CQL type: a tuple has one element or more. Write for example 'tuple<int, text>'.",
    ],
    [
      () => vector('float', 1.5),
      "vector(): 'vector<float, 1.5>' is not a CQL type: a vector has a whole number of dimensions, 1 or more.",
    ],
    [
      () => list(loose),
      'list(): a user-defined type inside another type must be frozen. Write udt(() => ItsClass), which is frozen unless said otherwise.',
    ],
    [
      () => map('text', loose),
      'map(): a user-defined type inside another type must be frozen. Write udt(() => ItsClass), which is frozen unless said otherwise.',
    ],
    [
      () => set(list(udt(() => Address))),
      "set(): 'set<list<frozen<a user-defined type>>>' is not a CQL type: what is inside another type must be frozen. Write frozen(list(…)) for the list inside.",
    ],
  ])('say of what has no text what can be written: %#', (build, message) => {
    expect((errorOf(build) as Error).message).toBe(message)
  })

  it('freeze user-defined types', () => {
    expect(frozen(loose)).toMatchObject({ kind: 'class', frozen: true })
    expect(list(frozen(loose))).toMatchObject({ element: { kind: 'class', frozen: true } })
  })

  it('throws errors of other kinds unchanged', () => {
    const hostile = {
      get kind(): never {
        throw new RangeError('mine')
      },
    }
    expect(() => list(hostile as unknown as TypedCqlType<unknown>)).toThrow(RangeError)
  })
})

describe('TypeScript types', () => {
  it('follow from helpers', () => {
    expectTypeOf(held(list('int'))).toEqualTypeOf<number[]>()
    expectTypeOf(held(set('text'))).toEqualTypeOf<Set<string>>()
    expectTypeOf(held(map('text', 'bigint'))).toEqualTypeOf<Map<string, bigint>>()
    expectTypeOf(held(frozen(list('timestamp')))).toEqualTypeOf<Date[]>()
    expectTypeOf(held(frozen('set<blob>'))).toEqualTypeOf<Set<Buffer>>()
    expectTypeOf(held(map('uuid', frozen(list('double'))))).toEqualTypeOf<Map<string, number[]>>()
    const written: string = 'int'
    expectTypeOf(held(list(written))).toEqualTypeOf<unknown[]>()
    expectTypeOf<TypedCqlType<number[]>>().not.toEqualTypeOf<TypedCqlType<string[]>>()
  })

  it('follow from texts of native types', () => {
    expectTypeOf<JsTypeOf<'int' | 'smallint' | 'tinyint' | 'float' | 'double'>>().toEqualTypeOf<number>()
    expectTypeOf<JsTypeOf<'bigint'>>().toEqualTypeOf<bigint>()
    expectTypeOf<JsTypeOf<'varint'>>().toEqualTypeOf<bigint>()
    expectTypeOf<JsTypeOf<'counter'>>().toEqualTypeOf<bigint>()
    expectTypeOf<JsTypeOf<'text' | 'varchar' | 'ascii'>>().toEqualTypeOf<string>()
    expectTypeOf<JsTypeOf<'uuid' | 'timeuuid' | 'decimal' | 'date' | 'time' | 'inet'>>().toEqualTypeOf<string>()
    expectTypeOf<JsTypeOf<'boolean'>>().toEqualTypeOf<boolean>()
    expectTypeOf<JsTypeOf<'timestamp'>>().toEqualTypeOf<Date>()
    expectTypeOf<JsTypeOf<'blob'>>().toEqualTypeOf<Buffer>()
    expectTypeOf<JsTypeOf<'duration'>>().toEqualTypeOf<types.Duration>()
    expectTypeOf<JsTypeOf<'VarChar'>>().toEqualTypeOf<string>()
    expectTypeOf<JsTypeOf<' int '>>().toEqualTypeOf<number>()
  })

  it('follow from texts of collections, however nested and spaced', () => {
    expectTypeOf<JsTypeOf<'list<int>'>>().toEqualTypeOf<number[]>()
    expectTypeOf<JsTypeOf<'set<text>'>>().toEqualTypeOf<Set<string>>()
    expectTypeOf<JsTypeOf<'map<text,int>'>>().toEqualTypeOf<Map<string, number>>()
    expectTypeOf<JsTypeOf<'MAP < text , int >'>>().toEqualTypeOf<Map<string, number>>()
    expectTypeOf<JsTypeOf<'frozen<list<int>>'>>().toEqualTypeOf<number[]>()
    expectTypeOf<JsTypeOf<'set<frozen<map<text, int>>>'>>().toEqualTypeOf<Set<Map<string, number>>>()
    expectTypeOf<JsTypeOf<'map<frozen<map<int, frozen<set<date>>>>, frozen<list<blob>>>'>>().toEqualTypeOf<
      Map<Map<number, Set<string>>, Buffer[]>
    >()
    expectTypeOf<JsTypeOf<'list<frozen<list<frozen<list<frozen<list<frozen<list<int>>>>>>>>>'>>().toEqualTypeOf<
      number[][][][][]
    >()
  })

  it('are unknown for texts that name no type', () => {
    expectTypeOf<JsTypeOf<'strnig'>>().toEqualTypeOf<unknown>()
    expectTypeOf<JsTypeOf<'map<text>'>>().toEqualTypeOf<unknown>()
    expectTypeOf<JsTypeOf<'list<int'>>().toEqualTypeOf<unknown>()
    expectTypeOf<JsTypeOf<''>>().toEqualTypeOf<unknown>()
    expectTypeOf<JsTypeOf<string>>().toEqualTypeOf<unknown>()
  })
})

/** The type of the property alone: the value is the CQL type. */
function held<T>(type: TypedCqlType<T>): T {
  return type as T
}

function errorOf(act: () => unknown): unknown {
  try {
    act()
  } catch (error) {
    return error
  }
  throw new Error('nothing was thrown')
}
