import { DataSource } from '../../../../../lib/index.js'
import type { SchemaError } from '../../../../../lib/index.js'
import { planSchema } from '../../../../../lib/schema/plan-schema.js'
import { alterableProperties } from '../../../../../lib/schema/table-properties.js'
import { recordStatements } from '../../../../../lib/testing/index.js'
import { errorOf } from '../../../../support/error-of.js'
import { additiveStatement } from '../../../../schema/support/pairs/additive-statement.js'
import { expectRecipes } from '../../../../schema/support/pairs/expect-recipes.js'
import { defineModels } from '../../../../schema/support/pairs/define-models.js'
import type { ModelDraft, TableDraft } from '../../../../schema/support/pairs/model-draft.js'
import { createKeyspace, localDataCenter } from '../database.js'
import type { RowRepository } from './sample-rows.js'

/** One version of a program: its models on a keyspace, through connections of its own. */
export interface ModelVersion {
  readonly draft: ModelDraft
  readonly db: DataSource
  repositoryOf(table: TableDraft): RowRepository
  close(): Promise<void>
}

/** Connected, with nothing done to the keyspace yet. */
export async function openVersion(draft: ModelDraft, keyspace: string): Promise<ModelVersion> {
  const { entities, tables } = defineModels(draft)
  const home = new DataSource({
    contactPoints: process.env.CASSANDRA_CONTACT_POINTS!.split(','),
    localDataCenter,
    // Of a keyspace that nobody makes: what the models stand on is looked at by hand, in another.
    keyspace: `${keyspace}_0`,
    entities,
    createKeyspace,
    synchronize: { mode: 'plan', views: true, alter: alterableProperties },
    // No test is about time.
    defaults: { timeoutMs: 60_000 },
    logging: [],
  })
  await home.initialize()
  const db = home.withKeyspace(keyspace)
  return {
    draft,
    db,
    repositoryOf: ({ name }) => db.getRepository(tables.get(name)!) as unknown as RowRepository,
    close: () => home.destroy(),
  }
}

/** Brings the keyspace to a version: by the statements of its plan, which only add, and so that nothing differs then. */
export async function bringUp({ db }: ModelVersion): Promise<void> {
  const planned = planSchema((await db.schema.plan()).differences).map(({ cql }) => cql)
  const recording = recordStatements(db)
  const { applied } = await db.schema.sync()
  recording.stop()
  expect(applied).toEqual(planned)
  expect(recording.statements.map(({ cql }) => cql).filter((cql) => /^(CREATE|ALTER|DROP)\b/.test(cql))).toEqual(
    planned,
  )
  for (const cql of applied) expect(cql).toMatch(additiveStatement)
  expect((await db.schema.plan()).differences).toEqual([])
}

/** A version that the keyspace cannot be brought to is told so, with what to do instead, before anything is sent. */
export async function expectRefused({ db }: ModelVersion, what: string): Promise<void> {
  const recording = recordStatements(db)
  const { code, differences } = (await errorOf(() => db.schema.sync())) as unknown as SchemaError
  recording.stop()
  expect([what, code]).toEqual([what, 'E_SCHEMA_REFUSED'])
  expect(recording.statements.filter(({ cql }) => !cql.startsWith('SELECT'))).toEqual([])
  expect(differences).not.toEqual([])
  expectRecipes(differences)
}
