import { inspect, isDeepStrictEqual } from 'node:util'

/** What one side answered. */
export interface Answer {
  readonly label: string
  readonly value: unknown
}

/** Throws unless all sides gave the same answer: times of different work are not compared. */
export function checkAgreement(caseName: string, answers: readonly Answer[]): void {
  const [first, ...others] = answers
  const different = others.find(({ value }) => !isDeepStrictEqual(value, first!.value))
  if (different === undefined) return
  const shown = [first!, different].map(({ label, value }) => `${label}: ${inspect(value, { maxArrayLength: 1 })}`)
  throw new Error(`'${caseName}' is not the same on every side.\n${shown.join('\n')}`)
}
