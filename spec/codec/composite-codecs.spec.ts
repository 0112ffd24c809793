import { inspect } from 'node:util'
import { buildCodec, representationsOf } from '../../lib/codec/build-codec.js'
import { transformedCodec } from '../../lib/codec/transformed-codec.js'
import { ValueRefusal } from '../../lib/codec/value-refusal.js'
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

  it.each([[[1]], [[1, 'a', 2]], [new Set([1])], [[1, 2]]])('%# is refused', (value) => {
    expect(refusal('tuple<int, text>', value)).toBeInstanceOf(ValueRefusal)
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

  it.each([[[1]], [[1, 2, 3]], [[1, NaN]], [[Infinity, 1]], [[1e39, 1]], [[1, '2']], [[1, null]], ['12']])(
    'of float, %# is refused',
    (value) => expect(refusal('vector<float, 2>', value)).toBeInstanceOf(ValueRefusal),
  )

  it('of anything else refuses null and another length', () => {
    expect(refusal('vector<text, 2>', ['a', null])).toBeInstanceOf(ValueRefusal)
    expect(refusal('vector<text, 2>', ['a'])).toBeInstanceOf(ValueRefusal)
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

  it('binds what throws for a field that is not there, and can be inspected, printed and awaited', async () => {
    const bound = codec.encode({ name: 'a' }) as Record<string, unknown>
    expect(thrown(() => bound['newer'])).toMatchObject({ code: 'E_UDT_NEWER' })
    expect(JSON.stringify(bound)).toBe('{"label":"a"}')
    expect(inspect(bound)).toContain('label')
    expect(await Promise.resolve(bound)).toBe(bound)
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
  expect(thrown(() => codec.encode([3n]))).toMatchObject({ given: 'an element that is a bigint' })
  expect(codec.decode(new Set([3n]))).toEqual(new Set([3n]))
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
