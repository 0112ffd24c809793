import { defineCase } from '../../harness/benchmark-case.js'
import { embeddingOf } from '../../tables/embeddings.js'

/** The five of 100 rows whose vectors are nearest to one. */
export const benchmarkCase = defineCase({
  name: 'vector search',
  uses: ['findNearest'],
  since: '5.0',
  requests: 1,
  blockSizes: { 1: 10, 64: 100 },
  call: (operations, n) => operations.findNearest(embeddingOf(n % 100), 5),
  answer: (operations) => operations.findNearest(embeddingOf(42), 5),
})
