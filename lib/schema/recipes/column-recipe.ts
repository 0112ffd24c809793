import { isMulticell } from '../../cql/data-type.js'
import type { ColumnModel, TableModel } from '../../model/table-model.js'
import type { LiveColumn, LiveTable } from '../live/live-schema.js'
import { objectName } from '../object-name.js'
import { converted, freeName, isNothing, literal, propertyOf, typeOf } from './recipe-text.js'
import { tableRecipe } from './table-recipe.js'
import { typeExpression } from './type-expression.js'

/**
 * How a column becomes one of another type or kind: another column beside it, filled from it row by row, and then read in its
 * place. Key columns and counters need another table.
 */
export function columnRecipe(model: TableModel, column: ColumnModel, live: LiveColumn, table: LiveTable): string {
  if (column.isKey || column.isCounter || live.type === 'counter') return tableRecipe(model, table)
  const { entityName } = model
  const { propertyName: property } = column
  const is = typeOf(live.type)
  const before = freeProperty(model, property)
  const next = freeName(live.name, '_', (name) => isTaken(name, model, table))
  const [old, now] = [propertyOf('row', before), propertyOf('row', property)]
  const decorator = live.kind === 'static' ? 'StaticColumn' : 'Column'
  const type = (is && typeExpression(is, model.userTypes)) ?? literal(live.type)
  const skip = [isNothing(old, is), ...(isMulticell(column.type) ? [] : [`${now} != null`])].join(' || ')
  return [
    `// 1. In ${entityName}: ${property} gets the column ${literal(next)} by its option name, and what is there a property of its own:`,
    `//      @${decorator}(${type}, { name: ${literal(live.name)} }) ${before}`,
    `// 2. Bring the schema up to date, which adds ${objectName(next)}.`,
    `// 3. Copy, and once more when no instance writes the old column any longer; what was written anew is kept.`,
    ...copy(model, skip, `${now} = ${converted(old, is, column.type)}`),
    `// 4. Take ${before} out of ${entityName}. Nothing drops ${objectName(live.name)} but you.`,
  ].join('\n')
}

/** Statements that save each loaded row after a change; entities with a version one by one, since each save is conditional. */
export function copy({ entityName, versionColumn }: TableModel, skip: string, change: string): string[] {
  const repository = `db.getRepository(${entityName})`
  if (versionColumn !== undefined) {
    return [
      `for await (const row of ${repository}.scan()) {`,
      `  if (${skip}) continue`,
      `  ${change}`,
      `  await ${repository}.save(row)`,
      '}',
    ]
  }
  return [
    'async function* copied() {',
    `  for await (const row of ${repository}.scan()) {`,
    `    if (${skip}) continue`,
    `    ${change}`,
    '    yield row',
    '  }',
    '}',
    `await ${repository}.saveMany(copied())`,
  ]
}

function freeProperty({ columnOf }: TableModel, property: string): string {
  const name = `${property}Before`
  return columnOf.has(name) ? freeName(name, '', (candidate) => columnOf.has(candidate)) : name
}

function isTaken(name: string, { columns }: TableModel, { columns: live, droppedColumns }: LiveTable): boolean {
  return live.has(name) || droppedColumns.has(name) || columns.some(({ columnName }) => columnName === name)
}
