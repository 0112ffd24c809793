import { types } from 'cassandra-driver'
import { buildCodec } from '../../lib/codec/build-codec.js'
import type { Codec } from '../../lib/codec/codec.js'
import { nativeTypeNames } from '../../lib/cql/data-type.js'
import { parseDataType } from '../../lib/cql/parse-data-type.js'

const { Duration, InetAddress, LocalDate, LocalTime, Long, Uuid } = types
const codecOf = (type: string): Codec => buildCodec(parseDataType(type))
const v4 = '6ba7b810-9dad-4fd1-80b4-00c04fd430c8'
const duration = (months: number, days: number, nanoseconds: number) =>
  new Duration(months, days, Long.fromNumber(nanoseconds))

describe('equals', () => {
  const alike: [type: string, a: unknown, b: unknown][] = [
    ['text', 'a', 'a'],
    ['int', 0, -0],
    ['bigint', 1n, '1'],
    ['bigint', 1n, 1],
    ['varint', 2n ** 100n, String(2n ** 100n)],
    ['double', NaN, NaN],
    ['double', -0, -0],
    ['float', 0.1, Math.fround(0.1)],
    ['float', NaN, NaN],
    ['decimal', '1.10', '01.10'],
    ['decimal', '1E+2', '1e2'],
    ['decimal', '100', 100n],
    ['uuid', v4, v4.toUpperCase()],
    ['uuid', v4, Uuid.fromString(v4)],
    ['timestamp', new Date(5), new Date(5)],
    ['timestamp', new Date(NaN), new Date(NaN)],
    ['date', '2020-02-29', LocalDate.fromString('2020-02-29')],
    ['time', '10:00:00', '10:00:00.000'],
    ['time', '10:00:00', LocalTime.fromString('10:00:00')],
    ['duration', duration(1, 2, 3), duration(1, 2, 3)],
    ['inet', '::1', '0:0:0:0:0:0:0:1'],
    ['inet', '127.0.0.1', InetAddress.fromString('127.0.0.1')],
    ['blob', Buffer.from([1, 2]), Buffer.from([1, 2])],
    ['blob', Buffer.from([1, 2]), Uint8Array.of(1, 2)],
    ['blob', Buffer.from([1, 2]), Uint8Array.of(1, 2).buffer],
    ['list<int>', [], []],
    ['list<int>', [1, 2], [1, 2]],
    ['list<double>', [NaN], [NaN]],
    ['list<timestamp>', [new Date(5)], [new Date(5)]],
    ['list<frozen<set<int>>>', [new Set([1, 2])], [new Set([2, 1])]],
    ['list<uuid>', [null, v4], [null, v4]],
    ['set<int>', new Set([1, 2]), new Set([2, 1])],
    ['set<int>', new Set([1, 2]), [2, 1, 1]],
    ['set<uuid>', new Set([v4]), new Set([v4.toUpperCase()])],
    ['set<timestamp>', new Set([new Date(1), new Date(2)]), new Set([new Date(2), new Date(1)])],
    ['set<blob>', new Set([Buffer.from([1])]), new Set([Buffer.from([1])])],
    ['set<frozen<list<text>>>', new Set([['a'], ['b']]), new Set([['b'], ['a']])],
    ['set<frozen<map<int, int>>>', new Set([new Map([[1, 2]])]), new Set([new Map([[1, 2]])])],
    [
      'map<text, int>',
      new Map([
        ['a', 1],
        ['b', 2],
      ]),
      new Map([
        ['b', 2],
        ['a', 1],
      ]),
    ],
    ['map<text, int>', new Map([['a', 1]]), { a: 1 }],
    ['map<text, int>', { a: 1 }, { a: 1 }],
    ['map<timestamp, blob>', new Map([[new Date(1), Buffer.from([1])]]), new Map([[new Date(1), Buffer.from([1])]])],
    ['map<int, frozen<list<int>>>', new Map([[1, [2]]]), new Map([[1, [2]]])],
    [
      'map<frozen<map<int, int>>, int>',
      new Map([
        [
          new Map([
            [1, 2],
            [3, 4],
          ]),
          5,
        ],
      ]),
      new Map([
        [
          new Map([
            [3, 4],
            [1, 2],
          ]),
          5,
        ],
      ]),
    ],
  ]
  const different: [type: string, a: unknown, b: unknown][] = [
    ['text', 'a', 'b'],
    ['text', 'a', 'A'],
    ['text', '1', 1],
    ['int', 1, 2],
    ['boolean', true, false],
    ['bigint', 1n, 2n],
    ['bigint', 1n, 'x'],
    ['double', 0, -0],
    ['double', NaN, 0],
    ['float', 0, -0],
    ['float', 0.1, 0.2],
    ['decimal', '1.1', '1.10'],
    ['decimal', '100', '1E+2'],
    ['uuid', v4, v4.replace('6', '7')],
    ['uuid', v4, 'x'],
    ['timestamp', new Date(5), new Date(6)],
    ['timestamp', new Date(5), new Date(NaN)],
    ['timestamp', new Date(5), 5],
    ['date', '2020-02-29', '2020-02-28'],
    ['time', '10:00:00', '10:00:00.000000001'],
    ['duration', duration(1, 2, 3), duration(1, 2, 4)],
    ['duration', duration(12, 0, 0), duration(1, 2, 0)],
    ['inet', '::1', '::2'],
    ['inet', '10.0.0.1', '::ffff:10.0.0.1'],
    ['blob', Buffer.from([1, 2]), Buffer.from([1, 3])],
    ['blob', Buffer.from([1, 2]), Buffer.from([1])],
    ['blob', Buffer.from('a'), 'a'],
    ['list<int>', [1, 2], [2, 1]],
    ['list<int>', [1], [1, 2]],
    ['list<int>', [1], new Set([1])],
    ['list<int>', [1], null],
    ['list<double>', [0], [-0]],
    ['list<frozen<list<text>>>', [['a', 'b']], [['a'], ['b']]],
    ['set<int>', new Set([1]), new Set([2])],
    ['set<int>', new Set([1]), new Set([1, 2])],
    ['set<int>', new Set([1]), 'x'],
    ['set<frozen<list<text>>>', new Set([['ab', 'c']]), new Set([['a', 'bc']])],
    ['set<frozen<list<text>>>', new Set([['a', 'b']]), new Set([['b', 'a']])],
    ['set<frozen<list<double>>>', new Set([[0]]), new Set([[-0]])],
    ['set<frozen<map<text, text>>>', new Set([new Map([['a', 'b']])]), new Set([new Map([['b', 'a']])])],
    ['set<frozen<set<text>>>', new Set([new Set(['1:a'])]), new Set([new Set(['1', 'a'])])],
    ['map<text, int>', new Map([['a', 1]]), new Map([['a', 2]])],
    ['map<text, int>', new Map([['a', 1]]), new Map([['b', 1]])],
    [
      'map<text, int>',
      new Map([['a', 1]]),
      new Map([
        ['a', 1],
        ['b', 2],
      ]),
    ],
    ['map<text, int>', new Map([['a', 1]]), undefined],
    ['map<timestamp, int>', new Map([[new Date(1), 1]]), new Map([[new Date(2), 1]])],
  ]

  it.each(alike.map((row, i) => [i, ...row] as const))('row %i, %s: stored alike', (_, type, a, b) => {
    const { equals } = codecOf(type)
    expect([equals(a, b), equals(b, a), equals(a, a), equals(b, b)]).toEqual([true, true, true, true])
  })

  it.each(different.map((row, i) => [i, ...row] as const))('row %i, %s: not stored alike', (_, type, a, b) => {
    const { equals } = codecOf(type)
    expect([equals(a, b), equals(b, a)]).toEqual([false, false])
  })

  it('passes on errors that are no refusals', () => {
    const trap = {
      get a(): never {
        throw new RangeError('mine')
      },
    }
    expect(() => codecOf('map<text, int>').equals(new Map([['a', 1]]), trap)).toThrow(RangeError)
  })
})

