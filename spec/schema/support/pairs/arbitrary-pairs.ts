import fc from 'fast-check'
import { isMulticell } from '../../../../lib/cql/data-type.js'
import type { ColumnRole, TableProperties } from '../../../../lib/metadata/entity-metadata.js'
import { columnTypes, frozenTypes } from './arbitrary-types.js'
import type { TypeChoice } from './arbitrary-types.js'
import { indexCandidates, withIndex } from './index-candidates.js'
import {
  columnsOf,
  holdsDuration,
  indexedTypes,
  isCounterTable,
  keyedTypes,
  parsed,
  typesInVectors,
} from './model-draft.js'
import type { ColumnDraft, ModelDraft, TableDraft, TypeDraft } from './model-draft.js'
import { tableProperties } from './table-properties.js'

/** What the server has. */
export interface PairFeatures {
  readonly sai: boolean
  readonly vectors: boolean
}

/** A model and a newer one that has the same and more. */
export interface ModelPair {
  readonly older: ModelDraft
  readonly newer: ModelDraft
  /** Chooses one of the changes that are forbidden, for some pairs. */
  readonly forbidden: number | undefined
}

const typeNames = ['place', 'Person', 'select'] as const
const tableNames = ['events', 'Orders', 'table'] as const
const columnNames: Readonly<Record<ColumnRole, readonly string[]>> = {
  partition: ['id', 'From'],
  clustering: ['at', 'order by', 'seq'],
  static: ['site', 'Größe 漢字', 'static', 's'],
  regular: ['note', 'say "hi"', 'tags', 'values(x)', 'Total', 'more', 'b', 'and "more"'],
}
const fieldNames = ['street', 'Nr "x"', 'set', 'zip', 'e, f'] as const

/** Pairs for a server, one in three with a forbidden change. */
export function modelPairs(features: PairFeatures): fc.Arbitrary<ModelPair> {
  return fc
    .record({
      types: fc.tuple(...typeNames.map((_, place) => fields(place, features, 1, 3))),
      newFields: fc.tuple(...typeNames.map((_, place) => fields(place, features, 0, 2))),
      tables: fc.array(tableSeeds(features), { minLength: 1, maxLength: 2 }),
      additions: fc.tuple(additions(features), additions(features)),
      newTables: fc.array(tableSeeds(features), { maxLength: 1 }),
      forbidden: oneIn(3, fc.nat()),
    })
    .map((seed) => buildPair(seed, features))
}

/** Keys may hold the first two types, which therefore hold no durations, neither now nor later. */
const keyTypes = typeNames.slice(0, 2)

const keyChoice = ({ vectors }: PairFeatures): TypeChoice => ({ userTypes: keyTypes, durations: false, vectors })
const choice = ({ vectors }: PairFeatures): TypeChoice => ({ userTypes: typeNames, durations: true, vectors })

/** Types of fields of the type at a place, which may hold the types before it. */
function fields(place: number, { vectors }: PairFeatures, minLength: number, maxLength: number) {
  const durations = place >= keyTypes.length
  return fc.array(frozenTypes({ userTypes: typeNames.slice(0, place), durations, vectors }), { minLength, maxLength })
}

interface Additions {
  readonly statics: readonly string[]
  readonly regulars: readonly string[]
  readonly indexes: readonly number[]
  readonly comment: string | undefined
  readonly properties: TableProperties
  readonly view: number | undefined
}

interface TableSeed extends Additions {
  readonly isCounter: boolean
  readonly partition: readonly string[]
  readonly clustering: readonly (readonly [type: string, order: 'asc' | 'desc'])[]
}

const comments = oneIn(2, fc.constantFrom('plain', `it's "one";\n-- row`, 'größer 漢字', ''))

