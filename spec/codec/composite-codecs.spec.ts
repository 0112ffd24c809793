import { inspect } from 'node:util'
import { buildCodec } from '../../lib/codec/build-codec.js'
import { representations, representationsOf } from '../../lib/codec/representations.js'
import { transformedCodec } from '../../lib/codec/transformed-codec.js'
import { ValueRefusal } from '../../lib/codec/value-refusal.js'
import type { Representation } from '../../lib/cql/type-helpers.js'
import { parseDataType } from '../../lib/cql/parse-data-type.js'
import { Tuple, Vector } from '../../lib/driver/value-classes.js'

const of = (type: string, as?: string) => buildCodec(parseDataType(type), { as })

/** What is thrown, which for a refusal is no `Error`. */
function thrown(work: () => unknown): unknown {
  try {
    work()
  } catch (error) {
    return error
  }
  throw new Error('nothing was thrown')
}

const refusal = (type: string, value: unknown) => thrown(() => of(type).encode(value))

describe('tuple', () => {
  it('is an array of exactly its length, null where absent', () => {
    const codec = of('tuple<int, text>')
    expect((codec.encode([1, undefined]) as Tuple).elements).toEqual([1, null])
    expect(codec.decode(new Tuple(null, 'a'))).toEqual([null, 'a'])
    expect(codec.equals([1, null], [1, undefined])).toBe(true)
    expect(codec.equals([1, null], [1, ''])).toBe(false)
    expect(of('tuple<text>').identity([null])).not.toBe(of('tuple<text>').identity(['-']))
  })

  it.each([
    [[1], 'an array of 2, null for an element that is absent', 'an array of 1'],
    [[1, 'a', 2], 'an array of 2', 'an array of 3'],
    [new Set([1]), 'an array of 2', 'a Set'],
    [[1, 2], 'an array whose element 1 is a string', 'an element 1 that is a number'],
  ])('%# is refused', (value, expected, given) => {
    expect(refusal('tuple<int, text>', value)).toEqual(new ValueRefusal('frozen<tuple<int, text>>', expected, given))
  })
})

describe('vector', () => {
  it('of float is bound as bytes and read as a Float32Array, or an array', () => {
    const bytes = Buffer.from('3f80000040000000', 'hex')
    const codec = of('vector<float, 2>')
    for (const value of [[1, 2], Float32Array.of(1, 2), Float64Array.of(1, 2)]) {
      expect(codec.encode(value)).toEqual(bytes)
    }
    expect(codec.decode(new Vector([1, 2]))).toEqual(Float32Array.of(1, 2))
    expect(of('vector<float, 2>', 'array').decode(new Vector([1, 2]))).toEqual([1, 2])
  })

  it('does not change what it is given', () => {
    const given = Float32Array.of(1, 2)
    of('vector<float, 2>').encode(given)
    expect(given).toEqual(Float32Array.of(1, 2))
  })

  const finite = 'a vector whose elements are each a finite number within single precision'
  it.each([
    [[1], 'a vector of 2 elements', 'one of 1'],
    [[1, 2, 3], 'a vector of 2 elements', 'one of 3'],
    [Float32Array.of(1, 2, 3), 'a vector of 2 elements', 'one of 3'],
    [[1, NaN], finite, 'an element 1 that is NaN'],
    [[Infinity, 1], finite, 'an element 0 that is an infinite number'],
    [[1e39, 1], finite, 'an element 0 that is a finite number beyond it'],
    [[1, '2'], finite, 'an element 1 that is a string'],
    [[1, null], finite, 'an element 1 that is null'],
    ['12', 'a Float32Array or an array of 2 numbers', 'a string'],
  ])('of float, %# is refused', (value, expected, given) =>
    expect(refusal('vector<float, 2>', value)).toEqual(new ValueRefusal('vector<float, 2>', expected, given)),
  )

  it('of anything else refuses null and another length', () => {
    const refused = (expected: string, given: string) => new ValueRefusal('vector<text, 2>', expected, given)
    expect(refusal('vector<text, 2>', ['a', null])).toEqual(
      refused('an array whose elements are each a string', 'an element 1 that is null'),
    )
    expect(refusal('vector<text, 2>', ['a'])).toEqual(refused('a vector of 2 elements', 'one of 1'))
    expect((of('vector<text, 2>').encode(['a', '']) as Vector).elements).toEqual(['a', ''])
  })
})

