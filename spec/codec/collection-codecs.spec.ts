import { types } from 'cassandra-driver'
import { buildCodec } from '../../lib/codec/build-codec.js'
import { parseDataType } from '../../lib/cql/parse-data-type.js'
import { read, refusal, roundTrip, sent } from './driver-encoding.js'

const { Duration, Long } = types
const v4 = '6ba7b810-9dad-4fd1-80b4-00c04fd430c8'

describe('empty collections', () => {
  it.each([
    ['list<int>', []],
    ['frozen<list<int>>', []],
    ['set<int>', new Set()],
    ['set<int>', []],
    ['frozen<set<int>>', new Set()],
    ['map<int, int>', new Map()],
    ['map<text, int>', {}],
    ['frozen<map<int, int>>', new Map()],
  ])('%s: the driver would send null, four zero bytes are sent', (type, value) => {
    expect(sent(type, value)).toEqual(Buffer.from('00000000', 'hex'))
  })

  it.each([
    ['list<frozen<list<int>>>', [[]], '00000001' + '00000004' + '00000000'],
    ['set<frozen<set<int>>>', new Set([new Set()]), '00000001' + '00000004' + '00000000'],
    ['list<frozen<map<int, int>>>', [new Map()], '00000001' + '00000004' + '00000000'],
    ['list<frozen<list<frozen<list<int>>>>>', [[[]]], '000000010000000c' + '00000001' + '00000004' + '00000000'],
    [
      'map<frozen<list<int>>, frozen<set<int>>>',
      new Map([[[], new Set()]]),
      '00000001' + '00000004' + '00000000' + '00000004' + '00000000',
    ],
  ])('%s: also inside others', (type, value, hex) => {
    expect(sent(type, value)?.toString('hex')).toBe(hex)
    expect(roundTrip(type, value)).toStrictEqual(value)
  })
})

describe('what a collection holds', () => {
  const moment = new Date(5)
  const duration = new Duration(1, 2, Long.fromNumber(3))
  it.each<[string, unknown]>([
    ['list<text>', ['', 'a', '']],
    ['list<timestamp>', [moment, moment]],
    ['list<blob>', [Buffer.alloc(0), Buffer.from([1])]],
    ['list<duration>', [duration]],
    ['list<double>', [-0, 0, NaN, Infinity]],
    ['list<decimal>', ['1.1', '1.10', '1E+30']],
    ['set<bigint>', new Set([1n, -(2n ** 63n)])],
    ['set<boolean>', new Set([true, false])],
    ['set<date>', new Set(['1970-01-01', '-5877641-06-23'])],
    ['set<time>', new Set(['00:00:00', '10:00:00.5'])],
    ['set<inet>', new Set(['10.0.0.1', '::1'])],
    ['set<float>', new Set([1.5, NaN])],
    ['set<decimal>', new Set(['1.10', '2'])],
    ['set<timestamp>', new Set([moment, new Date(6)])],
    ['set<blob>', new Set([Buffer.from([1]), Buffer.from([2])])],
    ['set<uuid>', new Set([v4])],
    ['set<frozen<map<text, int>>>', new Set([new Map([['a', 1]]), new Map([['b', 2]])])],
    ['map<timestamp, duration>', new Map([[moment, duration]])],
    ['map<blob, varint>', new Map([[Buffer.from([1]), 2n ** 100n]])],
    ['map<uuid, frozen<list<decimal>>>', new Map([[v4, ['1.10']]])],
    [
      'map<text, text>',
      new Map([
        ['', ''],
        ['__proto__', 'constructor'],
      ]),
    ],
    [
      'map<double, int>',
      new Map([
        [NaN, 1],
        [0, 2],
      ]),
    ],
    [
      'map<decimal, int>',
      new Map([
        ['1.10', 1],
        ['1.2', 2],
      ]),
    ],
    [
      'frozen<map<frozen<set<uuid>>, frozen<list<frozen<set<date>>>>>>',
      new Map([[new Set([v4]), [new Set(['2020-01-01'])]]]),
    ],
  ])('%s', (type, value) => {
    expect(roundTrip(type, value)).toStrictEqual(value)
  })

  it('counts equal elements of an array once', () => {
    expect(roundTrip('set<text>', ['a', 'b', 'a'])).toStrictEqual(new Set(['a', 'b']))
    expect(roundTrip('set<decimal>', ['1.10', '01.10'])).toStrictEqual(new Set(['1.10']))
  })

  it('keeps the order of a list', () => {
    const numbers = Array.from({ length: 1000 }, (_, i) => (i * 7919) % 1000)
    expect(roundTrip('list<int>', numbers)).toStrictEqual(numbers)
  })

  it('takes objects for maps with text keys, own properties only, keys like __proto__ included', () => {
    const inherited = Object.assign(Object.create({ inherited: 1 }) as object, { own: 1 })
    expect(refusal('map<text, int>', inherited).given).toBe('an object')
    const hidden = Object.defineProperty({ a: 1 }, 'hidden', { value: 2, enumerable: false })
    expect(roundTrip('map<text, int>', hidden)).toStrictEqual(new Map([['a', 1]]))
    const nasty = JSON.parse('{"__proto__":1,"constructor":2,"hasOwnProperty":3}') as object
    expect(roundTrip('map<text, int>', nasty)).toStrictEqual(
      new Map([
        ['__proto__', 1],
        ['constructor', 2],
        ['hasOwnProperty', 3],
      ]),
    )
    expect(({} as { a?: number }).a).toBeUndefined()
  })
})

