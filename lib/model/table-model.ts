import type { CodecOptions } from '../codec/build-codec.js'
import type { ElementCodec } from '../codec/define-codec.js'
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
import type { SharedTable } from './shared-table.js'
import type { UserTypeModel } from './user-type-model.js'

/** What an absent cell reads as: `empty` is a fresh empty collection. */
export type AbsentValue = 'undefined' | 'null' | 'empty'

/** How near two vectors are, as an index measures it: the name of a function of the server without `similarity_`. */
export type VectorSimilarity = 'cosine' | 'dot_product' | 'euclidean'

/** A column, resolved: everything later floors need, and nothing they have to compute again. */
export interface ColumnModel {
  /** Index in `TableModel.columns`: the currency of every floor above. */
  readonly ordinal: number
  readonly propertyName: string
  /** Every object seems to have a property of this name: `constructor`, `toString`. */
  readonly isInheritedName: boolean
  /** As Cassandra stores it, unquoted. */
  readonly columnName: string
  /** As CQL text: quoted. */
  readonly quotedName: string
  readonly role: ColumnRole
  /** Part of the primary key. */
  readonly isKey: boolean
  /** Only of clustering columns. */
  readonly order: ClusteringOrder | undefined
  readonly type: CqlType
  /** Between the property and the driver, transformers included. */
  readonly codec: ElementCodec
  /** The codec of conditions, keys to delete by and elements to take out: an enum holds for what is stored only. */
  readonly conditionCodec: ElementCodec
  /** How the values of parts of the type look: for codecs of operands, which see elements and keys. */
  readonly codecOptions: CodecOptions
  /** It has transformers, so that its property need not look like its type. */
  readonly isTransformed: boolean
  readonly absent: AbsentValue
  /** False: read only where `select` names it. */
  readonly isSelected: boolean
  /** Name of the cell in a row that was read: the column name, or an alias where the driver cannot handle that. */
  readonly resultName: string
  /** The column is a counter: changed by increments only. */
  readonly isCounter: boolean
  /** What a new row gets where the entity says nothing: its default, an id or the time. */
  readonly supply: ((now: Date) => unknown) | undefined
  /** It is an id, which a new row is given where the entity says none. */
  readonly isGenerated: boolean
  /** Every update supplies it as well, where the patch says nothing. */
  readonly isSuppliedOnUpdate: boolean
  /** It says of which class a row is. */
  readonly isDiscriminator: boolean
  /** The user-defined type that the column is, not in a collection; undefined for other types. */
  readonly userType: UserTypeModel | undefined
  /** How its index for vector search measures; undefined for a column that has none. */
  readonly similarity: VectorSimilarity | undefined
}

/** A property the server computes: `WRITETIME("value")`. */
export interface ComputedModel {
  /** Goes on where the ordinals of the columns end. */
  readonly ordinal: number
  readonly propertyName: string
  readonly function: 'writetime' | 'ttl'
  readonly column: ColumnModel
  /** Name of the result in a row that was read. */
  readonly resultName: string
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
  /** Columns of a user-defined type that is not frozen, whose fields are cells of their own. */
  readonly userTypeColumns: readonly ColumnModel[]
  /** Columns that an insert supplies, and those that an update supplies, where nothing is said of them. */
  readonly suppliedColumns: readonly ColumnModel[]
  readonly columnsSuppliedOnUpdate: readonly ColumnModel[]
  /** Counts the writes of a row, each of which is conditional on it. */
  readonly versionColumn: ColumnModel | undefined
  /** Columns that a read of entities fetches: all but those with `select: false`. */
  readonly selectedColumns: readonly ColumnModel[]
  readonly computed: readonly ComputedModel[]
  /** Every column outside the key is a counter. */
  readonly isCounter: boolean
  /** By property name. */
  readonly columnOf: ReadonlyMap<string, ColumnModel>
  readonly indexes: readonly IndexModel[]
  /** The user-defined types of its columns, each after those it is made of. */
  readonly userTypes: readonly UserTypeModel[]
  /** Undefined for a class that has its table alone. */
  readonly shared: SharedTable | undefined
  /** What it is a materialized view of, and so is only read; undefined for a table. */
  readonly viewOf: TableModel | undefined
}
