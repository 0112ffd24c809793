import { Similarity } from 'cassiform'
import type { DataSource } from 'cassiform'
import { Bicycle } from '../results/bicycles.js'

/** The calls of a page in their order, each above the CQL that it becomes. */
export async function askBicycles(db: DataSource): Promise<void> {
  // #region vectors
  const bicycles = db.getRepository(Bicycle)
  const wanted = Float32Array.of(0.6, 0.9, 0.5)

  const nearest = await bicycles.find({
    annOf: { character: wanted },
    limit: 3,
    select: { maker: true, model: true, similarity: Similarity('character', wanted) },
  })
  // SELECT "maker", "model", similarity_cosine("character", ?) AS "similarity 5" FROM "plant"."bicycles"
  //   ORDER BY "character" ANN OF ? LIMIT ?

  const ofUrban = await bicycles.findOne({ annOf: { character: wanted }, where: { maker: 'Urban' } })
  // SELECT "maker", "model", "character" FROM "plant"."bicycles" WHERE "maker" = ? ORDER BY "character" ANN OF ?
  //   LIMIT ?
  // #endregion
  void [nearest, ofUrban]
}
