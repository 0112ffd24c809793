import type { types } from 'cassandra-driver'
import type { EmbeddingOperations } from '../../operations/embeddings.js'
import { embeddingsTable, newEmbeddingsTable } from '../../tables/embeddings.js'
import type { EmbeddingData } from '../../tables/embeddings.js'
import { columnsOf, insertInto, selectFrom } from '../../tables/table.js'
import { firstOf, idempotent, idOf } from './bare-client.js'
import type { BareClient } from './bare-client.js'

class Embedding implements EmbeddingData {
  id: string
  name: string
  embedding: Float32Array

  constructor(row: types.Row) {
    this.id = idOf(row.id)
    this.name = row.name as string
    this.embedding = new Float32Array(row.embedding as types.Vector)
  }
}

export function embeddingOperations(client: BareClient, keyspace: string): EmbeddingOperations {
  const insert = insertInto(keyspace, newEmbeddingsTable)
  const get = selectFrom(keyspace, newEmbeddingsTable, 'id = ?')
  const nearest = `SELECT ${columnsOf(embeddingsTable)} FROM ${keyspace}.embeddings ORDER BY embedding ANN OF ? LIMIT ?`
  return {
    insertEmbedding: ({ id, name, embedding }) => client.execute(insert, [id, name, embedding], idempotent),
    getNewEmbedding: async (id) => firstOf(Embedding, await client.execute(get, [id], idempotent)),
    findNearest: async (vector, limit) =>
      (await client.execute(nearest, [vector, limit], idempotent)).rows.map((row) => new Embedding(row)),
  }
}
