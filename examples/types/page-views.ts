import { ClusteringColumn, CounterColumn, KEY, PartitionKey, StaticColumn, Table } from 'cassiform'

/** How often a page was seen. Beside counters a table has nothing but its key; nothing here is ever inserted. */
@Table('page_views')
export class PageViews {
  declare readonly [KEY]?: {
    partition: ['page']
    clustering: ['day']
    static: ['ever']
    counter: ['seen', 'liked', 'ever']
  }

  @PartitionKey('text') page!: string
  @ClusteringColumn('date', { order: 'desc' }) day!: string
  @CounterColumn() seen?: bigint
  @CounterColumn({ as: 'number' }) liked?: number
  /** Counts for all days of the page. */
  @StaticColumn('counter') ever?: bigint
}
