import { defineCase } from '../../harness/benchmark-case.js'
import { storedActivity } from '../../tables/activities.js'

/** A row of one table, then the row of another that it points to. */
export const benchmarkCase = defineCase({
  name: 'multi-model lookup',
  uses: ['getActivity', 'getUser'],
  requests: 2,
  blockSizes: { 1: 20, 64: 300 },
  async call(operations) {
    const found = await operations.getActivity(storedActivity)
    return operations.getUser(found!.userId!)
  },
  async answer(operations) {
    const found = await operations.getActivity(storedActivity)
    return [found, await operations.getUser(found!.userId!)]
  },
})
