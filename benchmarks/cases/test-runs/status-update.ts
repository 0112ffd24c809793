import { defineCase } from '../../harness/benchmark-case.js'
import { changingBuilds } from '../../tables/test-runs.js'

const buildOf = (n: number) => changingBuilds[n % changingBuilds.length]!

/** The newest row of a partition read, two columns changed, the row stored: two columns are sent. */
export const benchmarkCase = defineCase({
  name: 'status update',
  uses: ['updateLatestStatus', 'findLatestRuns'],
  requests: 2,
  blockSizes: { 1: 20, 64: 300 },
  call: (operations, n) => operations.updateLatestStatus(buildOf(n), `running ${n}`, n + 1),
  async answer(operations) {
    await operations.updateLatestStatus(buildOf(0), 'stopped', 2_000_000)
    return operations.findLatestRuns(buildOf(0), 1)
  },
})
