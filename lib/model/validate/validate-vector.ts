import { printDataType } from '../../cql/data-type.js'
import type { Problems } from '../problems.js'
import type { IndexModel } from '../table-model.js'

/** Rules of the server on indexes of vectors, and on what only these have (executed on 5.0). */
export function validateVectorIndex({ column, using, options }: IndexModel, problems: Problems): void {
  const { type, propertyName } = column
  const similarity = options.similarity_function
  if (type.kind !== 'vector') {
    if (similarity === undefined) return
    problems.add(
      'E_INDEX',
      propertyName,
      `has an index with a similarity, which is for vectors; given ${printDataType(type)}.`,
      'Remove the similarity.',
    )
  } else if (using !== 'sai') {
    problems.add(
      'E_INDEX',
      propertyName,
      'is a vector with an index that cannot find what is near; expected a SAI index.',
      "Use @Index({ using: 'sai', similarity: 'cosine' }).",
    )
  } else if (type.element.kind !== 'native' || type.element.name !== 'float') {
    problems.add('E_INDEX', propertyName, `has an index for vectors of float; given ${printDataType(type)}.`)
  } else if (type.dimensions === 1 && (similarity ?? 'cosine').toLowerCase() === 'cosine') {
    problems.add(
      'E_INDEX',
      propertyName,
      'is a vector of one dimension, for which there is no cosine.',
      "Use similarity: 'euclidean' or 'dot_product'.",
    )
  }
}
