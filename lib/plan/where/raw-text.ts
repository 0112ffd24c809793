/** Numbers of texts by the template they come from: each place in a program has one, whatever its values are. */
const numbers = new WeakMap<readonly string[], number>()
let last = 0

/** Code of a `Raw`: the same for the same place in the program, and nothing of its text. */
export function rawCode(text: readonly string[]): string {
  let number = numbers.get(text)
  if (number === undefined) {
    number = ++last
    numbers.set(text, number)
  }
  return `raw${number}`
}
