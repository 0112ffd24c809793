import type { Target } from './contender.js'

/** A column of the table: a contender under a label of its own, so that one contender may run twice. */
export interface Side {
  readonly label: string
  /** Name of a file in `contenders/`. */
  readonly contender: string
  readonly packageEntry: string
}

/** What every ratio is formed against. */
export const floorLabel = 'bare driver'
/** The same code once more: its ratios are the noise. */
export const controlLabel = 'control'

/**
 * The floor, the control, then the contenders asked for. `against`: entry file of another build of the package; then
 * the contenders made with the package run a second time with it.
 */
export function sidesOf(
  contenders: readonly string[],
  packageEntry: string,
  against: string | undefined,
): readonly Side[] {
  const bare = { contender: 'bare-driver', packageEntry }
  const others = contenders.filter((contender) => contender !== 'bare-driver')
  const sides = others.map((contender) => ({ label: contender, contender, packageEntry }))
  const rivals =
    against === undefined ? [] : [{ label: 'repository (against)', contender: 'repository', packageEntry: against }]
  return [{ label: floorLabel, ...bare }, { label: controlLabel, ...bare }, ...sides, ...rivals]
}

/** The target of one side. */
export function targetOf(side: Side, target: Omit<Target, 'packageEntry'>): Target {
  return { ...target, packageEntry: side.packageEntry }
}