describe('user-defined type', () => {
  class Place {
    name?: string
  }
  const codec = buildCodec(
    { kind: 'udt', frozen: true, name: 'place' },
    {
      userTypeOf: () => ({
        name: 'place',
        userType: Place,
        fields: [{ propertyName: 'name', fieldName: 'label', codec: of('text'), absent: 'null' }],
      }),
    },
  )

  it('takes its class and plain objects, and names what it does not know unless it could be data', () => {
    expect({ ...(codec.encode({ name: 'a' }) as object) }).toEqual({ label: 'a' })
    expect({ ...(codec.encode(new Place()) as object) }).toEqual({ label: null })
    expect(thrown(() => codec.encode({ nme: 1 }))).toMatchObject({ given: "an object with an unknown property 'nme'" })
    expect(thrown(() => codec.encode({ 'my secret': 1 }))).toMatchObject({
      given: 'an object with an unknown property',
    })
    expect(thrown(() => codec.encode(new Date()))).toMatchObject({ given: 'a Date' })
    expect(thrown(() => codec.encode({ name: 1 }))).toMatchObject({ given: "one whose 'name' is a number" })
  })

  it('binds what throws for a field that is not there, and can be inspected and printed', () => {
    const bound = codec.encode({ name: 'a' }) as Record<string, unknown>
    expect(thrown(() => bound['newer'])).toMatchObject({ code: 'E_UDT_NEWER' })
    expect(JSON.stringify(bound)).toBe('{"label":"a"}')
    expect(inspect(bound)).toContain('label')
  })

  it('keeps unknown fields invisibly and tells values apart by them', () => {
    const read = codec.decode({ label: null, newer: [], empty: null }) as Place
    expect(Object.getOwnPropertyNames(read)).toEqual(['name'])
    expect(read.name).toBeNull()
    expect({ ...(codec.encode(codec.copy(read)) as object) }).toEqual({
      label: null,
      newer: Buffer.alloc(4),
      empty: null,
    })
    expect(codec.equals(read, codec.copy(read))).toBe(true)
    expect(codec.equals(read, new Place())).toBe(false)
  })
})

describe('representations', () => {
  it.each([
    ['list<bigint>', ['number', 'string']],
    ['map<text, set<uuid>>', ['object', 'array', 'Uuid']],
    ['vector<float, 2>', ['array']],
    ['int', []],
  ])('%s', (type, names) =>
    expect(representationsOf(parseDataType(type.replace('set<uuid>', 'frozen<set<uuid>>')))).toEqual(names),
  )

  it('are listed in one place', () => {
    expect(representations).toEqual([
      'number',
      'string',
      'BigDecimal',
      'Uuid',
      'LocalDate',
      'LocalTime',
      'array',
      'object',
    ] satisfies Representation[])
  })

  it.each([
    ['set<int>', 'array', [1, 'x'], 'an array whose elements are each an integer', 'an element that is a string'],
    ['set<int>', 'array', {}, 'an array', 'a plain object'],
    ['map<text, int>', 'object', { a: 'x' }, 'an object whose values are each an integer', 'a value that is a string'],
    ['map<text, int>', 'object', 5, 'a Map or a plain object', 'a number'],
    [
      'map<text, frozen<set<int>>>',
      'object',
      { a: [null] },
      'an object whose values are each a Set whose elements',
      'a value that is an element that is null',
    ],
  ])('%s as %s refuses in its own words: %#', (type, as, value, expected, given) => {
    const refused = thrown(() => of(type, as).encode(value)) as ValueRefusal
    expect(refused).toBeInstanceOf(ValueRefusal)
    expect(refused.expected.startsWith(expected)).toBe(true)
    expect([refused.cqlType, refused.given]).toEqual([type, given])
  })

  it('throw errors of other kinds unchanged', () => {
    const hostile = {
      get a(): never {
        throw new RangeError('mine')
      },
    }
    expect(() => of('map<text, int>', 'object').encode(hostile)).toThrow(RangeError)
  })

  it('a number beyond the safe integers is not rounded', () => {
    expect(of('list<bigint>', 'number').decode([5n, -5n])).toEqual([5, -5])
    expect(thrown(() => of('bigint', 'number').decode(2n ** 53n))).toMatchObject({
      cqlType: 'bigint',
      given: expect.stringContaining('beyond') as string,
    })
  })

  it('a map as an object keeps a key __proto__', () => {
    const codec = of('map<text, int>', 'object')
    const read = codec.decode(new Map([['__proto__', 1]])) as object
    expect(Object.entries(read)).toEqual([['__proto__', 1]])
    expect(codec.equals(read, codec.copy(read))).toBe(true)
  })
})

