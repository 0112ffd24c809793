import type { types } from 'cassandra-driver'
import type { ActivityOperations } from '../../operations/activities.js'
import { activitiesTable } from '../../tables/activities.js'
import type { ActivityData } from '../../tables/activities.js'
import { insertInto, selectFrom } from '../../tables/table.js'
import { firstOf, idempotent, idOf, optionalId } from './bare-client.js'
import type { BareClient } from './bare-client.js'

class Activity implements ActivityData {
  id: string
  releaseId: string | undefined
  groupId: string | undefined
  testId: string | undefined
  runId: string | undefined
  userId: string | undefined
  kind: string
  body: string
  createdAt: Date

  constructor(row: types.Row) {
    this.id = idOf(row.id)
    this.releaseId = optionalId(row.release_id)
    this.groupId = optionalId(row.group_id)
    this.testId = optionalId(row.test_id)
    this.runId = optionalId(row.run_id)
    this.userId = optionalId(row.user_id)
    this.kind = row.kind as string
    this.body = row.body as string
    this.createdAt = row.created_at as Date
  }
}

const valuesOf = (a: ActivityData) => [
  a.id,
  a.releaseId,
  a.groupId,
  a.testId,
  a.runId,
  a.userId,
  a.kind,
  a.body,
  a.createdAt,
]

export function activityOperations(client: BareClient, keyspace: string): ActivityOperations {
  const insert = insertInto(keyspace, activitiesTable)
  const get = selectFrom(keyspace, activitiesTable, 'id = ?')
  const batchOptions = { ...idempotent, logged: true }
  return {
    insertActivities: (activities) =>
      client.batch(
        activities.map((activity) => ({ query: insert, params: valuesOf(activity) })),
        batchOptions,
      ),
    getActivity: async (id) => firstOf(Activity, await client.execute(get, [id], idempotent)),
  }
}
