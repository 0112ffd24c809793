import { isDeepStrictEqual } from 'node:util'
import type { LiveKeyspace, LiveProperties, LiveTable } from '../../../../../lib/schema/live/live-schema.js'
import type { TableDraft } from '../../../../schema/support/pairs/model-draft.js'
import type { ModelPair } from '../../../../schema/support/pairs/arbitrary-pairs.js'

/**
 * Nothing that was there is gone or otherwise: tables with their ids, columns with type, kind, place and order, indexes, views,
 * types with their fields in their order, and properties of which both versions say the same.
 */
export function expectKept(was: LiveKeyspace, is: LiveKeyspace, { older, newer }: ModelPair): void {
  expect(structureOf(is, was)).toEqual(structureOf(was, was))
  for (const before of older.tables) {
    const after = newer.tables.find(({ name }) => name === before.name)!
    for (const property of unchangedProperties(before, after)) {
      const valueIn = ({ tables }: LiveKeyspace) => [
        before.name,
        property,
        tables.get(before.name)!.properties[property],
      ]
      expect(valueIn(is)).toEqual(valueIn(was))
    }
  }
}

/** What a keyspace has of those things that another one has; lists where order matters. */
function structureOf({ tables, views, types, ...keyspace }: LiveKeyspace, known: LiveKeyspace) {
  return {
    ...keyspace,
    tables: [...known.tables.values()].map((table) => tableOf(tables.get(table.name), table)),
    views: [...known.views.keys()].map((name) => views.get(name)),
    types: [...known.types.values()].map(({ name, fields }) => [
      name,
      [...(types.get(name)?.fields ?? [])].slice(0, fields.size),
    ]),
  }
}

function tableOf(table: LiveTable | undefined, known: LiveTable) {
  return {
    name: known.name,
    id: table?.id,
    columns: [...known.columns.keys()].map((name) => table?.columns.get(name)),
    indexes: known.indexes.map(({ name }) => table?.indexes.find((index) => index.name === name)),
    droppedColumns: table?.droppedColumns,
  }
}

function unchangedProperties(before: TableDraft, after: TableDraft): (keyof LiveProperties)[] {
  const isSame = (name: keyof TableDraft['with']) => isDeepStrictEqual(before.with[name], after.with[name])
  const names = ['compaction', 'compression', 'caching', 'gcGraceSeconds', 'defaultTimeToLive', 'cdc'] as const
  const others = ['speculativeRetry', 'additionalWritePolicy', 'crcCheckChance', 'memtable'] as const
  const numbers = ['memtableFlushPeriodInMs', 'minIndexInterval', 'maxIndexInterval'] as const
  return [
    ...[...names, ...others, ...numbers].filter(isSame),
    ...(before.comment === after.comment ? (['comment'] as const) : []),
    // The server takes it from the compaction where nobody says it.
    ...(isSame('bloomFilterFpChance') && isSame('compaction') ? (['bloomFilterFpChance'] as const) : []),
  ]
}
