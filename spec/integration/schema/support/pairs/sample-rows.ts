import type { ColumnRole } from '../../../../../lib/metadata/entity-metadata.js'
import { columnsOf, isCounterTable, parsed } from '../../../../schema/support/pairs/model-draft.js'
import type { ColumnDraft, ModelDraft, TableDraft } from '../../../../schema/support/pairs/model-draft.js'
import { sampleValue } from './sample-value.js'

/** Cells by column; drafts name properties as their columns. */
export type Row = Readonly<Record<string, unknown>>

/** What a test calls of a repository whose entity the compiler does not know. */
export interface RowRepository {
  insert(row: Row): Promise<void>
  increment(key: Row, column: string, by: number): Promise<void>
  findBy(where: Row): Promise<Row[]>
  findOneBy(where: Row): Promise<Row | undefined>
}

/** A row of a table as a model writes it. */
export interface SampleRow {
  /** The first of its partition also counts static counters. */
  readonly isFirst: boolean
  readonly partition: Row
  readonly key: Row
  readonly row: Row
}

/** Every column that a model knows has a value in every row: two partitions, one of two rows where there can be two. */
export function sampleRows(table: TableDraft, { types }: ModelDraft): readonly SampleRow[] {
  const cells = (n: number, ...roles: readonly ColumnRole[]): Row =>
    Object.fromEntries(columnsOf(table, ...roles).map(({ name, type }) => [name, sampleValue(parsed(type), n, types)]))
  const rowAt = (inPartition: number, inRow: number): SampleRow => {
    const partition = cells(inPartition, 'partition')
    const key = { ...partition, ...cells(inRow, 'clustering') }
    const row = { ...key, ...cells(inPartition, 'static'), ...cells(inRow, 'regular') }
    return { isFirst: inRow === 1, partition, key, row }
  }
  const isClustered = columnsOf(table, 'clustering').length > 0
  return [rowAt(1, 1), ...(isClustered ? [rowAt(1, 2)] : []), rowAt(2, 1)]
}

/** Writes rows; counters, which begin at nothing, are counted up to what the rows say. */
export async function writeRows(
  repository: RowRepository,
  table: TableDraft,
  rows: readonly SampleRow[],
): Promise<void> {
  for (const one of rows) {
    if (isCounterTable(table)) await countRow(repository, table, one)
    else await repository.insert(one.row)
  }
}

async function countRow(repository: RowRepository, table: TableDraft, { isFirst, partition, key, row }: SampleRow) {
  const count = (of: Row, { name }: ColumnDraft) => repository.increment(of, name, Number(row[name]))
  for (const column of columnsOf(table, 'regular')) await count(key, column)
  for (const column of isFirst ? columnsOf(table, 'static') : []) await count(partition, column)
}

/** Each row is found beside the others of its partition, and by its key if that is asked, and holds what was written. */
export async function expectRows(
  repository: RowRepository,
  rows: readonly SampleRow[],
  { byKey }: { readonly byKey: boolean },
): Promise<void> {
  for (const { partition, key, row } of rows) {
    const inPartition = await repository.findBy(partition)
    expect(inPartition.map((one) => cellsOf(one, row))).toContainEqual(row)
    if (!byKey) continue
    const found = await repository.findOneBy(key)
    expect(found && cellsOf(found, row)).toEqual(row)
  }
}

/** The cells of those columns that a row has. */
function cellsOf(found: Row, row: Row): Row {
  return Object.fromEntries(Object.keys(row).map((name) => [name, found[name]]))
}
