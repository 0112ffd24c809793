import { randomUUID } from 'node:crypto'
import { defineCase } from '../../harness/benchmark-case.js'
import { comment } from '../../tables/comments.js'

/** One row with a list of ids and a map, of a table with three indexes. */
export const benchmarkCase = defineCase({
  name: 'comment with collections',
  uses: ['insertComment', 'getComment'],
  requests: 1,
  blockSizes: { 1: 20, 64: 300 },
  call: (operations) => operations.insertComment(comment(randomUUID())),
  async answer(operations) {
    const id = randomUUID()
    await operations.insertComment(comment(id))
    return { ...(await operations.getComment(id)), id: undefined }
  },
})
