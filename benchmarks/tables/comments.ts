import { seededId } from './seeded-id.js'
import type { BenchmarkTable } from './table.js'

/** A comment on a test run: a list and a map in one row. */
export interface CommentData {
  id: string
  postedAt: bigint
  testRunId: string | undefined
  userId: string | undefined
  releaseId: string | undefined
  message: string
  mentions: string[]
  reactions: Map<string, number>
}

/** A comment like any other. */
export function comment(id: string): CommentData {
  return {
    id,
    postedAt: 1_700_000_000_000n,
    testRunId: seededId('9', 1),
    userId: seededId('7', 1),
    releaseId: seededId('a', 1),
    message: 'This test looks flaky, investigating.',
    mentions: [seededId('7', 2), seededId('7', 3)],
    reactions: new Map([
      ['+1', 3],
      ['eyes', 1],
    ]),
  }
}

export const commentsTable: BenchmarkTable = {
  name: 'comments',
  columns: {
    id: 'uuid',
    posted_at: 'bigint',
    test_run_id: 'uuid',
    user_id: 'uuid',
    release_id: 'uuid',
    message: 'text',
    mentions: 'list<uuid>',
    reactions: 'map<text, int>',
  },
  primaryKey: '(id), posted_at',
  order: '(posted_at DESC)',
  indexes: ['(test_run_id)', '(user_id)', '(release_id)'],
}
