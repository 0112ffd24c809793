/**
 * Who goes first, second, … in a turn: rotated by one each turn, backwards in every other pass, so that nobody always
 * follows the same neighbour.
 */
export function turnOrder(sides: number, turn: number, offset: number): readonly number[] {
  const isBackwards = (Math.floor(turn / sides) + offset) % 2 === 1
  const order = Array.from({ length: sides }, (_, i) => (i + turn + offset) % sides)
  return isBackwards ? order.reverse() : order
}
