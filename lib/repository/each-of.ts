import { atIndex } from '../errors/cassiform-error.js'

/** What is made of each item of an array, holes included; what is refused says which item it is of: `index`. */
export function eachOf<Item, Result>(items: readonly Item[], make: (item: Item, index: number) => Result): Result[] {
  return Array.from(items, (item, index) => {
    try {
      return make(item, index)
    } catch (error) {
      throw atIndex(error, index)
    }
  })
}
