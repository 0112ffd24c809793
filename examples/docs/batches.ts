import { MoreThanOrEqual } from 'cassiform'
import type { DataSource, Insertable } from 'cassiform'
import { Order, OrderByDay } from '../orders/order.js'
import { Stock } from '../orders/stock.js'
import { PageViews } from './page-views.js'

const day = '2026-03-01'
const key = { customer: 'ada', number: 17 }

/** Orders from elsewhere, one after the other. */
async function* someOrders(): AsyncGenerator<Insertable<Order>> {
  for (let number = 0; number < 3; number++) {
    yield await Promise.resolve({ customer: `customer ${number}`, number, day, articles: new Map(), state: 'shipped' })
  }
}

/** The calls of a page in their order, each above the CQL that it becomes. */
export async function batchOrders(db: DataSource, print = console.log): Promise<void> {
  const manyOrders = someOrders()
  // #region logged
  await db
    .batch()
    .insert(Order, { ...key, day, articles: new Map([['lamp', 2]]), state: 'placed' })
    .insert(OrderByDay, { ...key, day, state: 'placed' })
    .execute()
  // BEGIN BATCH
  //   INSERT INTO "plant"."orders" ("customer", "number", "day", "articles", "state") VALUES (?, ?, ?, ?, ?) ;
  //   INSERT INTO "plant"."orders_by_day" ("day", "number", "customer", "state") VALUES (?, ?, ?, ?) ;
  //   APPLY BATCH
  // #endregion

  // #region conditional
  const taken = await db
    .batch({ kind: 'unlogged' })
    .update(Stock, { warehouse: 'north', article: 'desk' }, { left: 7 }, { if: { left: MoreThanOrEqual(2) } })
    .update(Stock, { warehouse: 'north', article: 'lamp' }, { left: 2 }, { if: { left: MoreThanOrEqual(3) } })
    .execute()
  // BEGIN UNLOGGED BATCH
  //   UPDATE "plant"."stock" SET "left" = ? WHERE "warehouse" = ? AND "article" = ? IF "left" >= ? ;
  //   UPDATE "plant"."stock" SET "left" = ? WHERE "warehouse" = ? AND "article" = ? IF "left" >= ? ;
  //   APPLY BATCH

  if (!taken.applied) for (const { entity, key, current } of taken.rows) print(entity.name, key, current)
  // #endregion

  // #region counter
  await db
    .batch({ kind: 'counter' })
    .increment(PageViews, { page: '/', day }, 'seen')
    .increment(PageViews, { page: '/lamps', day }, 'seen', 5n)
    .execute()
  // BEGIN COUNTER BATCH
  //   UPDATE "plant"."page_views" SET "seen" = "seen" + ? WHERE "page" = ? AND "day" = ? ;
  //   UPDATE "plant"."page_views" SET "seen" = "seen" + ? WHERE "page" = ? AND "day" = ? ;
  //   APPLY BATCH
  // #endregion

  // #region bulk
  const { succeeded } = await db.getRepository(Order).insertMany(manyOrders, {
    concurrency: 32,
    onProgress: ({ succeeded, failed, durationMs }) => print(succeeded, failed, durationMs),
    onFailure: ({ index, item, error }) => print(index, item, error), // without it, a failure ends it
    signal: AbortSignal.timeout(600_000),
  })
  // INSERT INTO "plant"."orders" ("customer", "number", "day", "articles", "state") VALUES (?, ?, ?, ?, ?)          each order
  // #endregion
  void succeeded
}