function oneIn<T>(cases: number, arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> {
  return fc.oneof(
    { withCrossShrink: true },
    { arbitrary: fc.constant(undefined), weight: cases - 1 },
    { arbitrary, weight: 1 },
  )
}

function additions(features: PairFeatures): fc.Arbitrary<Additions> {
  return fc.record(additionParts(features, 2, 1))
}

function additionParts(features: PairFeatures, columns: number, indexes: number) {
  const types = columnTypes(choice(features))
  return {
    statics: fc.array(types, { maxLength: Math.min(columns, 2) }),
    regulars: fc.array(types, { maxLength: columns }),
    indexes: fc.uniqueArray(fc.nat(99), { maxLength: indexes }),
    comment: comments,
    properties: tableProperties,
    view: oneIn(8, fc.nat(9)),
  }
}

function tableSeeds(features: PairFeatures): fc.Arbitrary<TableSeed> {
  const key = frozenTypes(keyChoice(features))
  return fc.record({
    ...additionParts(features, 4, 2),
    isCounter: fc.nat(7).map((n) => n === 7),
    partition: fc.array(key, { minLength: 1, maxLength: 2 }),
    clustering: fc.array(fc.tuple(key, fc.constantFrom('asc', 'desc')), { maxLength: 3 }),
  })
}

interface PairSeed {
  readonly types: readonly (readonly string[])[]
  readonly newFields: readonly (readonly string[])[]
  readonly tables: readonly TableSeed[]
  readonly additions: readonly Additions[]
  readonly newTables: readonly TableSeed[]
  readonly forbidden: number | undefined
}

function buildPair(seed: PairSeed, { sai }: PairFeatures): ModelPair {
  const types = typeNames.map((name, i) => withFields({ name, fields: {} }, seed.types[i]!))
  const allFields = types.map((type, i) => withFields(type, seed.newFields[i]!))
  // What is asked of the types is asked of those with all fields, so that what is valid stays so.
  const context = { types: allFields, sai }
  const tables = seed.tables.map((table, i) => newTable(tableNames[i]!, table, context))
  const changed = tables.map((table, i) => withAdditions(table, seed.additions[i]!, context))
  const added = seed.newTables.map((table, i) => newTable(tableNames[tables.length + i]!, table, context))
  const older: ModelDraft = { types, tables }
  const fixed = new Set([...keyedTypes(older), ...indexedTypes(older), ...typesInVectors(older)])
  return {
    older,
    newer: {
      types: types.map((type, i) => (fixed.has(type.name) ? type : allFields[i]!)),
      tables: [...changed, ...added],
    },
    forbidden: seed.forbidden,
  }
}

function withFields({ name, fields: old }: TypeDraft, added: readonly string[]): TypeDraft {
  const first = Object.keys(old).length
  return { name, fields: { ...old, ...Object.fromEntries(added.map((text, i) => [fieldNames[first + i]!, text])) } }
}

interface Context {
  readonly types: readonly TypeDraft[]
  readonly sai: boolean
}

/** Counter columns outside of the key where it is a table of counters, one at least. */
function newTable(name: string, seed: TableSeed, context: Context): TableDraft {
  const { isCounter, partition, clustering } = seed
  const key: ColumnDraft[] = [
    ...partition.map((type, i) => column('partition', i, type)),
    ...clustering.map(([type, order], i) => ({ ...column('clustering', i, type), order })),
  ]
  const counter: readonly ColumnDraft[] = isCounter ? [column('regular', 0, 'counter')] : []
  const empty: TableDraft = { name, columns: [...key, ...counter], with: {}, views: [] }
  return withAdditions(empty, seed, context)
}

/** Statics only where there are rows for them to be shared by. */
function withAdditions(table: TableDraft, seed: Additions, { types, sai }: Context): TableDraft {
  const isCounter = isCounterTable(table)
  const more = (role: 'static' | 'regular', texts: readonly string[]): ColumnDraft[] => {
    const first = columnsOf(table, role).length
    return texts.map((type, i) => column(role, first + i, isCounter ? 'counter' : type))
  }
  const statics = columnsOf(table, 'clustering').length === 0 ? [] : more('static', seed.statics)
  const wider: TableDraft = {
    ...table,
    columns: [...table.columns, ...statics, ...more('regular', seed.regulars)],
    comment: seed.comment ?? table.comment,
    // Counters do not expire.
    with: { ...table.with, ...seed.properties, ...(isCounter && { defaultTimeToLive: undefined }) },
  }
  return withView(withIndexes(wider, seed.indexes, { types, sai }), seed.view, types)
}

function withIndexes(table: TableDraft, picks: readonly number[], { types, sai }: Context): TableDraft {
  const candidates = indexCandidates(table, types, sai)
  if (candidates.length === 0) return table
  return picks.reduce((now, pick) => withIndex(now, candidates[pick % candidates.length]!), table)
}

/** A view by one of the columns that can be part of a key. */
function withView(table: TableDraft, pick: number | undefined, types: readonly TypeDraft[]): TableDraft {
  const regulars = isCounterTable(table) ? [] : columnsOf(table, 'regular')
  const candidates = regulars.filter(({ type }) => !isMulticell(parsed(type)) && !holdsDuration(type, types))
  if (pick === undefined || candidates.length === 0) return table
  const { name: by } = candidates[pick % candidates.length]!
  const columns = regulars.map(({ name }) => name).filter((name) => name !== by)
  return { ...table, views: [...table.views, { name: `${table.name}_view_${table.views.length}`, by, columns }] }
}

function column(role: ColumnRole, place: number, type: string): ColumnDraft {
  return { name: columnNames[role][place]!, role, type, indexes: [] }
}
