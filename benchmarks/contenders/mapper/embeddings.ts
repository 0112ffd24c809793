import type { Client, types } from 'cassandra-driver'
import type { EmbeddingOperations } from '../../operations/embeddings.js'
import { columnsOf } from '../../tables/table.js'
import { embeddingsTable } from '../../tables/embeddings.js'
import type { EmbeddingData } from '../../tables/embeddings.js'
import { id, mapTable } from './model.js'

class Embedding {}

const embedding = { name: 'embedding', toModel: (vector: types.Vector) => new Float32Array(vector) }

export function embeddingOperations(client: Client, keyspace: string): EmbeddingOperations {
  const columns = { id: id('id'), embedding }
  const { model } = mapTable<EmbeddingData>(client, keyspace, 'embeddings', Embedding, columns)
  const { model: newModel } = mapTable<EmbeddingData>(client, keyspace, 'new_embeddings', Embedding, columns)
  const nearest = model.mapWithQuery(
    `SELECT ${columnsOf(embeddingsTable)} FROM ${keyspace}.embeddings ORDER BY embedding ANN OF ? LIMIT ?`,
    (search: { vector: Float32Array; limit: number }) => [search.vector, search.limit],
  )
  return {
    insertEmbedding: (one) => newModel.insert(one),
    getNewEmbedding: (key) => newModel.get({ id: key }),
    findNearest: async (vector, limit) => (await nearest({ vector, limit })).toArray(),
  }
}
