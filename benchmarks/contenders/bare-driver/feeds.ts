import type { types } from 'cassandra-driver'
import type { FeedOperations } from '../../operations/feeds.js'
import { commentsTable } from '../../tables/comments.js'
import type { CommentData } from '../../tables/comments.js'
import { notificationsTable } from '../../tables/notifications.js'
import type { NotificationData } from '../../tables/notifications.js'
import { insertInto, selectFrom } from '../../tables/table.js'
import { firstOf, idempotent, idOf, optionalId } from './bare-client.js'
import type { BareClient } from './bare-client.js'

class Notification implements NotificationData {
  receiver: string
  id: string
  type: string
  state: number
  sender: string | undefined
  sourceType: string
  sourceId: string | undefined
  title: string
  content: string

  constructor(row: types.Row) {
    this.receiver = idOf(row.receiver)
    this.id = idOf(row.id)
    this.type = row.type as string
    this.state = row.state as number
    this.sender = optionalId(row.sender)
    this.sourceType = row.source_type as string
    this.sourceId = optionalId(row.source_id)
    this.title = row.title as string
    this.content = row.content as string
  }
}

class Comment implements CommentData {
  id: string
  postedAt: bigint
  testRunId: string | undefined
  userId: string | undefined
  releaseId: string | undefined
  message: string
  mentions: string[]
  reactions: Map<string, number>

  constructor(row: types.Row) {
    this.id = idOf(row.id)
    this.postedAt = row.posted_at as bigint
    this.testRunId = optionalId(row.test_run_id)
    this.userId = optionalId(row.user_id)
    this.releaseId = optionalId(row.release_id)
    this.message = row.message as string
    this.mentions = ((row.mentions as types.Uuid[] | null) ?? []).map(idOf)
    this.reactions = (row.reactions as Map<string, number> | null) ?? new Map<string, number>()
  }
}

const valuesOf = (c: CommentData) => [
  c.id,
  c.postedAt,
  c.testRunId,
  c.userId,
  c.releaseId,
  c.message,
  c.mentions,
  c.reactions,
]

export function feedOperations(client: BareClient, keyspace: string): FeedOperations {
  const feed = `${selectFrom(keyspace, notificationsTable, 'receiver = ?')} LIMIT ?`
  const insert = insertInto(keyspace, commentsTable)
  const get = selectFrom(keyspace, commentsTable, 'id = ?')
  return {
    findNotifications: async (receiver, limit) =>
      (await client.execute(feed, [receiver, limit], idempotent)).rows.map((row) => new Notification(row)),
    insertComment: (comment) => client.execute(insert, valuesOf(comment), idempotent),
    getComment: async (id) => firstOf(Comment, await client.execute(get, [id], idempotent)),
  }
}
