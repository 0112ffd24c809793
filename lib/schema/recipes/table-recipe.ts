import type { ColumnModel, TableModel } from '../../model/table-model.js'
import type { LiveColumn, LiveTable } from '../live/live-schema.js'
import { objectName } from '../object-name.js'
import { converted, literal, propertyName, propertyOf, typeOf } from './recipe-text.js'
import { typeExpression } from './type-expression.js'

/** A live column with the property it is read into. */
interface Place {
  readonly live: LiveColumn
  readonly property: string
  readonly declared: ColumnModel | undefined
}

/**
 * How rows get into a table of another primary key, or out of counters or into them: a table of another name, filled from the old
 * one by a class that only reads it. Columns of user-defined types that no class declares are left out.
 */
export function tableRecipe(model: TableModel, live: LiveTable): string {
  const { entityName, table } = model
  const before = `${entityName}Before`
  const places = [...live.columns.values()].map((column) => placeOf(model, column))
  return [
    `// 1. In ${entityName}: another name for the table, @Table(${literal(`${table}_2`)}), and a class for the rows that are there:`,
    ...classOf(model, live, before, places),
    `// 2. Put ${before} into entities and bring the schema up to date, which creates ${objectName(`${table}_2`)}.`,
    ...(model.isCounter ? addUp(model, before, places) : insertAll(model, before, places)),
    `// 4. Take ${before} out again. Nothing drops ${objectName(table)} but you.`,
  ].join('\n')
}

function placeOf({ columns }: TableModel, live: LiveColumn): Place {
  const declared = columns.find(({ columnName }) => columnName === live.name)
  return { live, property: declared?.propertyName ?? live.name, declared }
}

function classOf(
  { keyspace, userTypes }: TableModel,
  live: LiveTable,
  before: string,
  places: readonly Place[],
): string[] {
  const columns = places.flatMap(({ live: { name, type, kind }, property }) => {
    const parsed = typeOf(type)
    const expression = parsed && typeExpression(parsed, userTypes)
    if (expression === undefined) return []
    const options = kind === 'static' ? ', static: true' : ''
    return [`    ${propertyName(property)}: { type: ${expression}, name: ${literal(name)}${options} },`]
  })
  const key = (kind: LiveColumn['kind']) =>
    places.filter((place) => place.live.kind === kind).sort((a, b) => a.live.position - b.live.position)
  const clustering = key('clustering').map(({ property, live: { order } }) =>
    order === 'desc' ? `{ ${propertyName(property)}: 'desc' }` : literal(property),
  )
  return [
    `const ${before} = defineEntity({`,
    `  name: ${literal(live.name)},`,
    `  keyspace: ${literal(keyspace)},`,
    '  synchronize: false,',
    '  columns: {',
    ...columns,
    '  },',
    `  partitionKey: [${key('partition_key')
      .map(({ property }) => literal(property))
      .join(', ')}],`,
    ...(clustering.length === 0 ? [] : [`  clusteringColumns: [${clustering.join(', ')}],`]),
    '})',
  ]
}

function insertAll(model: TableModel, before: string, places: readonly Place[]): string[] {
  const repository = `db.getRepository(${model.entityName})`
  const kept = places.filter(({ declared }) => declared !== undefined)
  return [
    '// 3. Copy, and once more when no instance writes the old table any longer.',
    'async function* rows() {',
    `  for await (const row of db.getRepository(${before}).scan()) {`,
    ...skipIncomplete(model, kept),
    `    yield ${repository}.create({`,
    ...kept.map((place) => `      ${propertyName(place.property)}: ${valueOf(place)},`),
    ...added(model, kept).map((property) => `      // ${propertyName(property)}: what rows of before have here`),
    '    })',
    '  }',
    '}',
    `await ${repository}.insertMany(rows())`,
  ]
}

/** An increment counts twice what is copied twice. */
function addUp(model: TableModel, before: string, places: readonly Place[]): string[] {
  const keys = places.filter(({ declared }) => declared?.isKey === true)
  const counters = places.filter(({ declared }) => declared?.isCounter === true)
  const key = keys.map((place) => `${propertyName(place.property)}: ${valueOf(place)}`).join(', ')
  return [
    '// 3. Copy, once, while nobody writes: what is added twice counts twice.',
    `for await (const row of db.getRepository(${before}).scan()) {`,
    ...skipIncomplete(model, keys).map((line) => line.slice(2)),
    ...counters.map((place) => {
      const call = `increment({ ${key} }, ${literal(place.property)}, ${valueOf(place)})`
      return `  if (${propertyOf('row', place.property)} != null) await db.getRepository(${model.entityName}).${call}`
    }),
    '}',
  ]
}

/** Rows without a value for what is now a key stay where they are. */
function skipIncomplete({ primaryKey }: TableModel, places: readonly Place[]): string[] {
  const loose = places.filter(
    ({ declared, live }) =>
      declared !== undefined && primaryKey.includes(declared) && (live.kind === 'regular' || live.kind === 'static'),
  )
  if (loose.length === 0) return []
  return [`    if (${loose.map(({ property }) => `${propertyOf('row', property)} == null`).join(' || ')}) continue`]
}

function added({ primaryKey }: TableModel, places: readonly Place[]): string[] {
  return primaryKey
    .filter((column) => !places.some(({ declared }) => declared === column))
    .map((column) => column.propertyName)
}

function valueOf({ property, live, declared }: Place): string {
  return converted(propertyOf('row', property), typeOf(live.type), declared!.type)
}
