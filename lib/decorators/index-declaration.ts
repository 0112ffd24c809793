import { didYouMean } from '../errors/did-you-mean.js'
import { declareProblem } from '../metadata/declare.js'
import type { IndexKind, IndexMetadata, IndexTarget } from '../metadata/entity-metadata.js'
import type { DecoratedProperty } from './protocol.js'

/** Options of an index. */
export interface IndexOptions {
  /** Index name, verbatim; `<table>_<column>_idx` otherwise, as the server would name it. */
  readonly name?: string
  /**
   * `'secondary'` (the default, every server version), `'sai'` (Cassandra 5.0: ranges, several indexes in one query) or
   * `'sasi'` (`Like`; servers refuse to create it unless their `sasi_indexes_enabled` says so, which it does not by default).
   */
  readonly using?: IndexKind
  /** Part of a collection: values unless said otherwise, `full` for a frozen one. */
  readonly target?: IndexTarget
  /** How near two vectors are, for a SAI index on a vector: `cosine` unless said otherwise, by the server. */
  readonly similarity?: 'cosine' | 'dot_product' | 'euclidean'
  /** Options of the index class: `{ case_sensitive: false }`; of SASI `{ mode: 'CONTAINS' }`. */
  readonly options?: Readonly<Record<string, string | number | boolean>>
}

const known = ['name', 'using', 'target', 'similarity', 'options']
const kinds: readonly string[] = ['secondary', 'sai', 'sasi'] satisfies IndexKind[]
const similarities: readonly string[] = ['cosine', 'dot_product', 'euclidean']
const targets: readonly string[] = ['values', 'keys', 'entries', 'full'] satisfies IndexTarget[]

/** Checks the options of one index and spells them out. */
export function normaliseIndex(property: DecoratedProperty, options: IndexOptions): IndexMetadata {
  for (const option of Object.keys(options)) {
    if (!known.includes(option)) refuse(property, `has an unknown index option '${option}'`, option, known)
  }
  const { name, using = 'secondary', target, similarity } = options
  if (!kinds.includes(using)) refuse(property, `has an unknown index kind '${using}'`, using, kinds)
  if (target !== undefined && !targets.includes(target)) {
    refuse(property, `has an unknown index target '${target}'`, target, targets)
  }
  if (similarity !== undefined && !similarities.includes(similarity)) {
    refuse(property, `has an unknown similarity '${similarity}'`, similarity, similarities)
  }
  const given = { ...options.options, ...(similarity !== undefined && { similarity_function: similarity }) }
  const indexOptions = Object.entries(given).map(([key, value]) => [key, String(value)] as const)
  return { propertyName: property.propertyName, name, using, target, options: Object.fromEntries(indexOptions) }
}

function refuse(property: DecoratedProperty, message: string, given: string, expected: readonly string[]): void {
  declareProblem(property.owner, {
    code: 'E_INDEX',
    property: property.propertyName,
    message: `${message}.${didYouMean(given, expected)}`,
    hint: `Known: ${expected.join(', ')}.`,
  })
}
