import type { TypeArgument } from '../cql/type-helpers.js'
import type { TableMetadata } from '../metadata/entity-metadata.js'
import type { ColumnOptions } from './column-options.js'
import type { Mismatch } from './field-decorator.js'

/** A column of `defineEntity` with more to say than its type. */
export interface ColumnDefinition extends ColumnOptions {
  /** Type text or a helper, `'set<text>'` or `set('text')`. */
  readonly type?: TypeArgument
  /** One value for the whole partition. */
  readonly static?: true
  /** A `timestamp` that an insert sets, as `@CreateDateColumn` does. */
  readonly createDate?: true
  /** A `timestamp` that every write sets, as `@UpdateDateColumn` does. */
  readonly updateDate?: true
  /** An `int` that counts the writes of its row, as `@VersionColumn` does. */
  readonly version?: true
}

/** Columns by property: a type, or an object that holds the type and options. */
export type ColumnDefinitions = Readonly<Record<string, TypeArgument | ColumnDefinition>>

/** Fields of a user-defined type by property. */
export type FieldDefinitions = Readonly<Record<string, TypeArgument | FieldDefinition>>

/** A field of `defineUserType` with more to say than its type. */
export type FieldDefinition = Pick<
  ColumnDefinition,
  'type' | 'name' | 'as' | 'transformer' | 'enum' | 'absent' | 'comment'
>

/** A clustering column: its name, or `{ at: 'desc' }` for another order than ascending. */
export type ClusteringDefinition<C> =
  (keyof C & string) | { readonly [N in keyof C & string]?: 'asc' | 'desc' | 'ASC' | 'DESC' | undefined }

/** What the server computes of which column, `{ writtenAt: { writetime: 'value' } }`. */
export type ComputedDefinitions<C> = Readonly<
  Record<string, { readonly writetime: keyof C & string } | { readonly ttl: keyof C & string }>
>

/** What `defineEntity` takes besides columns and key: what `@Table` takes, and the computed properties. */
export interface EntityOptions extends Omit<TableMetadata, 'name'> {
  /** Table name, verbatim, and the name of the class in messages. */
  readonly name: string
}

/** Names of the clustering columns, in order. */
export type ClusteringNames<K> = {
  readonly [I in keyof K]: K[I] extends string ? K[I] : keyof K[I] & string
}

/** The columns as given, with a message in place of each option that no column has. */
export type CheckedColumns<C> = { readonly [N in keyof C]: CheckedColumn<C[N], keyof ColumnDefinition> }

/** As `CheckedColumns`, for the fields of a user-defined type. */
export type CheckedFields<C> = { readonly [N in keyof C]: CheckedColumn<C[N], keyof FieldDefinition> }

type CheckedColumn<D, Known> = D extends TypeArgument
  ? unknown
  : { readonly [O in Exclude<keyof D, Known>]: Mismatch<`'${O & string}' is no option of a column here`> }

/** Takes any key, but only a message where a column stands in it twice or is static. */
export type CheckedKey<Names, Statics> = [RepeatedIn<Names>] extends [never]
  ? [Statics & ElementOf<Names>] extends [never]
    ? unknown
    : Mismatch<`'${Statics & ElementOf<Names> & string}' is static and cannot be part of the primary key`>
  : Mismatch<`'${RepeatedIn<Names> & string}' stands in the primary key twice`>

type ElementOf<List> = List extends readonly (infer Element)[] ? Element : never

type RepeatedIn<List, Seen = never> = List extends readonly [infer First, ...infer Rest]
  ? (First extends Seen ? First : never) | RepeatedIn<Rest, Seen | First>
  : never

/** Names of the static columns. */
export type StaticNames<C> = { [N in keyof C]: C[N] extends { readonly static: true } ? N & string : never }[keyof C]
