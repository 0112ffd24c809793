import { createContext, runInContext } from 'node:vm'
import { types } from 'cassandra-driver'
import { refusal, roundTrip } from './driver-encoding.js'

const { BigDecimal, Duration, InetAddress, Integer, LocalDate, LocalTime, Long, TimeUuid, Uuid } = types

const v4 = '6ba7b810-9dad-4fd1-80b4-00c04fd430c8'
const v1 = '6ba7b810-9dad-11d1-80b4-00c04fd430c8'
const moment = new Date(1577836800123)
const bytes = Buffer.from([0, 1, 254, 255])
const backing = Uint8Array.from([9, 9, 0, 1, 254, 255, 9])
const realm = createContext({})
const foreign = (source: string): unknown => runInContext(source, realm)

/** The columns of the matrix: everything a careless or hostile caller may hand over, by name. */
const inputs: Readonly<Record<string, unknown>> = {
  '0': 0,
  '-0': -0,
  '1': 1,
  '-1': -1,
  '0.1': 0.1,
  '1.7': 1.7,
  NaN: NaN,
  Infinity: Infinity,
  '-Infinity': -Infinity,
  '127': 127,
  '128': 128,
  '-128': -128,
  '-129': -129,
  '32767': 32767,
  '32768': 32768,
  '-32768': -32768,
  '-32769': -32769,
  '2^31 - 1': 2147483647,
  '2^31': 2147483648,
  '-2^31': -2147483648,
  '-2^31 - 1': -2147483649,
  '2^53 - 1': Number.MAX_SAFE_INTEGER,
  '2^53': 2 ** 53,
  '2^53 + 1 as a number': Number('9007199254740993'),
  '2^63 as a number': 2 ** 63,
  '1e30': 1e30,
  '1e39': 1e39,
  '5n': 5n,
  '2n ** 63n - 1n': 2n ** 63n - 1n,
  '2n ** 63n': 2n ** 63n,
  '-(2n ** 63n)': -(2n ** 63n),
  '-(2n ** 63n) - 1n': -(2n ** 63n) - 1n,
  '2n ** 200n': 2n ** 200n,
  "''": '',
  "'abc'": 'abc',
  "'12abc'": '12abc',
  "'1.5x'": '1.5x',
  "'1e3'": '1e3',
  "'1e400'": '1e400',
  "'1.10'": '1.10',
  "'5'": '5',
  "' 5'": ' 5',
  "'0x10'": '0x10',
  "'9223372036854775808'": '9223372036854775808',
  "'false'": 'false',
  "'é'": 'é',
  "'😀'": '😀',
  'a lone surrogate': 'a\ud800',
  "'garbage'": 'garbage',
  "'10:00'": '10:00',
  "'10:00:00'": '10:00:00',
  "'24:00:00'": '24:00:00',
  "'23:59:59.999999999'": '23:59:59.999999999',
  "'2020-02-29'": '2020-02-29',
  "'2020-02-31'": '2020-02-31',
  "'2020-13-01'": '2020-13-01',
  'an ISO date and time': '2020-01-01T00:00:00Z',
  'milliseconds as a string': '1577836800000',
  "'127.0.0.1'": '127.0.0.1',
  "'999.1.1.1'": '999.1.1.1',
  "'::1'": '::1',
  "'fe80::1%eth0'": 'fe80::1%eth0',
  'uuid v4': v4,
  'uuid v4, upper case': v4.toUpperCase(),
  'uuid v1': v1,
  'uuid, undashed': v4.replaceAll('-', ''),
  'uuid in braces': `{${v4}}`,
  'uuid, one digit short': v4.slice(1),
  'uuid with a foreign letter': v4.replace('6', 'g'),
  'uuid and a line break': `${v4}\n`,
  "'1d'": '1d',
  true: true,
  false: false,
  null: null,
  undefined: undefined,
  'a symbol': Symbol('secret'),
  'a function': () => 1,
  'a class': class Sample {},
  'an instance': new (class Sample {
    readonly a = 1
  })(),
  '{}': {},
  '{ a: 1 }': { a: 1 },
  '{} without prototype': Object.create(null) as object,
  '{ a: 1 } without prototype': Object.assign(Object.create(null) as object, { a: 1 }),
  '{ __proto__: 1 } from JSON': JSON.parse('{"__proto__":1}') as object,
  '{ a: undefined }': { a: undefined },
  '{ [symbol]: 1 }': { [Symbol('a')]: 1 },
  '{ a: [] }': { a: [] },
  '[]': [],
  '[1]': [1],
  '[1, 1]': [1, 1],
  '[-0]': [-0],
  "['a']": ['a'],
  "['a', 'a']": ['a', 'a'],
  "['']": [''],
  "[1, 'a']": [1, 'a'],
  'a sparse array': Object.assign(new Array<number>(3), { 0: 1, 2: 3 }),
  '[null]': [null],
  '[undefined]': [undefined],
  '[[]]': [[]],
  '[[1], []]': [[1], []],
  '[[1], [1]]': [[1], [1]],
  '[[null]]': [[null]],
  '[new Set()]': [new Set()],
  "[new Set(['a'])]": [new Set(['a'])],
  '[new Map()]': [new Map()],
  "[new Map([['a', 1]])]": [new Map([['a', 1]])],
  '[uuid, UUID]': [v4, v4.toUpperCase()],
  '[bytes]': [bytes],
  '[date]': [moment],
  'an array of a Proxy': new Proxy([1], {}),
  'new Set()': new Set(),
  'Set of 1': new Set([1]),
  "Set of 'a'": new Set(['a']),
  'Set of null': new Set([null]),
  'Set of uuid': new Set([v4]),
  'Set of bytes': new Set([bytes]),
  'Set of date': new Set([moment]),
  'Set of []': new Set([[]]),
  'Set of [1]': new Set([[1]]),
  'new Map()': new Map(),
  'Map of a to 1': new Map([['a', 1]]),
  'Map of __proto__ to 1': new Map([['__proto__', 1]]),
  'Map of 1 to a': new Map([[1, 'a']]),
  'Map of 1 to null': new Map([[1, null]]),
  'Map of null to a': new Map([[null, 'a']]),
  'Map of a to null': new Map([['a', null]]),
  'Map of uuid to a': new Map([[v4, 'a']]),
  'Map of uuid and UUID': new Map([
    [v4, 'a'],
    [v4.toUpperCase(), 'b'],
  ]),
  'Map of a to []': new Map([['a', []]]),
  'Map of a to [1]': new Map([['a', [1]]]),
  'a Date': moment,
  'an invalid Date': new Date(NaN),
  'the last Date': new Date(8.64e15),
  'a Buffer': bytes,
  'an empty Buffer': Buffer.alloc(0),
  'a Uint8Array': Uint8Array.from(bytes),
  'a Uint8Array within another': backing.subarray(2, 6),
  'an ArrayBuffer': Uint8Array.from(bytes).buffer,
  'a SharedArrayBuffer': new SharedArrayBuffer(4),
  'a DataView': new DataView(new ArrayBuffer(4)),
  'a Float32Array': Float32Array.of(1, 2),
  'a Uint8ClampedArray': Uint8ClampedArray.of(1, 2),
  'a Uuid': Uuid.fromString(v4),
  'a TimeUuid': TimeUuid.fromString(v1),
  'a Long': Long.fromNumber(5),
  'an Integer': Integer.fromNumber(5),
  'a BigDecimal': BigDecimal.fromString('1.10'),
  'a LocalDate': LocalDate.fromString('2020-02-29'),
  'a LocalTime': LocalTime.fromString('10:00:00'),
  'a Duration': new Duration(1, 2, Long.fromNumber(3)),
  'a negative Duration': new Duration(-1, -2, Long.fromNumber(-3)),
  'a Duration with both signs': new Duration(1, -2, Long.fromNumber(0)),
  'an InetAddress': InetAddress.fromString('127.0.0.1'),
  'a String object': new String('a'),
  'a Number object': new Number(1),
  'a regular expression': /a/,
  'a promise': Promise.resolve(1),
  'a Proxy': new Proxy({ a: 1 }, {}),
  'a Date of another realm': foreign('new Date(1577836800123)'),
  'an array of another realm': foreign('[1]'),
  'a Set of another realm': foreign('new Set([1])'),
  'a Map of another realm': foreign('new Map([["a", 1]])'),
  'an object of another realm': foreign('({ a: 1 })'),
  'a Uint8Array of another realm': foreign('Uint8Array.of(0, 1, 254, 255)'),
}

