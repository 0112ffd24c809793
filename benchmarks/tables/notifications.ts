import { seededId, seededTimeId } from './seeded-id.js'
import { valuesOf } from './table.js'
import type { BenchmarkTable } from './table.js'

/** A message to a user, newest first. */
export interface NotificationData {
  receiver: string
  id: string
  type: string
  state: number
  sender: string | undefined
  sourceType: string
  sourceId: string | undefined
  title: string
  content: string
}

/** A user with 15 notifications. */
export const receiverOf15 = seededId('f', 0)

function notification(n: number): NotificationData {
  return {
    receiver: receiverOf15,
    id: seededTimeId(n),
    type: 'MENTION',
    state: 0,
    sender: seededId('7', n),
    sourceType: 'COMMENT',
    sourceId: seededId('e', n),
    title: 'You were mentioned',
    content: '@user mentioned you in a comment',
  }
}

export const notificationsTable: BenchmarkTable = {
  name: 'notifications',
  columns: {
    receiver: 'uuid',
    id: 'timeuuid',
    type: 'text',
    state: 'int',
    sender: 'uuid',
    source_type: 'text',
    source_id: 'uuid',
    title: 'text',
    content: 'text',
  },
  primaryKey: '(receiver), id',
  order: '(id DESC)',
  rows: () => Array.from({ length: 15 }, (_, n) => valuesOf(notification(n))),
}
