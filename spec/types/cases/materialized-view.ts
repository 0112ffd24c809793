import { expectTypeOf } from 'expect-type'
import { ClusteringColumn, Column, KEY, MaterializedView, PartitionKey, Table } from 'cassiform'
import type { DataSource } from 'cassiform'

@Table('tickets')
class Ticket {
  declare readonly [KEY]?: { partition: ['project']; clustering: ['id'] }

  @PartitionKey('text') project!: string
  @ClusteringColumn('uuid') id!: string
  @Column('text') assignee?: string
  @Column('int') hours?: number
  @Column('set<text>') labels!: Set<string>
}

@MaterializedView(() => Ticket, { name: 'tickets_by_assignee', with: { gcGraceSeconds: 60 } })
class AssignedTicket {
  declare readonly [KEY]?: { partition: ['assignee']; clustering: ['project', 'id'] }

  @PartitionKey() assignee!: string
  @ClusteringColumn({ order: 'desc' }) project!: string
  @ClusteringColumn() id!: string
  @Column() hours?: number | null
  @Column() labels!: ReadonlySet<string>

  get title(): string {
    return `${this.project} ${this.id}`
  }
}

// @ts-expect-error another type than in Ticket
@MaterializedView(() => Ticket)
class Mistyped {
  @PartitionKey() assignee!: string
  @Column() hours?: string
}

// @ts-expect-error its keyspace is that of Ticket
MaterializedView(() => Ticket, { keyspace: 'ks' })
// @ts-expect-error what expires is for Ticket to say
MaterializedView(() => Ticket, { with: { defaultTimeToLive: 60 } })
// @ts-expect-error no entity
MaterializedView(() => 'tickets')

declare const db: DataSource
const assigned = db.getRepository(AssignedTicket)
expectTypeOf(assigned.findBy({ assignee: 'ada' })).resolves.toEqualTypeOf<AssignedTicket[]>()
// @ts-expect-error the key of Ticket is not that of the view
void assigned.findBy({ project: 'roof' })

export { Mistyped }
