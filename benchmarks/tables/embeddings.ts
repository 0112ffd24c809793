import { seededIds } from './seeded-id.js'
import { valuesOf } from './table.js'
import type { BenchmarkTable } from './table.js'

/** A text by its meaning. */
export interface EmbeddingData {
  id: string
  name: string
  embedding: Float32Array
}

/** A vector of 16 numbers that depend on `n`. */
export function embeddingOf(n: number): Float32Array {
  return Float32Array.from({ length: 16 }, (_, i) => Math.fround(Math.sin(n * 16 + i + 1)))
}

/** The text number `n`. */
export function embedding(id: string, n: number): EmbeddingData {
  return { id, name: `Text ${n}`, embedding: embeddingOf(n) }
}

const columns = { id: 'uuid', name: 'text', embedding: 'vector<float, 16>' }

/**
 * Searched, never written after the start: the answers stay the same. Rows are written one by one: on a machine of few
 * cores Cassandra 5.0.9 fails writes at once into a fresh vector index with `Number of outstanding pooled objects has
 * gone beyond the limit of 3` (in its log; the client is told `Server failure during write query`).
 */
export const embeddingsTable: BenchmarkTable = {
  name: 'embeddings',
  columns,
  primaryKey: 'id',
  since: '5.0',
  concurrency: 1,
  indexes: [`(embedding) USING 'sai' WITH OPTIONS = {'similarity_function': 'cosine'}`],
  rows: () => seededIds('6', 100).map((id, n) => valuesOf(embedding(id, n))),
}

/** Written: the same with the same index. */
export const newEmbeddingsTable: BenchmarkTable = {
  ...embeddingsTable,
  name: 'new_embeddings',
  rows: () => [],
}
