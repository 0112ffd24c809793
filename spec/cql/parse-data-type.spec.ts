import fc from 'fast-check'
import { freeze, nativeTypeNames, printDataType } from '../../lib/cql/data-type.js'
import type { CqlType, NativeTypeName } from '../../lib/cql/data-type.js'
import { parseDataType, TypeTextError } from '../../lib/cql/parse-data-type.js'
import { isCassiformError } from '../../lib/errors/cassiform-error.js'

const native = (name: NativeTypeName): CqlType => ({ kind: 'native', name })

describe('parseDataType', () => {
  it.each(nativeTypeNames.map((name) => [name]))('knows %s, in either case and with white space around', (name) => {
    expect(parseDataType(name)).toEqual(native(name))
    expect(parseDataType(` \t${name.toUpperCase()}\n`)).toEqual(native(name))
    expect(printDataType(parseDataType(name))).toBe(name)
  })

  it.each<[string, CqlType]>([
    ['varchar', native('text')],
    ['list<int>', { kind: 'list', frozen: false, element: native('int') }],
    ['SET < Text >', { kind: 'set', frozen: false, element: native('text') }],
    ['map<text,int>', { kind: 'map', frozen: false, key: native('text'), value: native('int') }],
    ['\nmap\n<\ntext\n,\n int >', { kind: 'map', frozen: false, key: native('text'), value: native('int') }],
    ['frozen<list<varchar>>', { kind: 'list', frozen: true, element: native('text') }],
    ['frozen<frozen<list<int>>>', { kind: 'list', frozen: true, element: native('int') }],
    ['map<int, duration>', { kind: 'map', frozen: false, key: native('int'), value: native('duration') }],
    ['list<duration>', { kind: 'list', frozen: false, element: native('duration') }],
    [
      'list<frozen<set<int>>>',
      { kind: 'list', frozen: false, element: { kind: 'set', frozen: true, element: native('int') } },
    ],
  ])('reads %j', (text, type) => {
    expect(parseDataType(text)).toEqual(type)
  })

  it('freezes everything inside frozen', () => {
    const inner: CqlType = { kind: 'list', frozen: true, element: native('int') }
    expect(parseDataType('frozen<set<list<int>>>')).toEqual({ kind: 'set', frozen: true, element: inner })
    expect(parseDataType('frozen<set<frozen<list<int>>>>')).toEqual({ kind: 'set', frozen: true, element: inner })
    expect(parseDataType('frozen<map<int, list<int>>>')).toMatchObject({ frozen: true, value: inner })
  })

  it.each([
    ['strnig', "'strnig' is not a CQL type. Did you mean 'text'?"],
    ['txt', "'txt' is not a CQL type. Did you mean 'text'?"],
    ['timestmap', "'timestmap' is not a CQL type. Did you mean 'timestamp'?"],
    ['string', "'string' is not a CQL type. Did you mean 'text'?"],
    ['String', "'String' is not a CQL type. Did you mean 'text'?"],
    ['integer', "'integer' is not a CQL type. Did you mean 'int'?"],
    ['long', "'long' is not a CQL type. Did you mean 'bigint'?"],
    ['number', "'number' is not a CQL type. Did you mean 'double'?"],
    ['bool', "'bool' is not a CQL type. Did you mean 'boolean'?"],
    ['array<text>', "'array' is not a CQL type. Did you mean 'list'?"],
    ['lst<text>', "'lst' is not a CQL type. Did you mean 'list'?"],
    ['list<strng>', "'strng' is not a CQL type. Did you mean 'text'?"],
    ['addressbook', "'addressbook' is not a CQL type."],
    ['int int', "'int int' is not a CQL type."],
    ['', 'is not a CQL type: the text is empty.'],
    ['  ', 'is not a CQL type: the text is empty.'],
    ['list<int', "'list<int' is not a CQL type: a '>' is missing."],
    ['map<int, int', "'map<int, int' is not a CQL type: a '>' is missing."],
    ['list<', "'list<' is not a CQL type: it ends too early."],
    ['list<int>>', "'list<int>>' is not a CQL type: a '>' has no '<' of its own."],
    ['int>', "'int>' is not a CQL type: a '>' has no '<' of its own."],
    ['<int>', "'<int>' is not a CQL type: a type name is missing before '<'."],
    ['list<,int>', "'list<,int>' is not a CQL type: a type name is missing before ','."],
    ['map<int,>', "'map<int,>' is not a CQL type: a type name is missing before '>'."],
    ['list<int> text', "'list<int> text' is not a CQL type: nothing may follow the type, found 'text'."],
    ['int, int', "'int, int' is not a CQL type: nothing may follow the type, found ','."],
    ['map<list<int> int, int>', "'map<list<int> int, int>' is not a CQL type: expected ',' or '>' before 'int'."],
    ['list', "'list' is not a CQL type: list takes one type in brackets, given none."],
    ['list<>', "'list<>' is not a CQL type: list takes one type in brackets, given 0."],
    ['list<int, int>', "'list<int, int>' is not a CQL type: list takes one type in brackets, given 2."],
    ['map<int>', "'map<int>' is not a CQL type: map takes two types in brackets, given 1."],
    ['map', "'map' is not a CQL type: map takes two types in brackets, given none."],
    ['frozen', "'frozen' is not a CQL type: frozen takes one type in brackets, given none."],
    ['int<text>', "'int<…>' is not a CQL type: int takes no type in brackets."],
    ['frozen<int>', "'frozen<int>' is not a CQL type: only collections and user-defined types can be frozen."],
    ['set<list<int>>', "'set<list<int>>' is not a CQL type: what is inside another type must be frozen."],
    ['list<frozen<int>>', "'frozen<int>' is not a CQL type: only collections and user-defined types can be frozen."],
    ['list<counter>', "'list<counter>' is not a CQL type: no other type can hold counters."],
    ['map<counter, int>', "'map<counter, int>' is not a CQL type: no other type can hold counters."],
    ['frozen<map<int, counter>>', "'frozen<map<int, counter>>' is not a CQL type: no other type can hold counters."],
    ['set<duration>', "'set<duration>' is not a CQL type: durations have no order"],
    ['frozen<set<duration>>', "'frozen<set<duration>>' is not a CQL type: durations have no order"],
    ['map<duration, int>', "'map<duration, int>' is not a CQL type: durations have no order"],
    ['tuple<counter>', "'frozen<tuple<counter>>' is not a CQL type: no other type can hold counters."],
    ['tuple', "'tuple' is not a CQL type: tuple takes at least one type in brackets, given none."],
    ['tuple<>', "'tuple<>' is not a CQL type: tuple takes at least one type in brackets, given 0."],
    ['vector', "'vector' is not a CQL type: vector takes a type and the number of dimensions in brackets, given none."],
    [
      'vector<float>',
      "'vector<float>' is not a CQL type: vector takes a type and the number of dimensions in brackets.",
    ],
    ['vector<float, int>', "'vector<float, int>' is not a CQL type: vector takes a type and the number of dimensions"],
    [
      'vector<float, 3, 4>',
      "'vector<float, 3, 4>' is not a CQL type: vector takes a type and the number of dimensions",
    ],
    ['vector<float, 0>', "'vector<float, 0>' is not a CQL type: a vector has a whole number of dimensions, 1 or more."],
    ['address', "'address' is not a CQL type."],
  ])('refuses %j', (text, words) => {
    const error = refusalOf(text)
    expect(error.message.slice(0, words.length)).toBe(words)
    expect(isCassiformError(error)).toBe(false)
  })

  it.each([
    ['set<list<int>>', "Write 'set<frozen<list<int>>>'."],
    ['map<text, set<int>>', "Write 'map<text, frozen<set<int>>>'."],
    ['list<list<frozen<list<int>>>>', "Write 'list<frozen<list<frozen<list<int>>>>>'."],
    ['frozen<text>', "Write 'text'."],
    ['map<int>', "Write for example 'map<text, int>'."],
    ['vector<float>', "Write for example 'vector<float, 384>'."],
  ])('says how to mend %j', (text, hint) => {
    expect(refusalOf(text).hint).toBe(hint)
    const [, mended] = /'(.*)'/.exec(hint)!
    expect(printDataType(parseDataType(mended!))).toBe(mended)
  })

  it('suggests nothing where nothing is near', () => {
    const { message, hint } = refusalOf('geometry')
    expect(message).toBe("'geometry' is not a CQL type.")
    expect(hint).toBe('For a user-defined type, write udt(() => ItsClass) instead of its name.')
  })

  it.each([
    ['tuple<int, list<set<int>>>', 'frozen<tuple<int, frozen<list<frozen<set<int>>>>>>'],
    ['frozen<tuple<int>>', 'frozen<tuple<int>>'],
    ['list<tuple<duration>>', 'list<frozen<tuple<duration>>>'],
    ['VECTOR < float , 3 >', 'vector<float, 3>'],
    ['frozen<vector<list<int>, 2>>', 'vector<frozen<list<int>>, 2>'],
    ['map<text, vector<vector<float, 2>, 3>>', 'map<text, vector<vector<float, 2>, 3>>'],
  ])('reads %j as the server does', (text, printed) => {
    expect(printDataType(parseDataType(text))).toBe(printed)
  })

  it.each([
    ['frozen<address>', { kind: 'udt', frozen: true, name: 'address' }],
    ['"Odd <name>, ""quoted"""', { kind: 'udt', frozen: false, name: 'Odd <name>, "quoted"' }],
    ['list<frozen<"A">>', { kind: 'list', frozen: false, element: { kind: 'udt', frozen: true, name: 'A' } }],
  ])('reads the name of a user-defined type in %j, where the server says it', (text, type) => {
    expect(parseDataType(text, { userTypes: true })).toEqual(type)
    expect(parseDataType(printDataType(type as CqlType), { userTypes: true })).toEqual(type)
  })

  it('reads back every type that is printed, however it is spaced', () => {
    fc.assert(
      fc.property(anyType, fc.constantFrom('', ' ', '\n\t'), (type, space) => {
        const printed = printDataType(type)
        expect(parseDataType(printed)).toEqual(type)
        const spaced = printed.toUpperCase().replace(/\s*([<>,])\s*/g, `${space}$1${space}`)
        expect(parseDataType(spaced)).toEqual(type)
      }),
    )
  })

  it('answers any text with a type or a TypeTextError', () => {
    const pieces = fc.constantFrom('list', 'map', 'frozen', 'int', 'duration', '<', '>', ',', ' ', 'x', '\u0000', '"')
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 12 }), (parts) => {
        const text = parts.join('')
        try {
          expect(parseDataType(printDataType(parseDataType(text)))).toEqual(parseDataType(text))
        } catch (error) {
          expect(error).toBeInstanceOf(TypeTextError)
        }
      }),
      { numRuns: 500 },
    )
  })
})