it('an enum refuses other values, and reads them', () => {
  const codec = buildCodec(parseDataType('set<bigint>'), { allowed: new Set([1, 2]) })
  expect(codec.encode([1n, '2'])).toEqual(new Set([1n, 2n]))
  expect(thrown(() => codec.encode([3n]))).toMatchObject({ given: 'an element that is another bigint' })
  expect(codec.decode(new Set([3n]))).toEqual(new Set([3n]))
})

it.each<[string, readonly unknown[], unknown, string, string]>([
  ['text', ['draft', 'public'], 'x', "one of the values of its enum, 'draft' or 'public'", 'another string'],
  ['text', ['draft', 'public'], '', "one of the values of its enum, 'draft' or 'public'", 'an empty string'],
  ['text', ['draft', 'public'], 5, 'a string', 'a number'],
  ['text', ["it's", 'two\nlines'], 'x', `one of the values of its enum, "it's" or 'two\\nlines'`, 'another string'],
  ['text', ['a'.repeat(70)], 'x', `the value of its enum, '${'a'.repeat(60)}'... 10 more characters`, 'another string'],
  ['int', [0, 5, 'Low'], 3, 'one of the values of its enum, 0 or 5', 'another number'],
  ['bigint', [1, '1', 2], '3', 'one of the values of its enum, 1 or 2', 'another string'],
  ['tinyint', [1000], 1, 'one of the values of its enum, none of which it can hold', 'another number'],
  ['int', numbers(10), 99, 'one of the values of its enum, 1, 2, 3, 4, 5, 6, 7, 8, 9 or 10', 'another number'],
  ['int', numbers(13), 99, 'one of the values of its enum, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 or 3 more', 'another number'],
])('an enum of %s names its values: %#', (type, allowed, value, expected, given) => {
  const codec = buildCodec(parseDataType(type), { allowed: new Set(allowed) })
  expect(thrown(() => codec.encode(value))).toEqual(new ValueRefusal(type, expected, given))
})

function numbers(count: number): readonly number[] {
  return Array.from({ length: count }, (_, i) => i + 1)
}

it('a transformer is named where what it made is refused', () => {
  const upper = {
    to: (value: string) => (value === '' ? undefined : { secret: value }),
    from: (value: string) => value,
  }
  const codec = transformedCodec(of('text'), [upper])
  const made = (given: string) => new ValueRefusal('text', 'a string', `${given}, as its transformer made it`)
  expect(thrown(() => codec.encode('x'))).toEqual(made('a plain object'))
  expect(thrown(() => codec.encode(''))).toEqual(made('undefined'))
  const boom = new RangeError('mine')
  const throwing = transformedCodec(of('text'), [
    {
      to: () => {
        throw boom
      },
      from: (value: string) => value,
    },
  ])
  expect(thrown(() => throwing.encode('x'))).toBe(boom)
})

it('transformers are composed, and reversed on reading', () => {
  const codec = transformedCodec(of('text'), [
    { to: (n: number) => n + 1, from: (n: number) => n - 1 },
    { to: (n: number) => String(n * 2), from: (s: string) => Number(s) / 2 },
  ])
  expect(codec.encode(4)).toBe('10')
  expect(codec.decode('10')).toBe(4)
  expect(codec.copy(4)).toBe(4)
  expect([codec.equals(4, 4), codec.equals(4, 5)]).toEqual([true, false])
})
