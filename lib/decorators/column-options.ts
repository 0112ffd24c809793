import type { CqlType } from '../cql/data-type.js'
import type { JsTypeOfArgument, Representation } from '../cql/type-helpers.js'
import type { ColumnRole } from '../metadata/entity-metadata.js'
import type { IndexOptions } from './index-declaration.js'
import type { DefaultOf, EnumValues, GeneratedFor, PropertyType, Transformer } from './property-type.js'

/**
 * Options of every column. The parameters tell the compiler what the property holds: `A` is the CQL type, `As` and `E`
 * what these options say of it, `P` what the transformer takes. Left out, nothing is known of them.
 */
export interface ColumnOptions<
  A = unknown,
  As extends Representation | undefined = Representation,
  E extends EnumValues | undefined = EnumValues,
  P = unknown,
> {
  /** Column name, verbatim; otherwise the naming strategy makes one of the property name. */
  readonly name?: string
  /**
   * JavaScript representation other than the default: `'number'` or `'string'` for bigint, counter and varint,
   * `'BigDecimal'`, `'Uuid'`, `'LocalDate'`, `'LocalTime'` for the driver's classes, `'array'` for sets and vectors of
   * float, `'object'` for maps with text keys. It holds for every part of the type that has one of this name.
   */
  readonly as?: As
  /** What a new row gets where the entity says nothing: a value, or a function that makes one. Set on the object given. */
  readonly default?: NoInfer<DefaultOf<PropertyType<A, As, E, P>>>
  /** An id made here for a new row without one: a UUID of version 4, 1 or 7. Set on the object given. */
  readonly generated?: GeneratedFor<A>
  /** Changes values on their way to the database and back; of several, the first is nearest to the property. */
  readonly transformer?: Transformer<P, JsTypeOfArgument<A, As>>
  /** The only values that may be written: an enum, or a list of values. */
  readonly enum?: E
  /** False: read only where `select` names it. */
  readonly select?: boolean
  /** What an absent cell reads as; `undefined` unless the data source says otherwise. */
  readonly absent?: 'undefined' | 'null'
  /** For a collection that is not frozen: an absent one reads as absent, not as an empty collection. */
  readonly nullable?: true
  /** An index on the column: `true` for a plain one. */
  readonly index?: boolean | IndexOptions
  /** For readers of the class; CQL has no column comments. */
  readonly comment?: string
}

/** Options of a column that is part of the primary key. */
export interface KeyColumnOptions<
  A = unknown,
  As extends Representation | undefined = Representation,
  E extends EnumValues | undefined = EnumValues,
  P = unknown,
> extends ColumnOptions<A, As, E, P> {
  /** Place among the columns of its kind, where declaration order is not the wanted one. */
  readonly position?: number
}

export interface ClusteringColumnOptions<
  A = unknown,
  As extends Representation | undefined = Representation,
  E extends EnumValues | undefined = EnumValues,
  P = unknown,
> extends KeyColumnOptions<A, As, E, P> {
  /** `'asc'` unless said otherwise. */
  readonly order?: 'asc' | 'desc' | 'ASC' | 'DESC'
}

/** `type` may stand among the options instead of before them. */
export type WithType<Options, A = string | CqlType> = Options & { readonly type?: A | undefined }

/** Whatever a column may say. */
export type AnyColumnOptions = WithType<ClusteringColumnOptions>

const common = [
  'type',
  'name',
  'as',
  'default',
  'generated',
  'transformer',
  'enum',
  'select',
  'absent',
  'nullable',
  'index',
  'comment',
] as const satisfies (keyof AnyColumnOptions)[]

/** Names of the options a column may have, by its part in the table. */
export const optionNames: Readonly<Record<ColumnRole, readonly string[]>> = {
  partition: [...common, 'position'],
  clustering: [...common, 'position', 'order'],
  static: common,
  regular: common,
}
