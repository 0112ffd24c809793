/**
 * Statements of the data language as plain nodes. Names are quoted already; values are markers only, whose payload
 * `M` says where a binder finds them. Rendering is in `render-statement.ts`.
 */

export type RelationOperator = '=' | '<' | '<=' | '>' | '>=' | 'IN'

/** `"column" = ?` */
export interface Relation<M> {
  readonly column: string
  readonly operator: RelationOperator
  readonly marker: M
}

/** A column, or an expression with the name its result gets. */
export type Selector = { readonly column: string } | { readonly expression: string; readonly alias: string }

export interface OrderBy {
  readonly column: string
  readonly direction: 'ASC' | 'DESC'
}

export interface SelectNode<M> {
  readonly kind: 'select'
  readonly table: string
  readonly selectors: readonly Selector[]
  readonly where: readonly Relation<M>[]
  readonly orderBy: readonly OrderBy[]
  readonly perPartitionLimit?: M | undefined
  readonly limit?: M | undefined
  readonly allowFiltering: boolean
}

/** `USING TTL ? AND TIMESTAMP ?` */
export interface Using<M> {
  readonly ttl?: M | undefined
  readonly timestamp?: M | undefined
}

export interface InsertNode<M> {
  readonly kind: 'insert'
  readonly table: string
  readonly columns: readonly { readonly column: string; readonly marker: M }[]
  readonly using: Using<M>
}

/** How a column changes: replaced, or added to, taken from, added to in front. */
export interface AssignmentNode<M> {
  readonly column: string
  readonly operator: '=' | '+' | '-' | 'prepend'
  readonly marker: M
}

export interface UpdateNode<M> {
  readonly kind: 'update'
  readonly table: string
  readonly using: Using<M>
  readonly set: readonly AssignmentNode<M>[]
  readonly where: readonly Relation<M>[]
}

export interface DeleteNode<M> {
  readonly kind: 'delete'
  readonly table: string
  readonly timestamp?: M | undefined
  readonly where: readonly Relation<M>[]
}

export interface TruncateNode {
  readonly kind: 'truncate'
  readonly table: string
}

/** Writes to one partition that are carried out together or not at all: `BEGIN UNLOGGED BATCH … ; … ; APPLY BATCH`. */
export interface BatchNode<M> {
  readonly kind: 'batch'
  readonly members: readonly (InsertNode<M> | UpdateNode<M> | DeleteNode<M>)[]
}

export type StatementNode<M> =
  SelectNode<M> | InsertNode<M> | UpdateNode<M> | DeleteNode<M> | TruncateNode | BatchNode<M>
