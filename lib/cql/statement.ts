/**
 * Statements of the data language as plain nodes. Names are quoted already; values are markers only, whose payload
 * `M` says where a binder finds them. Rendering is in `render-statement.ts`.
 */

export type RelationOperator = '=' | '<' | '<=' | '>' | '>=' | 'IN' | 'CONTAINS' | 'CONTAINS KEY' | 'LIKE'

/** `"column" = ?`; for `column` any expression without markers, such as `token("a", "b")`. */
export interface ColumnRelation<M> {
  readonly column: string
  readonly operator: RelationOperator
  readonly marker: M
}

/** A relation with any number of markers, which `text` has in their order: `"map"[?] = ?`, `("a", "b") > (?, ?)`. */
export interface TextRelation<M> {
  readonly text: string
  readonly markers: readonly M[]
}

/** One relation of `WHERE` or `IF`. */
export type Relation<M> = ColumnRelation<M> | TextRelation<M>

/** A column, or an expression with the name its result gets and the payload of the marker in it, if it has one. */
export type Selector<M = never> =
  { readonly column: string } | { readonly expression: string; readonly alias: string; readonly marker?: M | undefined }

/** One column of `ORDER BY`. */
export interface OrderBy {
  readonly column: string
  readonly direction: 'ASC' | 'DESC'
}

/** `SELECT … FROM …` */
export interface SelectNode<M> {
  readonly kind: 'select'
  readonly table: string
  /** One row a partition: only of its key and its statics. */
  readonly isDistinct: boolean
  readonly selectors: readonly Selector<M>[]
  readonly where: readonly Relation<M>[]
  readonly groupBy: readonly string[]
  readonly orderBy: readonly OrderBy[]
  /** In place of `orderBy`: nearest to a vector first. */
  readonly annOf?: { readonly column: string; readonly marker: M } | undefined
  readonly perPartitionLimit?: M | undefined
  readonly limit?: M | undefined
  readonly allowFiltering: boolean
}

/** `USING TTL ? AND TIMESTAMP ?` */
export interface Using<M> {
  readonly ttl?: M | undefined
  readonly timestamp?: M | undefined
}

/** `INSERT INTO … (…) VALUES (…)` */
export interface InsertNode<M> {
  readonly kind: 'insert'
  readonly table: string
  readonly columns: readonly { readonly column: string; readonly marker: M }[]
  readonly using: Using<M>
  /** `IF NOT EXISTS` */
  readonly ifNotExists?: boolean
}

/** `IF EXISTS`, or `IF … AND …`: relations that must all hold. */
export type IfClause<M> = 'exists' | readonly Relation<M>[]

/** How a column or one of its elements changes: replaced, or added to, taken from, added to in front. */
export interface AssignmentNode<M> {
  readonly column: string
  /** The index of an element, which is replaced. */
  readonly element?: M | undefined
  readonly operator: '=' | '+' | '-' | 'prepend'
  /** Undefined sets null, which is written out. */
  readonly marker: M | undefined
}

/** `UPDATE … SET … WHERE …` */
export interface UpdateNode<M> {
  readonly kind: 'update'
  readonly table: string
  readonly using: Using<M>
  readonly set: readonly AssignmentNode<M>[]
  readonly where: readonly Relation<M>[]
  readonly if?: IfClause<M> | undefined
}

/** `DELETE FROM … WHERE …` */
export interface DeleteNode<M> {
  readonly kind: 'delete'
  readonly table: string
  readonly timestamp?: M | undefined
  readonly where: readonly Relation<M>[]
  readonly if?: IfClause<M> | undefined
}

/** `TRUNCATE TABLE …` */
export interface TruncateNode {
  readonly kind: 'truncate'
  readonly table: string
}

/** Writes to one partition that are carried out together or not at all: `BEGIN UNLOGGED BATCH … ; … ; APPLY BATCH`. */
export interface BatchNode<M> {
  readonly kind: 'batch'
  readonly members: readonly (InsertNode<M> | UpdateNode<M> | DeleteNode<M>)[]
}

/** Any statement of the data language. */
export type StatementNode<M> =
  SelectNode<M> | InsertNode<M> | UpdateNode<M> | DeleteNode<M> | TruncateNode | BatchNode<M>
