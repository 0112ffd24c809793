import type { SchemaAction, SchemaDifference } from '../errors/schema-error.js'
import { describeDifference } from './compare/describe-difference.js'
import { planSchema } from './plan-schema.js'

/**
 * Differences as text to read and to paste: the exact statements, each under the differences it mends, then what is
 * refused and what is only reported, as CQL comments.
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
  const lines = differences.filter((difference) => difference.action === action).map(describeDifference)
  return lines.length === 0
    ? []
    : [[heading, ...lines.map((line) => `  ${line}`)].map((line) => `-- ${line}`).join('\n')]
}
