import type { KEY } from '../../../lib/index.js'
import type { FeedOperations } from '../../operations/feeds.js'
import type { CommentData } from '../../tables/comments.js'
import type { NotificationData } from '../../tables/notifications.js'
import type { Package, Topic } from './topic.js'

function declareEntities({ Table, PartitionKey, ClusteringColumn, Column, Index, map }: Package) {
  @Table('notifications')
  class Notification implements NotificationData {
    declare readonly [KEY]?: { partition: ['receiver']; clustering: ['id'] }
    @PartitionKey('uuid') receiver!: string
    @ClusteringColumn('timeuuid', { order: 'desc' }) id!: string
    @Column('text') type!: string
    @Column('int') state!: number
    @Column('uuid') sender: string | undefined
    @Column('text') sourceType!: string
    @Column('uuid') sourceId: string | undefined
    @Column('text') title!: string
    @Column('text') content!: string
  }

  @Table('comments')
  class Comment implements CommentData {
    declare readonly [KEY]?: {
      partition: ['id']
      clustering: ['postedAt']
      indexed: ['testRunId', 'userId', 'releaseId']
    }
    @PartitionKey('uuid') id!: string
    @Column('uuid') @Index() testRunId: string | undefined
    @Column('uuid') @Index() userId: string | undefined
    @Column('uuid') @Index() releaseId: string | undefined
    @ClusteringColumn('bigint', { order: 'desc' }) postedAt!: bigint
    @Column('text') message!: string
    @Column('list<uuid>') mentions!: string[]
    @Column(map('text', 'int')) reactions!: Map<string, number>
  }

  return { Notification, Comment }
}

export function feedTopic(cassiform: Package): Topic<FeedOperations> {
  const { Notification, Comment } = declareEntities(cassiform)
  return {
    entities: [Notification, Comment],
    operations(db) {
      const notifications = db.getRepository(Notification)
      const comments = db.getRepository(Comment)
      return {
        findNotifications: (receiver, limit) => notifications.find({ where: { receiver }, limit }),
        insertComment: (comment) => comments.insert(comment),
        getComment: (id) => comments.findOneBy({ id }),
      }
    },
  }
}
