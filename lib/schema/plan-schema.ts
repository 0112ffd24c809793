import type { SchemaDifference } from '../errors/schema-error.js'

/** One statement and the differences it mends. */
export interface SchemaStep {
  readonly cql: string
  readonly differences: readonly SchemaDifference[]
}

/** The statements that mend what can be mended, in the order of the differences. */
export function planSchema(differences: readonly SchemaDifference[]): readonly SchemaStep[] {
  const steps = new Map<string, SchemaDifference[]>()
  for (const difference of differences) {
    if (!needsStatement(difference)) continue
    const mended = steps.get(difference.cql)
    if (mended === undefined) steps.set(difference.cql, [difference])
    else mended.push(difference)
  }
  return [...steps].map(([cql, mended]) => ({ cql, differences: mended }))
}

/** Whether a statement is to be sent for a difference. */
export function needsStatement(
  difference: SchemaDifference,
): difference is SchemaDifference & { readonly cql: string } {
  return difference.cql !== undefined && needsAction(difference)
}

/** Whether something is to be done about a difference, or would have to be; what is only reported is fine as it is. */
export function needsAction({ action }: SchemaDifference): boolean {
  return action !== 'report'
}

/** Whether two differences are about the same thing. */
export function sameMatter(a: SchemaDifference, b: SchemaDifference): boolean {
  return a.object === b.object && a.kind === b.kind && a.reason === b.reason
}

/** Whether nothing that sync may send brings a difference about. */
export function isRefused({ action }: SchemaDifference): boolean {
  return action === 'refuse'
}
