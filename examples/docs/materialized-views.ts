import { ClusteringColumn, Column, KEY, MaterializedView, PartitionKey, Table } from 'cassiform'
import type { DataSource } from 'cassiform'

// #region ticket
@Table('tickets')
export class Ticket {
  declare readonly [KEY]?: { partition: ['project']; clustering: ['openedAt', 'id'] }

  @PartitionKey('text') project!: string
  @ClusteringColumn('timestamp', { order: 'desc' }) openedAt!: Date
  @ClusteringColumn('uuid') id!: string
  @Column('text') title!: string
  @Column('text') assignee?: string
  @Column('set<text>') labels!: Set<string>
}

@MaterializedView(() => Ticket, { name: 'tickets_by_assignee' })
export class AssignedTicket {
  declare readonly [KEY]?: { partition: ['assignee']; clustering: ['openedAt', 'project', 'id'] }

  @PartitionKey() assignee!: string // columns and types are those of Ticket
  @ClusteringColumn({ order: 'desc' }) openedAt!: Date
  @ClusteringColumn() project!: string
  @ClusteringColumn() id!: string
  @Column() title?: string
}
// #endregion

/** The calls of a page in their order, each above the CQL that it becomes. */
export async function useTickets(db: DataSource): Promise<void> {
  const ticket = { project: 'roof', openedAt: new Date(), id: '6ab09bec-e68e-48d9-a5f8-97e6fb4c9b47' }
  // #region tickets-usage
  await db.getRepository(Ticket).insert({ ...ticket, title: 'Leaks', assignee: 'ada', labels: new Set() })
  // INSERT INTO "plant"."tickets" ("project", "opened_at", "id", "title", "assignee", "labels")
  //   VALUES (?, ?, ?, ?, ?, ?)

  const assigned = db.getRepository(AssignedTicket)
  await assigned.find({ where: { assignee: 'ada' }, limit: 20 })
  // SELECT "assignee", "opened_at", "project", "id", "title" FROM "plant"."tickets_by_assignee"
  //   WHERE "assignee" = ? LIMIT ?
  // #endregion
}

/** A call that is refused, with what it says. */
export function refusedWrite(db: DataSource): Promise<unknown> {
  const [assigned, ticket] = [db.getRepository(AssignedTicket), new AssignedTicket()]
  // #region tickets-refused
  return assigned.save(ticket)
  // [AssignedTicket] save(): is a materialized view of Ticket, which is only read. Write to Ticket: Cassandra changes
  //   the view with it.
  // #endregion
}

/** Whether every node has filled a view with the rows that were there before it. */
export async function isBuilt(db: DataSource, keyspace: string, view: string): Promise<boolean> {
  // #region tickets-built
  const nodes = await db.query<{ status: string }>(
    'SELECT status FROM system_distributed.view_build_status WHERE keyspace_name = ? AND view_name = ?',
    [keyspace, view],
    { consistency: 'ONE' },
  )
  return nodes.length > 0 && nodes.every(({ status }) => status === 'SUCCESS')
  // #endregion
}
