import { SchemaError } from '../errors/schema-error.js'
import type { SchemaDifference } from '../errors/schema-error.js'
import { describeDifference } from './compare/describe-difference.js'
import { needsAction } from './plan-schema.js'

/** Throws `E_SCHEMA_REFUSED` with every difference that no statement of ours could mend. Nothing was sent. */
export function refuseForbidden(differences: readonly SchemaDifference[]): void {
  const refused = differences.filter(({ action }) => action === 'refuse')
  if (refused.length === 0) return
  throw new SchemaError(sentenceOf(refused, 'cannot be resolved by adding to the schema, so nothing was changed'), {
    code: 'E_SCHEMA_REFUSED',
    differences: refused,
    hint: recipeHint(refused),
    outcome: 'not_sent',
  })
}

/** Throws `E_SCHEMA_DRIFT` with every difference that something would have to be done about. Nothing was sent. */
export function refuseDrift(differences: readonly SchemaDifference[]): void {
  const drift = differences.filter(needsAction)
  if (drift.length === 0) return
  throw new SchemaError(sentenceOf(drift, 'stand between the database and the entities'), {
    code: 'E_SCHEMA_DRIFT',
    differences: drift,
    hint: recipeHint(drift),
    outcome: 'not_sent',
  })
}

/** Throws `E_SCHEMA_DRIFT` with what still differs after all statements were sent; an undone alteration does no harm. */
export function refuseUnfinished(differences: readonly SchemaDifference[]): void {
  const left = differences.filter(({ action }) => action !== 'report' && action !== 'alter')
  if (left.length === 0) return
  throw new SchemaError(
    `after every statement was sent the schema still differs, so somebody else changes it:\n${listOf(left)}`,
    { code: 'E_SCHEMA_DRIFT', differences: left },
  )
}

/** A message stays readable: recipes are of many lines. */
function recipeHint(differences: readonly SchemaDifference[]): string | undefined {
  const hasRecipe = differences.some(({ recipe }) => recipe !== undefined)
  return hasRecipe ? 'The way there, as code to copy: error.differences, or the text of db.schema.plan().' : undefined
}

function sentenceOf(differences: readonly SchemaDifference[], verdict: string): string {
  const [first] = differences
  if (differences.length === 1 && first !== undefined) return describeDifference(first)
  return `${differences.length} differences ${verdict}:\n${listOf(differences)}`
}

function listOf(differences: readonly SchemaDifference[]): string {
  return differences.map((difference) => `  - ${describeDifference(difference)}`).join('\n')
}
