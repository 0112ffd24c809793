import { isMulticellCollection, printDataType } from '../../../../lib/cql/data-type.js'
import { columnsOf, keyedTypes, parsed, userTypesIn } from './model-draft.js'
import type { ColumnDraft, ModelDraft, TableDraft } from './model-draft.js'

/** A model that a live schema cannot be brought to without a rewrite. */
export interface ForbiddenChange {
  /** In which way, for messages of tests. */
  readonly what: string
  readonly draft: ModelDraft
}

/** Every change of one thing of a model that schema sync has to refuse. */
export function forbiddenChanges(draft: ModelDraft): readonly ForbiddenChange[] {
  return [...draft.tables.flatMap((table) => changesOfTable(draft, table)), ...changesOfFields(draft)]
}

function changesOfTable(draft: ModelDraft, table: TableDraft): ForbiddenChange[] {
  const told = (what: string, changed: TableDraft): ForbiddenChange => ({
    what: `${what} in ${table.name}`,
    draft: { ...draft, tables: draft.tables.map((one) => (one === table ? changed : one)) },
  })
  const added: ColumnDraft = { name: 'added', role: 'clustering', type: 'int', indexes: [] }
  return [
    ...table.columns.filter(({ type }) => type !== 'counter').flatMap((one) => changesOfColumn(table, one, told)),
    told('another clustering column', { ...table, columns: [...table.columns, added] }),
    ...firstOfTwo(table).map((name) => told(`${name} out of the partition key`, withoutPartition(table, name))),
    ...keyOnly(table).map((column) => told('a first counter', { ...table, columns: [...table.columns, column] })),
  ]
}

type Told = (what: string, changed: TableDraft) => ForbiddenChange

function changesOfColumn(table: TableDraft, column: ColumnDraft, told: Told): ForbiddenChange[] {
  const { name, role, type, order } = column
  const parts = parsed(type)
  const isViewed = table.views.some(({ by, columns }) => by === name || columns.includes(name))
  const isFlippable = role === 'static' || (role === 'regular' && !isViewed)
  const changes: [string, Partial<ColumnDraft>, boolean][] = [
    ['another type', { type: otherType(type) }, true],
    ['frozen', { type: `frozen<${type}>` }, isMulticellCollection(parts)],
    [
      'more dimensions',
      { type: type.replace(/\d+>$/, (end) => `${Number.parseInt(end, 10) + 1}>`) },
      parts.kind === 'vector',
    ],
    ['another order', { order: order === 'desc' ? 'asc' : 'desc' }, role === 'clustering'],
    [
      'static or not',
      { role: role === 'static' ? 'regular' : 'static' },
      isFlippable && columnsOf(table, 'clustering').length > 0,
    ],
  ]
  return changes
    .filter(([, , applies]) => applies)
    .map(([what, change]) => told(`${what} of ${name}`, replaced(table, column, change)))
}

/** Without its indexes, which may not fit any longer. */
function replaced(table: TableDraft, column: ColumnDraft, change: Partial<ColumnDraft>): TableDraft {
  const changed = { ...column, indexes: [], ...change }
  const others = table.columns.filter((one) => one !== column)
  const columns =
    changed.role === column.role ? table.columns.map((one) => (one === column ? changed : one)) : [...others, changed]
  return { ...table, columns }
}

/** The first partition key column, where there are others. */
function firstOfTwo(table: TableDraft): readonly string[] {
  const [first, second] = columnsOf(table, 'partition')
  return first === undefined || second === undefined ? [] : [first.name]
}

/** With a clustering column in its place; none of those that are left has an index, which an only one cannot have. */
function withoutPartition(table: TableDraft, name: string): TableDraft {
  const columns = table.columns.map((column) => ({ ...column, indexes: [] }))
  const moved = columns.find((column) => column.name === name)!
  return replaced({ ...table, columns }, moved, { role: 'clustering', order: 'asc' })
}

/** A counter for a table that has no columns outside of its key: only those that were made with one have counters. */
function keyOnly(table: TableDraft): readonly ColumnDraft[] {
  const others = columnsOf(table, 'static', 'regular')
  const isIndexed = table.columns.some(({ indexes }) => indexes.length > 0)
  const isTimed = table.with.defaultTimeToLive !== undefined
  return others.length > 0 || isIndexed || isTimed
    ? []
    : [{ name: 'hits', role: 'regular', type: 'counter', indexes: [] }]
}

/** Fields of types that some table has: another type of each, and one more where the type is in a partition key. */
function changesOfFields(draft: ModelDraft): ForbiddenChange[] {
  const { types, tables } = draft
  const columns = tables.flatMap((table) => table.columns)
  const used = new Set(columns.flatMap(({ type }) => [...userTypesIn(type, types)]))
  const keyed = keyedTypes(draft)
  return types.flatMap((type) => {
    const withField = (what: string, field: string, text: string): ForbiddenChange => ({
      what: `${what} ${field} in ${type.name}`,
      draft: {
        ...draft,
        types: types.map((one) => (one === type ? { ...type, fields: { ...type.fields, [field]: text } } : one)),
      },
    })
    return [
      ...Object.entries(type.fields).flatMap(([field, text]) =>
        used.has(type.name) ? [withField('another type of the field', field, otherType(text))] : [],
      ),
      ...(keyed.has(type.name) ? [withField('another field', 'added', 'int')] : []),
    ]
  })
}

/** A type for any place that is not the given one. */
function otherType(text: string): string {
  return printDataType(parsed(text)) === 'int' ? 'text' : 'int'
}
