import type { Client, types } from 'cassandra-driver'
import type { FeedOperations } from '../../operations/feeds.js'
import type { CommentData } from '../../tables/comments.js'
import type { NotificationData } from '../../tables/notifications.js'
import { id, mapTable } from './model.js'

class Notification {}
class Comment {}

const notificationColumns = {
  receiver: id('receiver'),
  id: id('id'),
  sender: id('sender'),
  source_id: id('sourceId'),
}

const commentColumns = {
  id: id('id'),
  test_run_id: id('testRunId'),
  user_id: id('userId'),
  release_id: id('releaseId'),
  mentions: { name: 'mentions', toModel: (ids: types.Uuid[] | null) => (ids ?? []).map((one) => one.toString()) },
  reactions: { name: 'reactions', toModel: (cell: Map<string, number> | null) => cell ?? new Map<string, number>() },
}

export function feedOperations(client: Client, keyspace: string): FeedOperations {
  const feed = mapTable<NotificationData>(client, keyspace, 'notifications', Notification, notificationColumns)
  const comments = mapTable<CommentData>(client, keyspace, 'comments', Comment, commentColumns)
  return {
    findNotifications: async (receiver, limit) => (await feed.model.find({ receiver }, { limit })).toArray(),
    insertComment: (comment) => comments.model.insert(comment),
    getComment: async (key) => (await comments.model.find({ id: key }, { limit: 1 })).first(),
  }
}
