import { runInNewContext } from 'node:vm'
import { isPlainObject } from '../../lib/objects/plain-object.js'

class Point {
  x = 1
}
class NoObject extends (null as unknown as ObjectConstructor) {}

describe('a plain object', () => {
  it.each<[string, unknown]>([
    ['a literal', { a: 1 }],
    ['an empty one', {}],
    ['one from JSON, whatever its keys', JSON.parse('{"__proto__": 1, "constructor": 2}')],
    ['one without prototype', Object.create(null)],
    ['one of another realm', runInNewContext('({ a: 1 })')],
    ['a frozen one', Object.freeze({})],
    ['one with a toString of its own', { toString: () => 'x' }],
  ])('is %s', (_, value) => {
    expect(isPlainObject(value)).toBe(true)
  })

  it.each<[string, unknown]>([
    ['null', null],
    ['undefined', undefined],
    ['a text', 'a'],
    ['a number', 1],
    ['a function', () => {}],
    ['an array', []],
    ['an array of another realm', runInNewContext('[]')],
    ['a Date', new Date()],
    ['a Map', new Map()],
    ['a Buffer', Buffer.alloc(1)],
    ['an instance', new Point()],
    ['an instance of a class without Object', Object.create(Object.create(NoObject.prototype) as object)],
    ['an object that inherits from another', Object.create({ a: 1 })],
  ])('is not %s', (_, value) => {
    expect(isPlainObject(value)).toBe(false)
  })
})
