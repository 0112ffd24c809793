import type { SchemaDifference } from '../../../../lib/errors/schema-error.js'

/**
 * Whatever is refused comes with what to do: code to copy where something is there that is otherwise, but for views, none of
 * which is ever changed, and a hint in any case.
 */
export function expectRecipes(refused: readonly SchemaDifference[]): void {
  for (const { hint, cql, object, is, recipe } of refused) {
    expect(cql).toBeUndefined()
    expect(hint).toMatch(/\.$/)
    if (is !== undefined && !/_view_\d/.test(object)) expect(recipe).toMatch(/^\/\/ 1\. /)
  }
}
