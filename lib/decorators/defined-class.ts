import { canEvaluate, evaluate } from '../codegen/evaluate.js'
import { literal } from '../codegen/source-builder.js'

/**
 * A class of this name whose instances own the properties, in this order and `undefined` at first, as class fields are.
 * Compiled where that is allowed: fields named at run time make an instance of 20 properties 17 times slower.
 */
export function createClass(name: string, properties: readonly string[]): new () => object {
  const created = canEvaluate() ? compileClass(name, properties) : interpretClass(properties)
  Object.defineProperty(created, 'name', { value: name, configurable: true })
  return created
}

/** Names in brackets, because a field may not be called constructor otherwise. */
function compileClass(name: string, properties: readonly string[]): new () => object {
  const fields = properties.map((property) => `    [${literal(property)}] = undefined;`)
  const body = ['  return class {', ...fields, '  };'].join('\n')
  return evaluate<() => new () => object>({ name: `define_${name}`, parameters: [], body, captured: new Map() })()
}

function interpretClass(properties: readonly string[]): new () => object {
  return class {
    constructor() {
      for (const property of properties) {
        Object.defineProperty(this, property, {
          value: undefined,
          writable: true,
          enumerable: true,
          configurable: true,
        })
      }
    }
  }
}
