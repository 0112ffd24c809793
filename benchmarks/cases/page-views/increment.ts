import { randomUUID } from 'node:crypto'
import { defineCase } from '../../harness/benchmark-case.js'

/** A counter of one of 100 rows, counted up. */
export const benchmarkCase = defineCase({
  name: 'increment',
  uses: ['countView', 'getViews'],
  requests: 1,
  call: (operations, n) => operations.countView(`page ${n % 100}`),
  async answer(operations) {
    const page = randomUUID()
    await operations.countView(page)
    await operations.countView(page)
    return { ...(await operations.getViews(page)), page: undefined }
  },
})