/** Read as it was written. */
const same = Symbol('same')
type Accepted = Readonly<Record<string, unknown>>

/** Inputs that are read as they are written. */
const unaltered = (...names: string[]): Accepted => Object.fromEntries(names.map((name) => [name, same]))
const tinyints = { ...unaltered('0', '1', '-1', '127', '-128'), '-0': 0 }
const smallints = { ...tinyints, ...unaltered('128', '-129', '32767', '-32768') }
const ints = { ...smallints, ...unaltered('32768', '-32769', '2^31 - 1', '-2^31') }
const integers: Accepted = {
  ...Object.fromEntries(Object.keys(ints).map((name) => [name, BigInt(inputs[name] as number)])),
  '2^31': 2147483648n,
  '-2^31 - 1': -2147483649n,
  '2^53 - 1': 9007199254740991n,
  '5n': same,
  '2n ** 63n - 1n': same,
  '-(2n ** 63n)': same,
  "'5'": 5n,
  'milliseconds as a string': 1577836800000n,
}
const doubles = unaltered(...Object.keys(inputs).filter((name) => typeof inputs[name] === 'number'))
const floats: Accepted = Object.fromEntries(
  Object.keys(doubles)
    .filter((name) => name !== '1e39')
    .map((name) => [name, Math.fround(inputs[name] as number)]),
)
const varints: Accepted = {
  ...integers,
  '2n ** 63n': same,
  '-(2n ** 63n) - 1n': same,
  '2n ** 200n': same,
  "'9223372036854775808'": 9223372036854775808n,
}
const texts = unaltered(
  ...Object.keys(inputs).filter((name) => typeof inputs[name] === 'string' && name !== 'a lone surrogate'),
)
const asciis = unaltered(...Object.keys(texts).filter((name) => name !== "'é'" && name !== "'😀'"))
const blob: Accepted = Object.fromEntries(
  ['a Buffer', 'a Uint8Array', 'a Uint8Array within another', 'an ArrayBuffer', 'a Uint8Array of another realm'].map(
    (name) => [name, bytes],
  ),
)
const listsOfInts: Accepted = {
  '[]': same,
  '[1]': same,
  '[1, 1]': same,
  '[-0]': [0],
  'an array of a Proxy': [1],
  'an array of another realm': [1],
}
const setsOfTexts: Accepted = {
  '[]': new Set(),
  'new Set()': same,
  "['a']": new Set(['a']),
  "['a', 'a']": new Set(['a']),
  "['']": new Set(['']),
  "Set of 'a'": same,
  'Set of uuid': same,
  '[uuid, UUID]': new Set([v4, v4.toUpperCase()]),
}
const mapsOfTextToInt: Accepted = {
  'new Map()': same,
  '{}': new Map(),
  '{} without prototype': new Map(),
  'Map of a to 1': same,
  'Map of __proto__ to 1': same,
  '{ a: 1 }': new Map([['a', 1]]),
  '{ a: 1 } without prototype': new Map([['a', 1]]),
  '{ __proto__: 1 } from JSON': new Map([['__proto__', 1]]),
  'a Proxy': new Map([['a', 1]]),
  'a Map of another realm': new Map([['a', 1]]),
  'an object of another realm': new Map([['a', 1]]),
}

