import { buildCodec } from '../codec/build-codec.js'
import type { CodecOptions } from '../codec/build-codec.js'
import type { ElementCodec } from '../codec/define-codec.js'
import { canBeEnum } from '../codec/enum-codec.js'
import { indexedVectorCodec } from '../codec/indexed-vector-codec.js'
import { representationsOf } from '../codec/representations.js'
import { transformedCodec } from '../codec/transformed-codec.js'
import { printDataType } from '../cql/data-type.js'
import type { CqlType } from '../cql/data-type.js'
import type { ColumnMetadata } from '../metadata/entity-metadata.js'
import type { Problems } from './problems.js'
import type { UserTypes } from './user-types.js'

/** The codec of a column or field, and what the codecs of its parts are built with. */
export interface ValueCodec {
  readonly codec: ElementCodec
  /** The same for what only names something: without the enum, and with any fields of user-defined types. */
  readonly conditionCodec: ElementCodec
  readonly codecOptions: CodecOptions
}

/**
 * The codec of a resolved type, with representation, enum and transformers as declared. `similarity`: how its index
 * measures, of a column with one for vector search.
 */
export function buildValueCodec(
  column: ColumnMetadata,
  type: CqlType,
  userTypes: UserTypes,
  problems: Problems,
  similarity?: string,
): ValueCodec {
  const { allowed, transformers } = column
  const codecOptions: CodecOptions = {
    as: representationOf(column, type, problems),
    allowed: allowed && new Set(allowed),
    isCondition: column.role === 'partition' || column.role === 'clustering',
    userTypeOf: (name) => userTypes.definitionOf(name),
  }
  if (allowed !== undefined && !canBeEnum(type, allowed)) refuseEnum(column, type, problems)
  const build = (options: CodecOptions) => {
    const codec = buildCodec(type, options)
    return transformedCodec(
      similarity === undefined ? codec : indexedVectorCodec(codec, similarity),
      transformers ?? [],
    )
  }
  const codec = build(codecOptions)
  const conditionCodec = build({ ...codecOptions, allowed: undefined, isCondition: true })
  return { codec, conditionCodec, codecOptions }
}

function refuseEnum({ propertyName }: ColumnMetadata, type: CqlType, problems: Problems): void {
  problems.add(
    'E_COLUMN_OPTION',
    propertyName,
    `has an { enum } none of whose values ${printDataType(type)} can hold; expected texts for text, integers for integer types.`,
  )
}

function representationOf({ propertyName, as }: ColumnMetadata, type: CqlType, problems: Problems): string | undefined {
  const known = representationsOf(type)
  if (as === undefined || known.includes(as)) return as
  const expected = known.map((one) => `'${one}'`).join(' or ')
  problems.add(
    'E_COLUMN_OPTION',
    propertyName,
    `has { as: '${as}' }, which ${printDataType(type)} cannot be; expected ${expected || 'no { as }'}.`,
  )
  return undefined
}
