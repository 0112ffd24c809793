import { randomUUID } from 'node:crypto'
import { defineCase } from '../../harness/benchmark-case.js'
import { embedding } from '../../tables/embeddings.js'

/** One row with a vector of 16 numbers, which has an index. One at a time: see `embeddingsTable`. */
export const benchmarkCase = defineCase({
  name: 'vector insert',
  uses: ['insertEmbedding', 'getNewEmbedding'],
  since: '5.0',
  requests: 1,
  blockSizes: { 1: 20 },
  call: (operations, n) => operations.insertEmbedding(embedding(randomUUID(), n)),
  async answer(operations) {
    const id = randomUUID()
    await operations.insertEmbedding(embedding(id, 3))
    return { ...(await operations.getNewEmbedding(id)), id: undefined }
  },
})