const orderedNatives = nativeTypeNames.filter((name) => name !== 'counter' && name !== 'duration')

/** Types as columns have them. */
const { anyType } = fc.letrec<{ anyType: CqlType; collection: CqlType; part: CqlType; ordered: CqlType }>((tie) => ({
  anyType: fc.oneof(fc.constantFrom(...nativeTypeNames).map(native), tie('collection'), tie('collection').map(freeze)),
  collection: fc.oneof(
    { maxDepth: 3 },
    tie('part').map((element): CqlType => ({ kind: 'list', frozen: false, element })),
    tie('ordered').map((element): CqlType => ({ kind: 'set', frozen: false, element })),
    fc.tuple(tie('ordered'), tie('part')).map(([key, value]): CqlType => ({ kind: 'map', frozen: false, key, value })),
    fc.array(tie('part'), { minLength: 1, maxLength: 3 }).map((elements): CqlType => ({ kind: 'tuple', elements })),
    fc
      .tuple(tie('part'), fc.integer({ min: 1, max: 2000 }))
      .map(([element, dimensions]): CqlType => ({ kind: 'vector', element, dimensions })),
  ),
  ordered: fc.oneof(
    { maxDepth: 3, depthIdentifier: 'type' },
    fc.constantFrom(...orderedNatives).map(native),
    tie('collection').map(freeze),
  ),
  part: fc.oneof(
    { maxDepth: 3, depthIdentifier: 'type' },
    fc.constantFrom(...orderedNatives, 'duration' as const).map(native),
    tie('collection').map(freeze),
  ),
}))

function refusalOf(text: string): TypeTextError {
  try {
    parseDataType(text)
  } catch (error) {
    if (error instanceof TypeTextError) return error
    throw error
  }
  throw new Error(`${text} was taken for a type`)
}
