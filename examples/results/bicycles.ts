import { ClusteringColumn, Column, Index, KEY, PartitionKey, Similarity, Table, vector } from 'cassiform'
import type { Question } from '../quickstart/question.js'

/** A bicycle and what it is like. Vectors came with Cassandra 5.0. */
@Table('bicycles')
export class Bicycle {
  declare readonly [KEY]?: { partition: ['maker']; clustering: ['model'] }

  @PartitionKey('text') maker!: string
  @ClusteringColumn('text') model!: string
  /** How fast, comfortable and strong: a real one has hundreds of dimensions, and nobody knows what they mean. */
  @Column(vector('float', 3)) @Index({ using: 'sai', similarity: 'cosine' }) character!: Float32Array
}

const characters: Readonly<Record<string, readonly number[]>> = {
  'Gazelle Tourer': [0.4, 0.9, 0.2],
  'Gazelle Racer': [1, 0.1, 0.1],
  'Urban Hauler': [0.1, 0.4, 1],
  'Urban Cruiser': [0.5, 0.8, 0.3],
}

/** Found through the index, nearest first, with how near each is. */
export const nearest: Question = {
  text: 'Which bicycles are most like one that is comfortable and a little of everything?',
  columns: ['maker', 'model', 'similarity'],
  async answer(db) {
    const bicycles = db.getRepository(Bicycle)
    for (const [name, character] of Object.entries(characters)) {
      const [maker = '', model = ''] = name.split(' ')
      await bicycles.insert({ maker, model, character: Float32Array.from(character) })
    }
    const wanted = Float32Array.of(0.6, 0.9, 0.5)
    const found = await bicycles.find({
      annOf: { character: wanted },
      limit: 3,
      select: { maker: true, model: true, similarity: Similarity('character', wanted) },
    })
    return found.map(({ maker, model, similarity }) => [maker, model, Number(similarity.toFixed(3))])
  },
}

/** The same among the bicycles of one maker. */
export const nearestOfMaker: Question = {
  text: 'And which one that Urban makes?',
  columns: ['model'],
  async answer(db) {
    const search = { annOf: { character: [0.6, 0.9, 0.5] }, where: { maker: 'Urban' } }
    const found = await db.getRepository(Bicycle).findOne(search)
    return [[found?.model ?? '–']]
  },
}
