import type { Client } from 'cassandra-driver'
import type { ActivityOperations } from '../../operations/activities.js'
import type { ActivityData } from '../../tables/activities.js'
import { id, mapTable } from './model.js'

class Activity {}

const columns = {
  id: id('id'),
  release_id: id('releaseId'),
  group_id: id('groupId'),
  test_id: id('testId'),
  run_id: id('runId'),
  user_id: id('userId'),
}

export function activityOperations(client: Client, keyspace: string): ActivityOperations {
  const { mapper, model } = mapTable<ActivityData>(client, keyspace, 'activities', Activity, columns)
  return {
    insertActivities: (activities) => mapper.batch(activities.map((activity) => model.batching.insert(activity))),
    getActivity: (key) => model.get({ id: key }),
  }
}
