import { ClusteringColumn, CounterColumn, Decrement, Increment, KEY, PartitionKey, Table } from 'cassiform'
import type { DataSource } from 'cassiform'

// #region page-views
@Table('page_views')
export class PageViews {
  declare readonly [KEY]?: { partition: ['page']; clustering: ['day']; counter: ['seen', 'liked'] }

  @PartitionKey('text') page!: string
  @ClusteringColumn('date', { order: 'desc' }) day!: string
  @CounterColumn() seen?: bigint
  @CounterColumn() liked?: bigint
}
// #endregion

/** The calls of a page in their order, each above the CQL that it becomes. */
export async function countViews(db: DataSource): Promise<void> {
  const views = db.getRepository(PageViews)
  const [page, day] = ['/', '2026-03-01']
  // #region page-views-usage
  await views.increment({ page, day }, 'seen') // or by any whole number: increment(key, 'seen', 5n), decrement(…)
  // UPDATE "plant"."page_views" SET "seen" = "seen" + ? WHERE "page" = ? AND "day" = ?

  await views.update({ page, day }, { seen: Increment(2n), liked: Decrement() })
  // UPDATE "plant"."page_views" SET "seen" = "seen" + ?, "liked" = "liked" - ? WHERE "page" = ? AND "day" = ?
  // #endregion
}
