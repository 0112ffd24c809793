import type { Question } from '../quickstart/question.js'
import { Likeness } from './likeness.js'
import { show } from './show.js'

const department = 'lamps'

/** As arrays of numbers; a `Float32Array` is taken as well, and is what is read. */
const embeddings = {
  'LMP-0417 desk lamp': [0.9, 0.1, 0.5, 0],
  'LMP-0418 clamp lamp': [0.8, 0.2, 0.5, 0],
  'LMP-0500 chandelier': [0, 0.9, 0.25, 1],
}

/** The few of one department are ranked here, in code. */
export const vectors: Question = {
  text: 'Which lamps are most like the desk lamp?',
  columns: ['lamp', 'vector<float, 4>', 'cosine'],
  async answer(db) {
    const likenesses = db.getRepository(Likeness)
    await likenesses.insert(
      Object.entries(embeddings).map(([sku, values]) => ({ department, sku, embedding: Float32Array.from(values) })),
    )
    const lamps = await likenesses.findBy({ department })
    const desk = lamps.find(({ sku }) => sku.endsWith('desk lamp'))!
    const ranked = lamps.map(({ sku, embedding }) => ({ sku, embedding, near: cosine(embedding, desk.embedding) }))
    ranked.sort((a, b) => b.near - a.near)
    return ranked.map(({ sku, embedding, near }) => [sku, show(embedding), Number(near.toFixed(3))])
  },
}

function cosine(a: Float32Array, b: Float32Array): number {
  const dot = (x: Float32Array, y: Float32Array) => x.reduce((sum, value, i) => sum + value * y[i]!, 0)
  return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b))
}
