/** A field of objects that no key, symbol, JSON, spread, clone or matcher sees, so that a copy never has it. */
export interface HiddenField<T> {
  readonly set: (object: object, value: T) => void
  /** Undefined for an object that it was never set on, any copy among them. */
  readonly get: (object: object) => T | undefined
}

/** Returns the object it is given, so that a subclass can put a private field on it. */
class Same {
  constructor(object: object) {
    return object
  }
}

/**
 * A field under a private name of its own: objects that have one have no other. Costs a word per object where a WeakMap
 * costs hundreds of nanoseconds, and works for frozen objects as well.
 */
export function createHiddenField<T>(): HiddenField<T> {
  class Holder extends Same {
    #value: T

    constructor(object: object, value: T) {
      super(object)
      this.#value = value
    }

    static set(object: object, value: T): void {
      if (#value in object) object.#value = value
      else new Holder(object, value)
    }

    static get(object: object): T | undefined {
      return #value in object ? object.#value : undefined
    }
  }
  return { set: (object, value) => Holder.set(object, value), get: (object) => Holder.get(object) }
}