describe('what is wrong inside', () => {
  const int = 'an integer from -2147483648 to 2147483647'
  it.each([
    ['list<int>', [1, null], `an array whose elements are each ${int}`, 'an element 1 that is null'],
    ['list<int>', [1, undefined], `an array whose elements are each ${int}`, 'an element 1 that is undefined'],
    ['list<int>', new Array(2), `an array whose elements are each ${int}`, 'an element 0 that is undefined'],
    ['list<int>', [1.5], `an array whose elements are each ${int}`, 'an element 0 that is a number with a fraction'],
    ['list<int>', new Set([1]), 'an array', 'a Set'],
    ['list<int>', { 0: 1, length: 1 }, 'an array', 'a plain object'],
    ['list<int>', 'abc', 'an array', 'a string'],
    ['list<int>', Int32Array.of(1), 'an array', 'a typed array'],
    ['set<int>', new Set([null]), `a Set whose elements are each ${int}`, 'an element that is null'],
    ['set<int>', new Map(), 'a Set', 'a Map'],
    ['set<int>', {}, 'a Set', 'a plain object'],
    ['set<double>', [-0], 'a Set whose elements are each a number that a Set can hold', 'an element that is -0'],
    ['set<float>', [-1e-60], 'a Set whose elements are each a number that a Set can hold', 'an element that is -0'],
    [
      'map<float, int>',
      new Map([[-1e-60, 1]]),
      'a Map whose keys are each a number that a Map can hold',
      'a key that is -0',
    ],
    [
      'set<decimal>',
      new Set(['1.1', '1.10']),
      'a Set whose elements are each different from the others',
      'an element that is equal to another one but not the same, as 1.1 is to 1.10',
    ],
    [
      'set<frozen<list<decimal>>>',
      [['1.1'], ['1.10']],
      'a Set whose elements are each different from the others',
      'an element that is equal to another one but not the same, as 1.1 is to 1.10',
    ],
    ['map<text, int>', new Map([[null, 1]]), 'a Map whose keys are each a string', 'a key that is null'],
    ['map<text, int>', new Map([['a', null]]), `a Map whose values are each ${int}`, 'a value that is null'],
    ['map<text, int>', { a: undefined }, `a Map whose values are each ${int}`, 'a value that is undefined'],
    ['map<text, int>', { [Symbol('a')]: 1 }, 'a Map or a plain object', 'an object with symbols as keys'],
    ['map<text, int>', [['a', 1]], 'a Map or a plain object', 'an array'],
    ['map<int, int>', { 1: 1 }, 'a Map', 'a plain object'],
    ['map<text, int>', new Date(), 'a Map or a plain object', 'a Date'],
    [
      'list<frozen<list<int>>>',
      [[1], [null]],
      `an array whose elements are each an array whose elements are each ${int}`,
      'an element 1 that is an element 0 that is null',
    ],
    [
      'map<text, frozen<set<int>>>',
      { a: [1, 'x'] },
      `a Map whose values are each a Set whose elements are each ${int}`,
      'a value that is an element that is a string',
    ],
    [
      'list<inet>',
      ['::ffff:10.0.0.1'],
      'an array whose elements are each a string with an IPv4 or IPv6 address',
      'an element 0 that is an IPv4-mapped IPv6 address, which the server would turn into the IPv4 address',
    ],
  ])('%s, case %#', (type, value, expected, given) => {
    expect(refusal(type, value)).toEqual({ cqlType: type, expected, given })
  })

  it.each<[string, Map<unknown, number>]>([
    [
      'map<uuid, int>',
      new Map([
        [v4, 1],
        [v4.toUpperCase(), 2],
      ]),
    ],
    [
      'map<blob, int>',
      new Map([
        [Buffer.from([1]), 1],
        [Buffer.from([1]), 2],
      ]),
    ],
    [
      'map<timestamp, int>',
      new Map([
        [new Date(1), 1],
        [new Date(1), 2],
      ]),
    ],
    [
      'map<float, int>',
      new Map([
        [0.1, 1],
        [Math.fround(0.1), 2],
      ]),
    ],
    [
      'map<bigint, int>',
      new Map<unknown, number>([
        [1n, 1],
        ['1', 2],
      ]),
    ],
    [
      'map<time, int>',
      new Map([
        ['10:00:00', 1],
        ['10:00:00.0', 2],
      ]),
    ],
    [
      'map<inet, int>',
      new Map([
        ['::1', 1],
        ['0::1', 2],
      ]),
    ],
    [
      'map<decimal, int>',
      new Map([
        ['1.1', 1],
        ['1.10', 2],
      ]),
    ],
    [
      'map<decimal, int>',
      new Map([
        ['100', 1],
        ['1E+2', 2],
      ]),
    ],
    [
      'map<decimal, int>',
      new Map([
        ['0', 1],
        ['0.00', 2],
      ]),
    ],
    [
      'map<frozen<list<int>>, int>',
      new Map([
        [[1], 1],
        [[1], 2],
      ]),
    ],
    [
      'map<frozen<set<int>>, int>',
      new Map([
        [new Set([1, 2]), 1],
        [new Set([2, 1]), 2],
      ]),
    ],
    [
      'map<frozen<map<int, int>>, int>',
      new Map([
        [new Map([[1, 1]]), 1],
        [new Map([[1, 1]]), 2],
      ]),
    ],
    [
      'map<frozen<list<decimal>>, int>',
      new Map([
        [['1.1'], 1],
        [['1.10'], 2],
      ]),
    ],
    [
      'map<frozen<set<decimal>>, int>',
      new Map([
        [new Set(['1.1']), 1],
        [new Set(['1.10']), 2],
      ]),
    ],
    [
      'map<frozen<map<int, decimal>>, int>',
      new Map([
        [new Map([[1, '1.1']]), 1],
        [new Map([[1, '1.10']]), 2],
      ]),
    ],
  ])('%s: two keys of which the server would keep one, case %#', (type, value) => {
    expect(refusal(type, value).given).toBe('one with two keys that are stored alike')
  })

  it('lets through errors that are no refusals', () => {
    const hostile = {
      get a(): never {
        throw new RangeError('mine')
      },
    }
    expect(() => sent('map<text, int>', hostile)).toThrow(RangeError)
    const trap = new Proxy([1], {
      get(target, key): unknown {
        if (key === '0') throw new RangeError('mine')
        return Reflect.get(target, key)
      },
    })
    expect(() => sent('list<int>', trap)).toThrow(RangeError)
    expect(() => sent('set<int>', trap)).toThrow(RangeError)
  })
})

describe('values that were written empty by other programs', () => {
  it.each([
    ['list<int>', '00000002' + '00000000' + '00000004' + '00000005', [null, 5]],
    ['list<uuid>', '00000001' + '00000000', [null]],
    ['set<uuid>', '00000001' + '00000000', new Set([null])],
    ['map<uuid, date>', '00000001' + '00000000' + '00000000', new Map([[null, null]])],
  ])('read as null inside %s', (type, hex, value) => {
    expect(read(type, Buffer.from(hex, 'hex'))).toStrictEqual(value)
    expect(() => buildCodec(parseDataType(type)).copy(value)).not.toThrow()
  })
})