/** The rows: for each type what it takes, and what is read then. Every other input has to be refused. */
const rows: Readonly<Record<string, Accepted>> = {
  ascii: asciis,
  text: texts,
  varchar: texts,
  boolean: { true: same, false: same },
  tinyint: tinyints,
  smallint: smallints,
  int: ints,
  bigint: integers,
  counter: integers,
  varint: varints,
  double: doubles,
  float: floats,
  decimal: {
    ...Object.fromEntries(
      Object.keys(varints).map((name) => [name, String(varints[name] === same ? inputs[name] : varints[name])]),
    ),
    "'1.10'": same,
    "'1e3'": '1E+3',
    "'1e400'": '1E+400',
    'a BigDecimal': '1.10',
  },
  uuid: {
    'uuid v4': same,
    'uuid v1': same,
    'uuid v4, upper case': v4,
    'a Uuid': v4,
    'a TimeUuid': v1,
  },
  timeuuid: { 'uuid v1': same, 'a TimeUuid': v1 },
  timestamp: { 'a Date': same, 'the last Date': same, 'a Date of another realm': moment },
  date: { "'2020-02-29'": same, 'a LocalDate': '2020-02-29' },
  time: { "'10:00:00'": same, "'23:59:59.999999999'": same, 'a LocalTime': '10:00:00' },
  duration: { 'a Duration': same, 'a negative Duration': same },
  inet: { "'127.0.0.1'": same, "'::1'": same, 'an InetAddress': '127.0.0.1' },
  blob: { ...blob, 'an empty Buffer': same },

  'list<int>': listsOfInts,
  'frozen<list<int>>': listsOfInts,
  'list<double>': {
    ...listsOfInts,
    '[-0]': same,
  },
  'list<text>': { '[]': same, "['a']": same, "['a', 'a']": same, "['']": same, '[uuid, UUID]': same },
  'set<int>': {
    '[]': new Set(),
    'new Set()': same,
    '[1]': new Set([1]),
    '[1, 1]': new Set([1]),
    '[-0]': new Set([0]),
    'Set of 1': same,
    'an array of a Proxy': new Set([1]),
    'an array of another realm': new Set([1]),
    'a Set of another realm': new Set([1]),
  },
  'set<double>': {
    '[]': new Set(),
    'new Set()': same,
    '[1]': new Set([1]),
    '[1, 1]': new Set([1]),
    'Set of 1': same,
    'an array of a Proxy': new Set([1]),
    'an array of another realm': new Set([1]),
    'a Set of another realm': new Set([1]),
  },
  'set<text>': setsOfTexts,
  'frozen<set<text>>': setsOfTexts,
  'set<uuid>': { '[]': new Set(), 'new Set()': same, 'Set of uuid': same, '[uuid, UUID]': new Set([v4]) },
  'set<blob>': { '[]': new Set(), 'new Set()': same, 'Set of bytes': same, '[bytes]': new Set([bytes]) },
  'set<timestamp>': { '[]': new Set(), 'new Set()': same, 'Set of date': same, '[date]': new Set([moment]) },
  'map<text, int>': mapsOfTextToInt,
  'frozen<map<ascii, int>>': mapsOfTextToInt,
  'map<int, text>': { 'new Map()': same, 'Map of 1 to a': same },
  'map<uuid, text>': { 'new Map()': same, 'Map of uuid to a': same },
  'map<text, frozen<list<int>>>': {
    'new Map()': same,
    '{}': new Map(),
    '{} without prototype': new Map(),
    'Map of a to []': same,
    'Map of a to [1]': same,
    '{ a: [] }': new Map([['a', []]]),
  },
  'list<frozen<list<int>>>': { '[]': same, '[[]]': same, '[[1], []]': same, '[[1], [1]]': same },
  'list<frozen<set<text>>>': { '[]': same, '[[]]': [new Set()], '[new Set()]': same, "[new Set(['a'])]": same },
  'list<frozen<map<text, int>>>': {
    '[]': same,
    '[new Map()]': same,
    "[new Map([['a', 1]])]": same,
  },
  'set<frozen<list<int>>>': {
    '[]': new Set(),
    'new Set()': same,
    '[[]]': new Set([[]]),
    '[[1], []]': new Set([[1], []]),
    // Equal elements are for the server to count once; see the integration spec.
    '[[1], [1]]': new Set([[1], [1]]),
    'Set of []': same,
    'Set of [1]': same,
  },
}

