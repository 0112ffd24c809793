import type { Codec } from '../codec/codec.js'
import type { CqlType } from '../cql/data-type.js'
import type {
  ClusteringOrder,
  ColumnRole,
  EntityClass,
  EntityDefaults,
  IndexKind,
  IndexTarget,
  TableProperties,
} from '../metadata/entity-metadata.js'
import type { UserTypeModel } from './user-type-model.js'

/** What an absent cell reads as: `empty` is a fresh empty collection. */
export type AbsentValue = 'undefined' | 'null' | 'empty'

/** A column, resolved: everything later floors need, and nothing they have to compute again. */
export interface ColumnModel {
  /** Index in `TableModel.columns`: the currency of every floor above. */
  readonly ordinal: number
  readonly propertyName: string
  /** As Cassandra stores it, unquoted. */
  readonly columnName: string
  /** As CQL text: quoted. */
  readonly quotedName: string
  readonly role: ColumnRole
  /** Only of clustering columns. */
  readonly order: ClusteringOrder | undefined
  readonly type: CqlType
  readonly codec: Codec
  readonly absent: AbsentValue
}

/** An index on one column. */
export interface IndexModel {
  /** As Cassandra stores it, unquoted. */
  readonly name: string
  readonly column: ColumnModel
  readonly using: IndexKind
  readonly target: IndexTarget | undefined
  readonly options: Readonly<Record<string, string>>
}

/** A class as a table in one keyspace: validated, ordinals assigned, frozen. */
export interface TableModel<E extends object = object> {
  readonly entity: EntityClass<E>
  readonly entityName: string
  readonly keyspace: string
  readonly table: string
  /** `"keyspace"."table"`, the only form in which the table appears in CQL. */
  readonly qualifiedName: string
  readonly comment: string | undefined
  readonly synchronize: boolean
  readonly properties: TableProperties
  readonly defaults: EntityDefaults
  /** Partition key, clustering columns, static columns, regular columns, in that order. */
  readonly columns: readonly ColumnModel[]
  readonly partitionKey: readonly ColumnModel[]
  readonly clusteringColumns: readonly ColumnModel[]
  /** Partition key, then clustering columns. */
  readonly primaryKey: readonly ColumnModel[]
  readonly staticColumns: readonly ColumnModel[]
  readonly regularColumns: readonly ColumnModel[]
  /** By property name. */
  readonly columnOf: ReadonlyMap<string, ColumnModel>
  readonly indexes: readonly IndexModel[]
  /** The user-defined types of its columns, each after those it is made of. */
  readonly userTypes: readonly UserTypeModel[]
}
