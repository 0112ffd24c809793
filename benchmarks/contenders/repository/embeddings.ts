import type { KEY } from '../../../lib/index.js'
import type { EmbeddingOperations } from '../../operations/embeddings.js'
import type { EmbeddingData } from '../../tables/embeddings.js'
import type { Package, Topic } from './topic.js'

export function embeddingTopic({ Table, PartitionKey, Column, Index, vector }: Package): Topic<EmbeddingOperations> {
  @Table('embeddings')
  class Embedding implements EmbeddingData {
    declare readonly [KEY]?: { partition: ['id'] }
    @PartitionKey('uuid') id!: string
    @Column('text') name!: string
    @Column(vector('float', 16)) @Index({ using: 'sai', similarity: 'cosine' }) embedding!: Float32Array
  }

  @Table('new_embeddings')
  class NewEmbedding extends Embedding {}

  return {
    entities: [Embedding, NewEmbedding],
    operations(db) {
      const embeddings = db.getRepository(Embedding)
      const newEmbeddings = db.getRepository(NewEmbedding)
      return {
        insertEmbedding: (embedding) => newEmbeddings.insert(embedding),
        getNewEmbedding: (id) => newEmbeddings.findOneBy({ id }),
        findNearest: (vector, limit) => embeddings.find({ annOf: { embedding: vector }, limit }),
      }
    },
  }
}
