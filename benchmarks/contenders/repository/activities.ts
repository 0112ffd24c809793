import type { KEY } from '../../../lib/index.js'
import type { ActivityOperations } from '../../operations/activities.js'
import type { ActivityData } from '../../tables/activities.js'
import type { Package, Topic } from './topic.js'

export function activityTopic({ Table, PartitionKey, Column, Index }: Package): Topic<ActivityOperations> {
  @Table('activities')
  class Activity implements ActivityData {
    declare readonly [KEY]?: {
      partition: ['id']
      indexed: ['releaseId', 'groupId', 'testId', 'runId', 'userId', 'kind']
    }
    @PartitionKey('uuid') id!: string
    @Column('uuid') @Index() releaseId: string | undefined
    @Column('uuid') @Index() groupId: string | undefined
    @Column('uuid') @Index() testId: string | undefined
    @Column('uuid') @Index() runId: string | undefined
    @Column('uuid') @Index() userId: string | undefined
    @Column('text') @Index() kind!: string
    @Column('text') body!: string
    @Column('timestamp') createdAt!: Date
  }

  return {
    entities: [Activity],
    operations(db) {
      const activities = db.getRepository(Activity)
      return {
        insertActivities(given) {
          const batch = db.batch()
          for (const activity of given) batch.insert(Activity, activity)
          return batch.execute()
        },
        getActivity: (id) => activities.findOneBy({ id }),
      }
    },
  }
}
