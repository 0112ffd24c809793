import { defineCase } from '../../harness/benchmark-case.js'
import { buildOf5 } from '../../tables/test-runs.js'

/** The newest three rows of a partition. */
export const benchmarkCase = defineCase({
  name: 'latest 3 runs',
  uses: ['findLatestRuns'],
  requests: 1,
  call: (operations) => operations.findLatestRuns(buildOf5, 3),
  answer: (operations) => operations.findLatestRuns(buildOf5, 3),
})
