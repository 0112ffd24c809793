import { plainFields } from './plain-value.js'
import type { TableModel } from './table-model.js'

/**
 * Gives a class the `toJSON` that its instances are written with by `JSON.stringify`, which can say neither a bigint nor a
 * set; not enumerable. One that the class has, itself or from a class it extends, stays, and so does a column of the name.
 */
export function giveJson({ entity, columnOf }: TableModel): void {
  const prototype = entity.prototype as object
  if ('toJSON' in prototype || columnOf.has('toJSON')) return
  Reflect.defineProperty(prototype, 'toJSON', {
    value: function toJSON(this: object): object {
      return plainFields(this)
    },
    writable: true,
    enumerable: false,
    configurable: true,
  })
}
