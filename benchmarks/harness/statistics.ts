/** A figure and how far single measurements of it lie apart. */
export interface Spread {
  readonly median: number
  readonly min: number
  readonly max: number
}

/** The middle value; of an even number, half way between the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

/** The mean of ratios: 0.5 and 2 make 1. */
export function geometricMean(ratios: readonly number[]): number {
  return Math.exp(ratios.reduce((sum, ratio) => sum + Math.log(ratio), 0) / ratios.length)
}

export function spreadOf(values: readonly number[]): Spread {
  return { median: median(values), min: Math.min(...values), max: Math.max(...values) }
}

/**
 * The noise in ratios between two runs of the same code, as a factor f ≥ 1: everything from 1 / f to f is noise. Which
 * of the two equal sides is the divisor is arbitrary, so a ratio r says the same as 1 / r.
 */
export function noiseOf(controlRatios: readonly number[]): number {
  return Math.max(...controlRatios.map((ratio) => Math.max(ratio, 1 / ratio)))
}
