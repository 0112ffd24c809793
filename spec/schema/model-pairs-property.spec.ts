import fc from 'fast-check'
import type { SchemaDifference, SchemaObjectKind } from '../../lib/errors/schema-error.js'
import { compareSchema } from '../../lib/schema/compare/compare-schema.js'
import type { LiveSchema } from '../../lib/schema/live/live-schema.js'
import { isRefused, needsAction, needsStatement, planSchema } from '../../lib/schema/plan-schema.js'
import { alterableProperties } from '../../lib/schema/table-properties.js'
import { additiveStatement } from './support/pairs/additive-statement.js'
import { modelPairs } from './support/pairs/arbitrary-pairs.js'
import { defineModels } from './support/pairs/define-models.js'
import { expectRecipes } from './support/pairs/expect-recipes.js'
import { forbiddenChanges } from './support/pairs/forbidden-changes.js'
import { liveModels } from './support/pairs/live-models.js'
import type { ModelDraft } from './support/pairs/model-draft.js'
import { modelsOf } from './support/models.js'

const features = { server: 'Cassandra 5.0.9', sai: true, vectors: true, linearSchema: false }
const pairs = modelPairs(features)

const compiled = (draft: ModelDraft) => modelsOf(defineModels(draft).entities)
const differencesOf = (models: ReturnType<typeof compiled>, live: LiveSchema) =>
  compareSchema(models, live, { features, views: true, alter: alterableProperties })

/** How many tables, views, and columns of tables that were there are to be made. */
function added(differences: readonly SchemaDifference[]) {
  const count = (of: SchemaObjectKind) => differences.filter(({ kind }) => kind === of).length
  return { tables: count('table'), views: count('view'), columns: count('column') }
}

function addedTo(older: ModelDraft, newer: ModelDraft) {
  const viewsOf = ({ tables }: ModelDraft) => tables.flatMap(({ views }) => views).length
  const columns = older.tables.map(({ columns }, i) => newer.tables[i]!.columns.length - columns.length)
  return {
    tables: newer.tables.length - older.tables.length,
    views: viewsOf(newer) - viewsOf(older),
    columns: columns.reduce((sum, more) => sum + more, 0),
  }
}

describe('any model, and one with more', () => {
  it('a newer model only adds, and an older one finds nothing to do beside it', () => {
    let statements = 0
    fc.assert(
      fc.property(pairs, ({ older, newer }) => {
        const [before, after] = [compiled(older), compiled(newer)]
        expect(differencesOf(before, liveModels(before))).toEqual([])
        const differences = differencesOf(after, liveModels(before))
        expect(differences.filter((one) => !needsStatement(one))).toEqual([])
        expect(added(differences)).toEqual(addedTo(older, newer))
        for (const { cql } of planSchema(differences)) {
          expect(cql).toMatch(additiveStatement)
          statements++
        }
        const unaltered = before.map((model) => ({ ...model, comment: undefined, properties: {} }))
        expect(differencesOf(unaltered, liveModels(after)).filter(needsAction)).toEqual([])
      }),
      { numRuns: 60 },
    )
    expect(statements).toBeGreaterThan(60)
  })

  it('one forbidden change of anything in it is refused, with what to do', () => {
    const seen = new Set<string>()
    fc.assert(
      fc.property(pairs, fc.nat(), ({ newer }, pick) => {
        const live = liveModels(compiled(newer))
        const changes = forbiddenChanges(newer)
        const { what, draft } = changes[pick % changes.length]!
        seen.add(what.split(' ').slice(0, 2).join(' '))
        const refused = differencesOf(compiled(draft), live).filter(isRefused)
        expect([what, refused.length]).not.toEqual([what, 0])
        expectRecipes(refused)
      }),
      { numRuns: 100 },
    )
    expect(seen.size).toBeGreaterThan(4)
  })
})