describe('copy', () => {
  type Change = (value: never) => void
  it.each<[type: string, value: unknown, change: Change]>([
    ['timestamp', new Date(5), (date: Date) => date.setTime(6)],
    ['blob', Buffer.from([1]), (bytes: Buffer) => bytes.fill(2)],
    ['duration', duration(1, 2, 3), (value: { months: number }) => void (value.months = 5)],
    ['list<int>', [1], (list: number[]) => list.push(2)],
    ['list<timestamp>', [new Date(5)], ([date]: [Date]) => date.setTime(6)],
    ['list<frozen<list<int>>>', [[1]], ([inner]: [number[]]) => inner.push(2)],
    ['set<int>', new Set([1]), (set: Set<number>) => set.add(2)],
    ['set<blob>', new Set([Buffer.from([1])]), (set: Set<Buffer>) => set.forEach((bytes) => bytes.fill(2))],
    ['map<text, int>', new Map([['a', 1]]), (map: Map<string, number>) => map.set('a', 2)],
    ['map<text, blob>', new Map([['a', Buffer.from([1])]]), (map: Map<string, Buffer>) => map.get('a')!.fill(2)],
    ['map<blob, int>', new Map([[Buffer.from([1]), 1]]), (map: Map<Buffer, number>) => [...map.keys()][0]!.fill(2)],
    // What is taken leniently as well.
    ['blob', Uint8Array.of(1), (bytes: Uint8Array) => bytes.fill(2)],
    ['set<int>', [1], (list: number[]) => list.push(2)],
    ['map<text, int>', { a: 1 }, (object: { a: number }) => void (object.a = 2)],
  ])('of %s, case %#, is equal and does not follow changes', (type, value, change) => {
    const { copy, equals } = codecOf(type)
    const copied = copy(value)
    expect(equals(copied, value)).toBe(true)
    change(value as never)
    expect(equals(copied, value)).toBe(false)
  })

  it('of an ArrayBuffer does not follow changes', () => {
    const buffer = new ArrayBuffer(1)
    const copied = codecOf('blob').copy(buffer)
    new Uint8Array(buffer).fill(2)
    expect(codecOf('blob').equals(copied, Buffer.from([0]))).toBe(true)
  })

  it('keeps the kind of what it copies', () => {
    const bytes = codecOf('blob').copy(Buffer.from([1]))
    expect(Buffer.isBuffer(bytes)).toBe(true)
    expect(codecOf('map<text, int>').copy(JSON.parse('{"__proto__":1}'))).toStrictEqual(JSON.parse('{"__proto__":1}'))
  })

  const strange = [
    null,
    undefined,
    'x',
    5,
    Symbol('x'),
    () => 1,
    { a: 1 },
    [null],
    new Set([Symbol('x')]),
    new Map([[{}, {}]]),
    /x/,
  ]
  it.each([...nativeTypeNames, 'list<int>', 'set<timestamp>', 'map<blob, timestamp>', 'map<text, int>'])(
    'and equals never refuse what is not of the type %s',
    (type) => {
      const { copy, equals } = codecOf(type)
      for (const value of strange) {
        const copied = copy(value)
        expect(copied).toEqual(value)
        expect(typeof equals(value, copied)).toBe('boolean')
      }
    },
  )

  it.each(['text', 'int', 'bigint', 'uuid', 'date', 'decimal'])('of %s is the value itself', (type) => {
    const value = 'immutable'
    expect(codecOf(type).copy(value)).toBe(value)
  })
})

