import type { SchemaAction, SchemaDifference } from '../errors/schema-error.js'
import { describeDifference, spellControls } from './compare/describe-difference.js'
import { planSchema } from './plan-schema.js'

/**
 * Differences as text to read and to paste: the exact statements, each under the differences it mends, then what is
 * refused, with its recipe, and what is only reported, as CQL comments.
 */
export function formatSchemaPlan(differences: readonly SchemaDifference[]): string {
  if (differences.length === 0) return '-- The schema is as the entities want it.'
  const statements = planSchema(differences).map(({ cql, differences: mended }) =>
    [...mended.map((difference) => `-- ${describeDifference(difference)}`), `${cql};`].join('\n'),
  )
  return [
    ...statements,
    ...told(differences, 'refuse', 'Refused, to be mended by hand:'),
    ...told(differences, 'report', 'Only reported, left as it is:'),
  ].join('\n\n')
}

function told(differences: readonly SchemaDifference[], action: SchemaAction, heading: string): string[] {
  const lines = differences.filter((difference) => difference.action === action).flatMap(describer())
  return lines.length === 0
    ? []
    : [[heading, ...lines.map((line) => `  ${line}`)].map((line) => `-- ${line}`).join('\n')]
}

/** Several differences may have one way out, which is told once. */
function describer(): (difference: SchemaDifference) => string[] {
  const told = new Set<string | undefined>()
  return (difference) => {
    const recipe = told.has(difference.recipe) ? undefined : difference.recipe
    told.add(recipe)
    return [describeDifference(difference), ...(recipe?.split('\n').map((line) => `    ${spellControls(line)}`) ?? [])]
  }
}
