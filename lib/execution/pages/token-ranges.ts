/** Partitions whose token lies above `after` and not above `upTo`. */
export interface TokenRange {
  readonly after: bigint
  readonly upTo: bigint
}

/**
 * The ring of the Murmur3 partitioner: tokens of 64 bits with sign. No partition has the lowest one: the partitioner
 * gives a hash of −2⁶³ the token 2⁶³ − 1 (`Murmur3Partitioner.normalize`), so that a range may begin above it.
 */
export const wholeRing: TokenRange = { after: -(2n ** 63n), upTo: 2n ** 63n - 1n }

/** The ring in ranges of the same size, in their order: every token but the lowest is in exactly one. */
export function splitRing(count: number): readonly TokenRange[] {
  const { after, upTo } = wholeRing
  const bounds = Array.from({ length: count + 1 }, (_, i) => after + ((upTo - after) * BigInt(i)) / BigInt(count))
  return bounds.slice(1).map((bound, i) => ({ after: bounds[i]!, upTo: bound }))
}
