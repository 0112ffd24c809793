import { runInNewContext } from 'node:vm'
import { types } from 'cassandra-driver'
import { describeValue } from '../../lib/codec/describe-value.js'
import { nativeTypeNames } from '../../lib/cql/data-type.js'
import { refusal } from './driver-encoding.js'

class Money {}
const nameless = (() => class {})()
const withOddName = Object.defineProperty(class {}, 'name', { value: 'secret value' })
const withOddConstructor = class {}
Object.defineProperty(withOddConstructor.prototype, 'constructor', {
  get(): never {
    throw new Error('called')
  },
})

describe('describeValue', () => {
  it.each<[string, unknown]>([
    ['null', null],
    ['undefined', undefined],
    ['a boolean', true],
    ['a string', 'x'],
    ['an empty string', ''],
    ['a bigint', 1n],
    ['a symbol', Symbol('x')],
    ['a function', () => 1],
    ['a function', Money],
    ['a number', 1],
    ['a number', -0],
    ['a number with a fraction', 1.5],
    ['a number beyond the safe integers, ±(2^53 - 1)', 2 ** 53],
    ['NaN', NaN],
    ['an infinite number', -Infinity],
    ['an array', []],
    ['an array', runInNewContext('[]')],
    ['a Date', new Date(0)],
    ['an invalid Date', new Date(NaN)],
    ['a Date', runInNewContext('new Date()')],
    ['a Map', new Map()],
    ['a Set', new Set()],
    ['a Buffer', Buffer.alloc(1)],
    ['a Uint8Array', new Uint8Array(1)],
    ['a typed array', new Float64Array(1)],
    ['an ArrayBuffer', new ArrayBuffer(1)],
    ['a regular expression', /x/],
    ['a String object', new String('x')],
    ['a Number object', new Number(1)],
    ['a plain object', { secret: 1 }],
    ['a plain object', Object.create(null)],
    ['a plain object', runInNewContext('({})')],
    ['a plain object', { constructor: { name: 'secret' } }],
    ['an instance of Money', new Money()],
    ['an instance of Uuid', types.Uuid.random()],
    ['an object', new nameless()],
    ['an object', new withOddName()],
    ['an object', new withOddConstructor()],
    [
      'a Proxy',
      new Proxy(
        {},
        {
          getPrototypeOf: () => {
            throw new Error('called')
          },
        },
      ),
    ],
  ])('says %s', (words, value) => {
    expect(describeValue(value)).toBe(words)
  })
})

describe('a refusal', () => {
  const secrets: [string, unknown][] = [
    ['a string', 'hunter2'],
    ['a string with half a surrogate pair', 'hunter2\ud800'],
    ['a number', 98765.4321],
    ['a huge number', 987654321e300],
    ['a bigint', 98765432109876543210n],
    ['a symbol', Symbol('hunter2')],
    ['a function', function hunter2() {}],
    ['an instance', new (Object.defineProperty(class {}, 'name', { value: 'hunter2!' }))()],
    ['an array', ['hunter2', 98765.4321, 98765432109876543210n]],
    ['a Set', new Set(['hunter2\ud800'])],
    ['a Map', new Map([['hunter2', 'hunter2']])],
    ['an object', { hunter2: 'hunter2' }],
    ['a nested array', [['hunter2', null]]],
    ['a BigDecimal', new types.BigDecimal('hunter2' as unknown as number, 0)],
    ['a Duration', new types.Duration('hunter2' as unknown as number, 0, 0)],
  ]
  const collections = ['list<int>', 'set<uuid>', 'map<uuid, int>', 'map<text, boolean>', 'list<frozen<list<int>>>']

  it.each([...nativeTypeNames, ...collections])('of %s shows nothing of the value', (type) => {
    let refusals = 0
    for (const [, value] of secrets) {
      try {
        const { cqlType, expected, given } = refusal(type, value)
        refusals++
        expect(cqlType).toBe(type)
        expect(`${expected} ${given}`).not.toMatch(/hunter2|9876/)
      } catch (error) {
        if (!/took the value/.test(String(error))) throw error
      }
    }
    expect(refusals).toBeGreaterThan(8)
  })
})
