import { Column, Computed, CreateDateColumn, KEY, PartitionKey, Table, UpdateDateColumn } from 'cassiform'
import type { DataSource } from 'cassiform'

// #region article
const asUrl = { to: (url: URL) => url.href, from: (text: string) => new URL(text) }

@Table('articles')
export class Article {
  declare readonly [KEY]?: { partition: ['id']; generated: ['id', 'state', 'tags', 'createdAt', 'updatedAt'] }

  @PartitionKey('uuid', { generated: 'uuidv7' }) id!: string // or 'uuid', version 4; 'timeuuid' on a timeuuid
  @Column('text', { enum: ['draft', 'public'], default: 'draft' }) state!: 'draft' | 'public'
  @Column('set<text>', { default: () => new Set(['new']) }) tags!: Set<string> // a value, or a function that makes one
  @Column('text', { transformer: asUrl }) page?: URL
  @Column('text', { select: false }) secret?: string // read only where `select` names it
  @CreateDateColumn() createdAt!: Date
  @UpdateDateColumn() updatedAt!: Date
  @Computed({ writetime: 'state' }) readonly decidedAt?: bigint // microseconds; { ttl: 'state' } is the seconds left
}
// #endregion

/** The calls of a page in their order, each above the CQL that it becomes. */
export async function useArticles(db: DataSource): Promise<void> {
  // #region article-usage
  const articles = db.getRepository(Article)

  const article = await articles.save(articles.create({ page: new URL('https://example.org/') }))
  // INSERT INTO "plant"."articles" ("id", "state", "tags", "page", "secret", "created_at", "updated_at")
  //   VALUES (?, ?, ?, ?, ?, ?, ?)          article.id, state, tags, createdAt and updatedAt are set now

  await articles.update({ id: article.id }, { state: 'public' })
  // UPDATE "plant"."articles" SET "state" = ?, "updated_at" = ? WHERE "id" = ?

  const { secret } = await articles.findOneOrFail({ where: { id: article.id }, select: ['secret'] })
  // SELECT "secret" FROM "plant"."articles" WHERE "id" = ? LIMIT ?
  // #endregion
  void secret
}
