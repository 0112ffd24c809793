import {
  Add,
  Append,
  ClusteringColumn,
  Column,
  In,
  KEY,
  LessThan,
  PartitionKey,
  Prepend,
  Put,
  Remove,
  RemoveAt,
  SetAt,
  SetField,
  StaticColumn,
  Table,
  udt,
} from 'cassiform'
import type { DataSource } from 'cassiform'
import { Address } from './person.js'

// #region basket
@Table('baskets')
export class Basket {
  declare readonly [KEY]?: { partition: ['customer']; clustering: ['number']; static: ['greeting'] }

  @PartitionKey('text') customer!: string
  @ClusteringColumn('int') number!: number
  @StaticColumn('text') greeting?: string
  @Column('map<text, int>') articles!: Map<string, number>
  @Column('set<text>') vouchers!: Set<string>
  @Column('list<text>') notes!: string[]
  @Column(udt(() => Address, { frozen: false })) address?: Address
}
// #endregion

/** The calls of a page in their order, each above the CQL that it becomes. */
export async function useBaskets(db: DataSource): Promise<void> {
  // #region insert
  const baskets = db.getRepository(Basket)
  const key = { customer: 'ada', number: 1 }
  const empty = { articles: new Map<string, number>(), vouchers: new Set<string>(), notes: ['first', 'second'] }

  await baskets.insert({ ...key, ...empty })
  // INSERT INTO "plant"."baskets" ("customer", "number", "greeting", "articles", "vouchers", "notes", "address")
  //   VALUES (?, ?, ?, ?, ?, ?, ?)          and what is undefined stays as it was

  await baskets.upsert({ ...key, ...empty }, { ttl: 3600, timestamp: new Date() })
  // INSERT INTO "plant"."baskets" ("customer", "number", "greeting", "articles", "vouchers", "notes", "address")
  //   VALUES (?, ?, ?, ?, ?, ?, ?) USING TTL ? AND TIMESTAMP ?
  // #endregion

  // #region patches
  await baskets.update(key, {
    articles: Put(new Map([['lamp', 2]])),
    vouchers: Add(['SPRING']),
    notes: Append(['gift']),
    address: SetField('city', 'Hull'),
  })
  // UPDATE "plant"."baskets"
  //   SET "articles" = "articles" + ?, "vouchers" = "vouchers" + ?, "notes" = "notes" + ?, "address"."city" = ?
  //   WHERE "customer" = ? AND "number" = ?

  await baskets.update(key, { articles: Remove(['lamp']), vouchers: Remove(['SPRING']), notes: Prepend(['urgent']) })
  // UPDATE "plant"."baskets" SET "articles" = "articles" - ?, "vouchers" = "vouchers" - ?, "notes" = ? + "notes"
  //   WHERE "customer" = ? AND "number" = ?

  await baskets.update(key, { notes: SetAt(0, 'very urgent') })
  // UPDATE "plant"."baskets" SET "notes"[?] = ? WHERE "customer" = ? AND "number" = ?

  await baskets.update(key, { notes: RemoveAt(1), address: null }) // null deletes a cell
  // UPDATE "plant"."baskets" SET "notes"[?] = null, "address" = ? WHERE "customer" = ? AND "number" = ?

  await baskets.update({ customer: 'ada' }, { greeting: 'Hello' }) // static columns, by the partition key
  // UPDATE "plant"."baskets" SET "greeting" = ? WHERE "customer" = ?
  // #endregion

  // #region save
  const basket = await baskets.findOneByOrFail(key)
  // SELECT "customer", "number", "greeting", "articles", "vouchers", "notes", "address" FROM "plant"."baskets"
  //   WHERE "customer" = ? AND "number" = ? LIMIT ?

  basket.articles.set('desk', 1)
  basket.vouchers.add('SUMMER')
  await baskets.save(basket) // what changed, element by element
  // UPDATE "plant"."baskets" SET "articles" = "articles" + ?, "vouchers" = "vouchers" + ?
  //   WHERE "customer" = ? AND "number" = ?

  const changed = await baskets.preload({ ...key, notes: ['from', 'a', 'form'] }) // read, then changed; not yet saved
  // SELECT "customer", "number", "greeting", "articles", "vouchers", "notes", "address" FROM "plant"."baskets"
  //   WHERE "customer" = ? AND "number" = ? LIMIT ?
  // #endregion
  void changed

  // #region delete
  await baskets.delete({ customer: 'ada', number: In([1, 2]) })
  // DELETE FROM "plant"."baskets" WHERE "customer" = ? AND "number" IN ?

  await baskets.delete({ customer: 'ada', number: LessThan(100) })
  // DELETE FROM "plant"."baskets" WHERE "customer" = ? AND "number" < ?

  await baskets.delete({ customer: 'ada' }, { partition: true })
  // DELETE FROM "plant"."baskets" WHERE "customer" = ?

  await baskets.clear()
  // TRUNCATE TABLE "plant"."baskets"
  // #endregion
}
