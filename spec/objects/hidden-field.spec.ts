import { inspect } from 'node:util'
import { createHiddenField } from '../../lib/objects/hidden-field.js'

class Point {
  x = 1
}

describe('a hidden field', () => {
  const field = createHiddenField<string>()

  it('is absent until it is set, and may be set again', () => {
    const object = new Point()
    expect(field.get(object)).toBeUndefined()
    field.set(object, 'one')
    expect(field.get(object)).toBe('one')
    field.set(object, 'two')
    expect(field.get(object)).toBe('two')
    expect(field.get(new Point())).toBeUndefined()
  })

  it('is another than that of another', () => {
    const other = createHiddenField<string>()
    const object = {}
    field.set(object, 'one')
    expect(other.get(object)).toBeUndefined()
    other.set(object, 'two')
    expect([field.get(object), other.get(object)]).toEqual(['one', 'two'])
  })

  it('may hold undefined', () => {
    const maybe = createHiddenField<string | undefined>()
    const object = {}
    maybe.set(object, 'one')
    maybe.set(object, undefined)
    expect(maybe.get(object)).toBeUndefined()
  })

  it('is seen by nothing', () => {
    const object = new Point()
    field.set(object, 'secret')
    expect(Reflect.ownKeys(object)).toEqual(['x'])
    expect(JSON.stringify(object)).toBe('{"x":1}')
    expect(inspect(object, { showHidden: true, depth: null })).toBe(inspect(new Point(), { showHidden: true }))
    expect(object).toStrictEqual(new Point())
    const names: string[] = []
    for (const name in object) names.push(name)
    expect(names).toEqual(['x'])
  })

  it('leaves the object what it is', () => {
    const object = new Point()
    field.set(object, 'one')
    expect(Object.getPrototypeOf(object)).toBe(Point.prototype)
    expect(object).toBeInstanceOf(Point)
  })

  it.each<[string, (object: Point) => object]>([
    ['a spread', (object) => ({ ...object })],
    ['Object.assign', (object) => Object.assign(new Point(), object)],
    ['structuredClone', (object) => structuredClone(object)],
    ['JSON', (object) => JSON.parse(JSON.stringify(object)) as object],
    ['an object that inherits', (object) => Object.create(object) as object],
    ['all its properties', (object) => Object.defineProperties({}, Object.getOwnPropertyDescriptors(object))],
    ['a Proxy', (object) => new Proxy(object, {})],
  ])('is on no copy: %s', (_, copyOf) => {
    const object = new Point()
    field.set(object, 'one')
    expect(field.get(copyOf(object))).toBeUndefined()
    expect(field.get(object)).toBe('one')
  })

  it.each<[string, object]>([
    ['frozen', Object.freeze(new Point())],
    ['sealed', Object.seal({})],
    ['not extensible', Object.preventExtensions({})],
    ['without prototype', Object.create(null) as object],
    ['arrays', []],
    ['functions', () => {}],
  ])('is on objects of any kind: %s', (_, object) => {
    field.set(object, 'one')
    field.set(object, 'two')
    expect(field.get(object)).toBe('two')
  })
})
