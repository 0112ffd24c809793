import { defineEntity, defineUserType, Index } from '../../../../lib/index.js'
import { ClusteringColumn, Column, MaterializedView, PartitionKey } from '../../../../lib/index.js'
import type { CqlType } from '../../../../lib/cql/data-type.js'
import type { EntityClass } from '../../../../lib/metadata/entity-metadata.js'
import { columnsOf, withClasses } from './model-draft.js'
import type { ColumnDraft, ModelDraft, TableDraft, TypeDraft, ViewDraft } from './model-draft.js'

/** Classes of a draft. */
export interface DefinedModels {
  /** Those of tables and views. */
  readonly entities: readonly EntityClass[]
  /** Those of tables, by their names. */
  readonly tables: ReadonlyMap<string, EntityClass>
}

/** Classes by the name of their user-defined type. */
type TypeClasses = ReadonlyMap<string, EntityClass>

/** New classes for a draft, each time: as those of another version of a program. */
export function defineModels({ types, tables }: ModelDraft): DefinedModels {
  const typeClasses = new Map<string, EntityClass>()
  for (const type of types) typeClasses.set(type.name, defineType(type, typeClasses))
  const entities = tables.map((table) => [table, defineTable(table, typeClasses)] as const)
  const views = entities.flatMap(([table, base]) => table.views.map((view) => defineView(view, table, base)))
  return {
    entities: [...entities.map(([, entity]) => entity), ...views],
    tables: new Map(entities.map(([{ name }, entity]) => [name, entity])),
  }
}

function defineType({ name, fields }: TypeDraft, types: TypeClasses): EntityClass {
  const definitions = Object.entries(fields).map(([field, text]) => [field, definitionOf(field, text, types)] as const)
  return defineUserType({ name, fields: Object.fromEntries(definitions) })
}

function defineTable(table: TableDraft, types: TypeClasses): EntityClass {
  const columns = table.columns.map(({ name, role, type }) => {
    const definition = definitionOf(name, type, types)
    return [name, role === 'static' ? { ...definition, static: true as const } : definition] as const
  })
  const entity = defineEntity({
    name: table.name,
    comment: table.comment,
    with: table.with,
    columns: Object.fromEntries(columns),
    partitionKey: columnsOf(table, 'partition').map(({ name }) => name) as [string, ...string[]],
    clusteringColumns: columnsOf(table, 'clustering').map(({ name, order = 'asc' }) => ({ [name]: order })),
  })
  for (const { name, indexes } of table.columns) {
    for (const index of indexes) decorate(entity, name, Index(index))
  }
  return entity
}

function definitionOf(
  name: string,
  text: string,
  types: TypeClasses,
): { readonly name: string; readonly type: CqlType } {
  return { name, type: withClasses(text, (type) => types.get(type)) }
}

/** There is no `defineView`: a class whose decorators are called as compilers do. */
function defineView({ name, by, columns }: ViewDraft, table: TableDraft, base: EntityClass): EntityClass {
  const view = { [name]: class {} }[name]!
  decorate(view, by, PartitionKey())
  for (const key of columnsOf(table, 'partition', 'clustering')) decorate(view, key.name, clustering(key))
  for (const column of columns) decorate(view, column, Column())
  MaterializedView(() => base, { name })(view)
  return view
}

function clustering({ order }: ColumnDraft): object {
  return ClusteringColumn({ order: order ?? 'asc' })
}

function decorate(entity: EntityClass, property: string, decorator: object): void {
  const call = decorator as (target: object, property: string) => void
  call(entity.prototype as object, property)
}
