import { runInNewContext } from 'node:vm'
import { isInheritedName, isPrototypePolluted, readProperty, writeProperty } from '../../lib/objects/property.js'
import { withPollution } from '../support/with-pollution.js'

class Base {
  get toLocaleString(): string {
    return 'getter of the base class'
  }

  get note(): string {
    return 'a note'
  }
}
class Entity extends Base {
  own = 1

  override valueOf(): string {
    return 'valueOf of the class'
  }
}
const inherited = ['constructor', 'toString', 'valueOf', 'hasOwnProperty', '__proto__', '__defineGetter__']

describe('names that every object seems to have', () => {
  it.each(inherited)('%s is one', (name) => {
    expect(isInheritedName(name)).toBe(true)
  })

  it.each(['own', 'length', 'prototype', 'proto', ''])("'%s' is none", (name) => {
    expect(isInheritedName(name)).toBe(false)
  })

  it('are more of them where somebody assigned to Object.prototype', () => {
    expect(isPrototypePolluted()).toBe(false)
    withPollution('polluted', 1, () => {
      expect(isPrototypePolluted()).toBe(true)
      expect(isInheritedName('polluted')).toBe(true)
    })
    expect(isPrototypePolluted()).toBe(false)
    expect(isInheritedName('polluted')).toBe(false)
  })
})

describe('reading a property', () => {
  it.each(inherited)('an object has no %s of its own', (name) => {
    expect(readProperty({}, name)).toBeUndefined()
    expect(readProperty([], name === 'toString' ? 'constructor' : name)).toBeUndefined()
    expect(readProperty(runInNewContext('({})') as object, name)).toBeUndefined()
    expect(readProperty(Object.create(null) as object, name)).toBeUndefined()
  })

  it.each(inherited)('%s is read where it is its own', (name) => {
    const literal = JSON.parse(`{ ${JSON.stringify(name)}: "mine" }`) as object
    expect(readProperty(literal, name)).toBe('mine')
    expect(readProperty(Object.assign(Object.create(null) as object, { [name]: 'mine' }), name)).toBe('mine')
  })

  it('finds what classes say, but not what class it is', () => {
    const entity = new Entity()
    expect(readProperty(entity, 'own')).toBe(1)
    expect(readProperty(entity, 'note')).toBe('a note')
    expect(readProperty(entity, 'toLocaleString')).toBe('getter of the base class')
    expect(typeof readProperty(entity, 'valueOf')).toBe('function')
    expect(readProperty(entity, 'constructor')).toBeUndefined()
    expect(readProperty(entity, '__proto__')).toBeUndefined()
    expect(readProperty(entity, 'toString')).toBeUndefined()
    expect(readProperty(Object.assign(new Entity(), { constructor: 'mine' }), 'constructor')).toBe('mine')
  })

  it('finds what an object inherits from another that is not the last', () => {
    expect(readProperty(Object.create({ toString: 'mine' }) as object, 'toString')).toBe('mine')
  })

  it('finds undefined, null and false where they are', () => {
    expect(readProperty({ toString: undefined }, 'toString')).toBeUndefined()
    expect(readProperty({ toString: null }, 'toString')).toBeNull()
    expect(readProperty({ a: false }, 'a')).toBe(false)
    expect(readProperty(['x'], 0)).toBe('x')
  })

  it('knows nothing of what was assigned to Object.prototype', () => {
    withPollution('street', 'polluted', () => {
      expect(readProperty({}, 'street')).toBeUndefined()
      expect(readProperty(new Entity(), 'street')).toBeUndefined()
      expect(readProperty({ street: 'mine' }, 'street')).toBe('mine')
      expect(readProperty(Object.assign(new Entity(), { street: undefined }), 'street')).toBeUndefined()
    })
    withPollution('note', 'polluted', () => {
      expect(readProperty({}, 'note')).toBeUndefined()
      expect(readProperty(new Entity(), 'note')).toBe('a note')
    })
  })

  it('lets a getter throw', () => {
    const hostile = {
      get a(): never {
        throw new Error('mine')
      },
    }
    expect(() => readProperty(hostile, 'a')).toThrow(new Error('mine'))
  })
})

describe('writing a property', () => {
  // The class has a getter of the name, and no setter.
  it.each([...inherited, 'toLocaleString', 'own', 'anything'])('%s becomes one of its own, like any other', (name) => {
    for (const object of [{}, new Entity(), Object.create(null) as object]) {
      const prototype = Object.getPrototypeOf(object) as unknown
      writeProperty(object, name, 'mine')
      writeProperty(object, name, 'mine again')
      expect(Object.getOwnPropertyDescriptor(object, name)).toEqual({
        value: 'mine again',
        writable: true,
        enumerable: true,
        configurable: true,
      })
      expect(Object.getPrototypeOf(object)).toBe(prototype)
      expect(Object.keys(object)).toContain(name)
      expect(readProperty(object, name)).toBe('mine again')
    }
  })

  it('takes an object for __proto__ without making it the prototype', () => {
    const object = {} as Record<string, unknown>
    writeProperty(object, '__proto__', { isAdmin: true })
    expect(object.isAdmin).toBeUndefined()
    expect(Object.entries(object)).toEqual([['__proto__', { isAdmin: true }]])
  })

  it('goes through setters of classes', () => {
    class WithSetter {
      #value = 0

      get doubled(): number {
        return this.#value
      }

      set doubled(value: number) {
        this.#value = value * 2
      }
    }
    const object = new WithSetter()
    writeProperty(object, 'doubled', 2)
    expect([object.doubled, Object.keys(object)]).toEqual([4, []])
  })

  it('becomes one of its own although every object seems to have it', () => {
    withPollution('street', 'polluted', () => {
      const object = {}
      writeProperty(object, 'street', undefined)
      expect(Object.entries(object)).toEqual([['street', undefined]])
    })
  })

  it.each(['own', 'toString'])('says where an object cannot take it: %s', (name) => {
    expect(() => writeProperty(Object.freeze({}), name, 1)).toThrow(TypeError)
  })
})