describe('decode', () => {
  it.each<[type: string, fromDriver: unknown, change: (value: never) => void]>([
    ['timestamp', new Date(5), (date: Date) => date.setTime(6)],
    ['blob', Buffer.from([1]), (bytes: Buffer) => bytes.fill(2)],
    ['duration', duration(1, 2, 3), (value: { months: number }) => void (value.months = 5)],
    ['list<int>', [1], (list: number[]) => list.push(2)],
    ['list<timestamp>', [new Date(5)], ([date]: [Date]) => date.setTime(6)],
    ['set<int>', new Set([1]), (set: Set<number>) => set.add(2)],
    ['set<timestamp>', new Set([new Date(5)]), (set: Set<Date>) => set.forEach((date) => date.setTime(6))],
    ['map<int, int>', new Map([[1, 1]]), (map: Map<number, number>) => map.set(1, 2)],
    ['map<int, frozen<list<int>>>', new Map([[1, [1]]]), (map: Map<number, number[]>) => map.get(1)!.push(2)],
  ])('of %s shares nothing with the row', (type, fromDriver, change) => {
    const { decode, equals } = codecOf(type)
    const value = decode(fromDriver)
    const again = decode(fromDriver)
    change(value as never)
    expect(equals(value, again)).toBe(false)
    expect(equals(decode(fromDriver), again)).toBe(true)
  })

  it('of a timestamp beyond the range of Date is an invalid Date', () => {
    const decoded = codecOf('timestamp').decode(new Date(NaN)) as Date
    expect(decoded.getTime()).toBe(NaN)
  })
})
