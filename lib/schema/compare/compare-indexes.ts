import type { SchemaDifference } from '../../errors/schema-error.js'
import type { IndexModel, TableModel } from '../../model/table-model.js'
import { answersFor, liveDefinition, printDefinition, sameTarget, wantedDefinition } from '../index-definition.js'
import type { LiveIndex, LiveKeyspace } from '../live/live-schema.js'
import { createIndexCql } from '../model-statements.js'
import { objectName } from '../object-name.js'
import type { ServerFeatures } from '../live/server-features.js'

/** A live index and the table it is on. */
interface PlacedIndex {
  readonly table: string
  readonly index: LiveIndex
}

/** Indexes that are missing, by their names; an equal index of another name is as good. */
export function compareIndexes(
  model: TableModel,
  keyspace: LiveKeyspace | undefined,
  features: ServerFeatures,
): SchemaDifference[] {
  const tables = [...(keyspace?.tables.values() ?? [])]
  const live = tables.flatMap((table) => table.indexes.map((index): PlacedIndex => ({ table: table.name, index })))
  return model.indexes.flatMap((index) => compareIndex(model, index, live, features))
}

function compareIndex(
  model: TableModel,
  index: IndexModel,
  live: readonly PlacedIndex[],
  features: ServerFeatures,
): SchemaDifference[] {
  const wanted = wantedDefinition(index)
  const here = live.filter(({ table }) => table === model.table)
  if (here.some((other) => answersFor(liveDefinition(other.index), wanted))) return []
  const namesake = live.find((other) => other.index.name === index.name)
  if (namesake !== undefined) return [otherDefinition(model, index, namesake)]
  const rival = here.find((other) => isRival(other.index, index))
  if (rival !== undefined) return [secondOfColumn(model, index, rival)]
  return [refuseSai(model, index, features) ?? missingIndex(model, index)]
}

/** One column may have one storage-attached index for each target. */
function isRival(live: LiveIndex, index: IndexModel): boolean {
  const definition = liveDefinition(live)
  return index.using === 'sai' && definition.using === 'sai' && sameTarget(definition, wantedDefinition(index))
}

function missingIndex(model: TableModel, index: IndexModel): SchemaDifference {
  return { ...tell(model, index), action: 'create', reason: 'does not exist', cql: createIndexCql(model, index) }
}

/** Why a storage-attached index cannot be: an older server, or a column name it does not take (seen on 5.0.9). */
function refuseSai(
  model: TableModel,
  index: IndexModel,
  { sai, server }: ServerFeatures,
): SchemaDifference | undefined {
  if (index.using !== 'sai') return undefined
  const place = placeOf(model, index)
  const refused = { ...tell(model, index), action: 'refuse' } as const
  if (!sai) {
    return {
      ...refused,
      reason: `cannot be created by ${server}, which has no storage-attached indexes`,
      hint: `They came with 5.0: upgrade every node, or use { using: 'secondary' } on ${place}.`,
    }
  }
  if (/^\w+$/.test(index.column.columnName)) return undefined
  return {
    ...refused,
    reason: 'cannot be storage-attached to a column with such a name, which may hold only A-Z, a-z, 0-9 and _',
    hint: `Use { using: 'secondary' } on ${place}, or name the column otherwise.`,
  }
}

/** Index names are unique in their keyspace, so that the same name elsewhere is in the way as well. */
function otherDefinition(model: TableModel, index: IndexModel, live: PlacedIndex): SchemaDifference {
  return {
    ...tell(model, index),
    is: printPlaced(live),
    action: 'refuse',
    reason: 'is the name of another index',
    hint: `Sync never drops: name the index of ${placeOf(model, index)} otherwise, or drop the old one by hand.`,
  }
}

function secondOfColumn(model: TableModel, index: IndexModel, live: PlacedIndex): SchemaDifference {
  return {
    ...tell(model, index),
    is: `${printPlaced(live)}, named ${objectName(live.index.name)}`,
    action: 'refuse',
    reason: 'would be a second storage-attached index on its column',
    hint: `Cassandra allows one: let ${placeOf(model, index)} ask for that one, or drop it by hand.`,
  }
}

function tell(model: TableModel, index: IndexModel): Pick<SchemaDifference, 'object' | 'kind' | 'is' | 'wanted'> {
  const wanted = printDefinition(wantedDefinition(index), model.table)
  return { object: objectName(model.keyspace, index.name), kind: 'index', is: undefined, wanted }
}

function printPlaced({ table, index }: PlacedIndex): string {
  return printDefinition(liveDefinition(index), table)
}

function placeOf({ entityName }: TableModel, { column }: IndexModel): string {
  return `${entityName}.${column.propertyName}`
}
