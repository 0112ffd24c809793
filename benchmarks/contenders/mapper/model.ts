import { mapping } from 'cassandra-driver'
import type { Client, types } from 'cassandra-driver'

/** Columns of a model that are named otherwise, or whose values are not as the driver gives them. */
export type Columns = NonNullable<mapping.ModelOptions['columns']>

/** A uuid, as text; absent, `undefined`. The driver takes the text of a uuid. */
export const id = (name: string) => ({ name, toModel: (cell: types.Uuid | null) => cell?.toString() })

/** A list, empty where it is absent. */
export const list = (name: string) => ({ name, toModel: (cell: unknown[] | null) => cell ?? [] })

/** What may be absent, `undefined` then. */
export const optional = (name: string) => ({ name, toModel: (cell: unknown) => cell ?? undefined })

/** Columns of snake_case, properties of camelCase, rows as instances of a class. */
class Mappings extends mapping.UnderscoreCqlToCamelCaseMappings {
  constructor(private readonly Row: new () => object) {
    super()
  }

  override newObjectInstance(): object {
    return new this.Row()
  }
}

/** A mapper with one model: a table whose rows become instances of a class. */
export function mapTable<Data>(
  client: Client,
  keyspace: string,
  table: string,
  Row: new () => object,
  columns: Columns = {},
): { mapper: mapping.Mapper; model: mapping.ModelMapper<Data> } {
  const models = { [table]: { keyspace, tables: [table], mappings: new Mappings(Row), columns } }
  const mapper = new mapping.Mapper(client, { models })
  return { mapper, model: mapper.forModel<Data>(table) }
}
