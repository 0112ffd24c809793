import type { CommentData } from '../tables/comments.js'
import type { NotificationData } from '../tables/notifications.js'

/** What users see of each other. */
export interface FeedOperations {
  /** The newest notifications of a user. */
  findNotifications(receiver: string, limit: number): Promise<readonly NotificationData[]>
  insertComment(comment: CommentData): Promise<unknown>
  getComment(id: string): Promise<CommentData | null>
}
