import { defineCase } from '../../harness/benchmark-case.js'
import { buildOf5 } from '../../tables/test-runs.js'

/** The five rows of a partition, 13 columns each. */
export const benchmarkCase = defineCase({
  name: 'runs of a partition',
  uses: ['findRuns'],
  requests: 1,
  call: (operations) => operations.findRuns(buildOf5),
  answer: (operations) => operations.findRuns(buildOf5),
})