/** Every native type but counter and duration, by what programs hand over by mistake. */
const measured = {
  types:
    'ascii bigint blob boolean date decimal double float inet int smallint text time timestamp timeuuid tinyint uuid varint'.split(
      ' ',
    ),
  inputs: [
    '0',
    '-0',
    '1.7',
    'NaN',
    'Infinity',
    '2^53',
    '2^63 as a number',
    '1e39',
    '5n',
    '2n ** 63n',
    "''",
    "'abc'",
    "'12abc'",
    "'1e400'",
    "'false'",
    'a lone surrogate',
    "'2020-02-31'",
    "'999.1.1.1'",
    'true',
    '{}',
    '[]',
    'a Date',
    'an invalid Date',
    'a Buffer',
  ],
}

describe('type by input', () => {
  const names = Object.keys(inputs)

  it.each(Object.keys(rows))(`%s takes what it can hold exactly and refuses the rest of ${names.length}`, (type) => {
    const accepted = rows[type]!
    const wrong: unknown[] = []
    for (const name of names) {
      const outcome = outcomeOf(type, inputs[name])
      const expected = name in accepted ? { read: accepted[name] === same ? inputs[name] : accepted[name] } : 'refused'
      try {
        expect(outcome).toStrictEqual(expected)
      } catch {
        wrong.push({ input: name, expected, outcome })
      }
    }
    expect(wrong).toEqual([])
  })

  it(`holds for ${measured.types.length * measured.inputs.length} cells: 18 native types by 24 common mistakes`, () => {
    const cells = measured.types.flatMap((type) => measured.inputs.map((input) => [type, input] as const))
    expect(cells).toHaveLength(432)
    for (const [type, input] of cells) {
      const accepted = rows[type]!
      const read = accepted[input] === same ? inputs[input] : accepted[input]
      expect([type, input, outcomeOf(type, inputs[input])]).toStrictEqual([
        type,
        input,
        input in accepted ? { read } : 'refused',
      ])
    }
  })

  it('names only inputs that exist', () => {
    const named = Object.values(rows).flatMap((accepted) => Object.keys(accepted))
    expect(named.filter((name) => !(name in inputs))).toEqual([])
  })
})

function outcomeOf(type: string, value: unknown): unknown {
  try {
    return { read: roundTrip(type, value) }
  } catch {
    // Anything but a refusal is rethrown here.
    refusal(type, value)
    return 'refused'
  }
}
