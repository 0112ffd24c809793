import type {
  AssignmentNode,
  BatchNode,
  ColumnRelation,
  DeleteNode,
  IfClause,
  InsertNode,
  Relation,
  SelectNode,
  Selector,
  StatementNode,
  TextRelation,
  UpdateNode,
  Using,
} from './statement.js'

/** CQL text and the payloads of its markers, in the order in which the text has them. */
export interface RenderedStatement<M> {
  readonly cql: string
  readonly markers: readonly M[]
  /** The statements of a batch on their own. */
  readonly members?: readonly RenderedStatement<M>[]
}

/** Collects clauses and markers while a statement is written from left to right. */
interface Writer<M> {
  readonly clauses: string[]
  readonly markers: M[]
}

/** The text of a statement: one function per kind, clauses in the order of the grammar. */
export function renderStatement<M>(node: StatementNode<M>): RenderedStatement<M> {
  if (node.kind === 'batch') return renderBatch(node)
  const writer: Writer<M> = { clauses: [], markers: [] }
  switch (node.kind) {
    case 'select':
      renderSelect(writer, node)
      break
    case 'insert':
      renderInsert(writer, node)
      break
    case 'update':
      renderUpdate(writer, node)
      break
    case 'delete':
      renderDelete(writer, node)
      break
    case 'truncate':
      writer.clauses.push(`TRUNCATE TABLE ${node.table}`)
  }
  return { cql: writer.clauses.join(' '), markers: writer.markers }
}

function renderSelect<M>(writer: Writer<M>, node: SelectNode<M>): void {
  const selectors = node.selectors.map((selector) => renderSelector(writer, selector))
  writer.clauses.push(`SELECT ${node.isDistinct ? 'DISTINCT ' : ''}${selectors.join(', ')} FROM ${node.table}`)
  renderWhere(writer, node.where)
  if (node.groupBy.length > 0) writer.clauses.push(`GROUP BY ${node.groupBy.join(', ')}`)
  if (node.orderBy.length > 0) {
    const columns = node.orderBy.map(({ column, direction }) => `${column} ${direction}`)
    writer.clauses.push(`ORDER BY ${columns.join(', ')}`)
  }
  if (node.annOf !== undefined) push(writer, `ORDER BY ${node.annOf.column} ANN OF ?`, node.annOf.marker)
  if (node.perPartitionLimit !== undefined) push(writer, 'PER PARTITION LIMIT ?', node.perPartitionLimit)
  if (node.limit !== undefined) push(writer, 'LIMIT ?', node.limit)
  if (node.allowFiltering) writer.clauses.push('ALLOW FILTERING')
}

function renderSelector<M>(writer: Writer<M>, selector: Selector<M>): string {
  if ('column' in selector) return selector.column
  if (selector.marker !== undefined) writer.markers.push(selector.marker)
  return `${selector.expression} AS ${selector.alias}`
}

function renderBatch<M>(node: BatchNode<M>): RenderedStatement<M> {
  const members = node.members.map((member) => renderStatement(member))
  return {
    cql: renderBatchText(
      'BEGIN UNLOGGED BATCH',
      members.map(({ cql: query }) => ({ query })),
    ),
    markers: members.flatMap(({ markers }) => markers),
    members,
  }
}

/**
 * `BEGIN UNLOGGED BATCH INSERT … ; UPDATE … ; APPLY BATCH`. Added up, not joined: V8 copies a text that is added up
 * only when somebody reads it, and that of a batch is for logs and errors.
 */
export function renderBatchText(begin: string, statements: readonly { readonly query: string }[]): string {
  let text = begin
  for (const { query } of statements) text += ` ${query} ;`
  return `${text} APPLY BATCH`
}

function renderInsert<M>(writer: Writer<M>, node: InsertNode<M>): void {
  const columns = node.columns.map(({ column }) => column).join(', ')
  const values = node.columns.map(() => '?').join(', ')
  writer.clauses.push(`INSERT INTO ${node.table} (${columns}) VALUES (${values})`)
  writer.markers.push(...node.columns.map(({ marker }) => marker))
  if (node.ifNotExists) writer.clauses.push('IF NOT EXISTS')
  renderUsing(writer, node.using)
}

function renderUpdate<M>(writer: Writer<M>, node: UpdateNode<M>): void {
  writer.clauses.push(`UPDATE ${node.table}`)
  renderUsing(writer, node.using)
  writer.clauses.push(`SET ${node.set.map(renderAssignment).join(', ')}`)
  writer.markers.push(
    ...node.set.flatMap(({ element, marker }) => [element, marker].filter((one) => one !== undefined)),
  )
  renderWhere(writer, node.where)
  renderIf(writer, node.if)
}

function renderAssignment<M>({ column, element, operator, marker }: AssignmentNode<M>): string {
  if (element !== undefined) return `${column}[?] = ${marker === undefined ? 'null' : '?'}`
  switch (operator) {
    case '=':
      return `${column} = ?`
    case 'prepend':
      return `${column} = ? + ${column}`
    default:
      return `${column} = ${column} ${operator} ?`
  }
}

function renderDelete<M>(writer: Writer<M>, node: DeleteNode<M>): void {
  writer.clauses.push(`DELETE FROM ${node.table}`)
  renderUsing(writer, { timestamp: node.timestamp })
  renderWhere(writer, node.where)
  renderIf(writer, node.if)
}

function renderUsing<M>(writer: Writer<M>, { ttl, timestamp }: Using<M>): void {
  if (ttl !== undefined) push(writer, 'USING TTL ?', ttl)
  if (timestamp !== undefined) push(writer, ttl === undefined ? 'USING TIMESTAMP ?' : 'AND TIMESTAMP ?', timestamp)
}

function renderWhere<M>(writer: Writer<M>, where: readonly Relation<M>[]): void {
  renderRelations(writer, 'WHERE', where)
}

function renderIf<M>(writer: Writer<M>, clause: IfClause<M> | undefined): void {
  if (clause === 'exists') writer.clauses.push('IF EXISTS')
  else if (clause !== undefined) renderRelations(writer, 'IF', clause)
}

function renderRelations<M>(writer: Writer<M>, word: 'WHERE' | 'IF', relations: readonly Relation<M>[]): void {
  relations.forEach((relation, i) => {
    const { text, markers } = 'text' in relation ? relation : columnRelationText(relation)
    push(writer, `${i === 0 ? word : 'AND'} ${text}`, ...markers)
  })
}

function columnRelationText<M>({ column, operator, marker }: ColumnRelation<M>): TextRelation<M> {
  return { text: `${column} ${operator} ?`, markers: [marker] }
}

function push<M>(writer: Writer<M>, clause: string, ...markers: readonly M[]): void {
  writer.clauses.push(clause)
  writer.markers.push(...markers)
}
