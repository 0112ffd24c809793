import type { ColumnModel, TableModel } from './table-model.js'

/**
 * The tables of models, one each: classes that share a table are one, which has the columns, indexes and user-defined
 * types of all of them. For schema sync; nothing is read or written through it.
 */
export function unitedTables(models: Iterable<TableModel>): readonly TableModel[] {
  const all = [...models]
  return all
    .filter(({ shared }) => shared === undefined || shared.isBase)
    .map((model) => {
      const others = all.filter((other) => other !== model && other.shared?.base === model.entity)
      return others.length === 0 ? model : unite(model, others)
    })
}

function unite(base: TableModel, others: readonly TableModel[]): TableModel {
  const columns = new Map<string, ColumnModel>()
  const indexes = new Map(base.indexes.map((index) => [index.name, index]))
  for (const model of [base, ...others]) {
    for (const column of model.columns) if (!columns.has(column.columnName)) columns.set(column.columnName, column)
    for (const index of model.indexes) if (!indexes.has(index.name)) indexes.set(index.name, index)
  }
  const ofRole = (role: ColumnModel['role']) => [...columns.values()].filter((column) => column.role === role)
  const [staticColumns, regularColumns] = [ofRole('static'), ofRole('regular')]
  return {
    ...base,
    columns: [...base.primaryKey, ...staticColumns, ...regularColumns].map((column, ordinal) => ({
      ...column,
      ordinal,
    })),
    staticColumns,
    regularColumns,
    indexes: [...indexes.values()],
    userTypes: [...new Set([base, ...others].flatMap(({ userTypes }) => userTypes))],
  }
}
