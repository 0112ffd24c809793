import type { EmbeddingData } from '../tables/embeddings.js'

/** Rows with a vector. */
export interface EmbeddingOperations {
  insertEmbedding(embedding: EmbeddingData): Promise<unknown>
  getNewEmbedding(id: string): Promise<EmbeddingData | null>
  /** The nearest ones, by an index. */
  findNearest(vector: Float32Array, limit: number): Promise<readonly EmbeddingData[]>
}
