import { defineCase } from '../../harness/benchmark-case.js'
import { newActivities } from '../../tables/activities.js'

/** Ten rows of a table with six indexes in one logged batch. */
export const benchmarkCase = defineCase({
  name: 'batch of 10, indexed',
  uses: ['insertActivities', 'getActivity'],
  requests: 1,
  blockSizes: { 1: 10, 64: 64 },
  call: (operations) => operations.insertActivities(newActivities(10)),
  async answer(operations) {
    const [first, ...others] = newActivities(10)
    await operations.insertActivities([first!, ...others])
    const stored = await operations.getActivity(first!.id)
    return { ...stored, id: stored?.id === first!.id, userId: stored?.userId === first!.userId }
  },
})
