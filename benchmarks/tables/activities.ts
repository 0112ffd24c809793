import { randomUUID } from 'node:crypto'
import { seededId } from './seeded-id.js'
import { valuesOf } from './table.js'
import type { BenchmarkTable } from './table.js'
import { storedUser } from './users.js'

/** Something that happened to a test run. */
export interface ActivityData {
  id: string
  releaseId: string | undefined
  groupId: string | undefined
  testId: string | undefined
  runId: string | undefined
  userId: string | undefined
  kind: string
  body: string
  createdAt: Date
}

/** An activity of the user who is there to be read. */
export const storedActivity = seededId('e', 0)

/** A change of status by a user. */
export function activity(id: string, userId: string): ActivityData {
  return {
    id,
    releaseId: seededId('a', 0),
    groupId: undefined,
    testId: undefined,
    runId: seededId('9', 0),
    userId,
    kind: 'STATUS_CHANGE',
    body: '{"old":"created","new":"running"}',
    createdAt: new Date(1_700_000_000_000),
  }
}

/** New activities, each of another user. */
export function newActivities(count: number): ActivityData[] {
  return Array.from({ length: count }, () => activity(randomUUID(), randomUUID()))
}

export const activitiesTable: BenchmarkTable = {
  name: 'activities',
  columns: {
    id: 'uuid',
    release_id: 'uuid',
    group_id: 'uuid',
    test_id: 'uuid',
    run_id: 'uuid',
    user_id: 'uuid',
    kind: 'text',
    body: 'text',
    created_at: 'timestamp',
  },
  primaryKey: 'id',
  indexes: ['(release_id)', '(group_id)', '(test_id)', '(run_id)', '(user_id)', '(kind)'],
  rows: () => [valuesOf(activity(storedActivity, storedUser))],
}
