import { isDeepStrictEqual } from 'node:util'
import { needsAction } from '../../../../../lib/schema/plan-schema.js'
import { readSchema } from '../../../../../lib/schema/live/read-schema.js'
import type { LiveKeyspace } from '../../../../../lib/schema/live/live-schema.js'
import type { ModelPair } from '../../../../schema/support/pairs/arbitrary-pairs.js'
import { forbiddenChanges } from '../../../../schema/support/pairs/forbidden-changes.js'
import { isCounterTable } from '../../../../schema/support/pairs/model-draft.js'
import type { TableDraft } from '../../../../schema/support/pairs/model-draft.js'
import { run, uniqueKeyspace } from '../database.js'
import type { RecordingDriver } from '../database.js'
import { expectKept } from './expect-kept.js'
import { bringUp, expectRefused, openVersion } from './model-version.js'
import type { ModelVersion } from './model-version.js'
import { expectRows, sampleRows, writeRows } from './sample-rows.js'

/**
 * The life of a keyspace: made by a version of a program and written to by it, brought to a newer version, and used by both;
 * for some pairs a version that is refused, at last.
 */
export async function checkPair(pair: ModelPair, driver: RecordingDriver): Promise<void> {
  const keyspace = uniqueKeyspace('Pair')
  const open: ModelVersion[] = []
  const opened = async (draft: ModelVersion['draft']): Promise<ModelVersion> => {
    const version = await openVersion(draft, keyspace)
    open.push(version)
    return version
  }
  const live = async () => (await readSchema(driver, [keyspace])).keyspaces.get(keyspace)!
  try {
    const older = await opened(pair.older)
    await bringUp(older)
    await writeAll(older, older.draft.tables)
    const was = await live()
    const newer = await opened(pair.newer)
    await bringUp(newer)
    expectKept(was, await live(), pair)
    await expectAll(older, newer)
    await expectPeace(older)
    await writeAll(newer, uncounted(newer, older))
    await expectAll(newer, newer, uncounted(newer, older))
    if (pair.forbidden !== undefined) await checkForbidden(pair, opened, live)
    // Servers flush what they truncate, which fails where an index went on with what is no longer so.
    for (const { name } of pair.newer.tables) await run(driver, `TRUNCATE "${keyspace}"."${name}"`)
  } finally {
    await run(driver, `DROP KEYSPACE IF EXISTS "${keyspace}"`)
    await Promise.all(open.map((version) => version.close()))
  }
}

async function writeAll(version: ModelVersion, tables: readonly TableDraft[]): Promise<void> {
  for (const table of tables) await writeRows(version.repositoryOf(table), table, sampleRows(table, version.draft))
}

/** Every row that a version wrote is read by itself and by another as it was written. */
async function expectAll(writer: ModelVersion, reader: ModelVersion, tables = writer.draft.tables): Promise<void> {
  for (const table of tables) {
    const rows = sampleRows(table, writer.draft)
    await expectRows(reader.repositoryOf(table), rows, { byKey: true })
    // A version that does not know all fields of a type cannot say whole values of it, in keys either.
    const byKey = isDeepStrictEqual(keysOf(table, writer), keysOf(table, reader))
    if (writer !== reader) await expectRows(writer.repositoryOf(table), rows, { byKey })
  }
}

function keysOf(table: TableDraft, { draft }: ModelVersion): readonly unknown[] {
  return sampleRows(table, draft).map(({ key }) => key)
}

/** What the newer version writes over: counters would count on. */
function uncounted({ draft }: ModelVersion, older: ModelVersion): readonly TableDraft[] {
  const isThere = ({ name }: TableDraft) => older.draft.tables.some((table) => table.name === name)
  return draft.tables.filter((table) => !(isCounterTable(table) && isThere(table)))
}

/** The older version has nothing to add; it may only have another opinion of properties. */
async function expectPeace({ db }: ModelVersion): Promise<void> {
  const { differences } = await db.schema.plan()
  expect(differences.filter(needsAction).filter(({ kind }) => kind !== 'property')).toEqual([])
}

async function checkForbidden(
  { newer, forbidden = 0 }: ModelPair,
  opened: (draft: ModelVersion['draft']) => Promise<ModelVersion>,
  live: () => Promise<LiveKeyspace>,
): Promise<void> {
  const changes = forbiddenChanges(newer)
  const { what, draft } = changes[forbidden % changes.length]!
  const was = await live()
  await expectRefused(await opened(draft), what)
  expect(await live()).toEqual(was)
}
