import { buildCodec, representationsOf } from '../codec/build-codec.js'
import type { CodecOptions } from '../codec/build-codec.js'
import type { ElementCodec } from '../codec/define-codec.js'
import { transformedCodec } from '../codec/transformed-codec.js'
import { printDataType } from '../cql/data-type.js'
import type { CqlType } from '../cql/data-type.js'
import type { ColumnMetadata } from '../metadata/entity-metadata.js'
import type { Problems } from './problems.js'
import type { UserTypes } from './user-types.js'

/** The codec of a column or field, and what the codecs of its parts are built with. */
export interface ValueCodec {
  readonly codec: ElementCodec
  readonly codecOptions: CodecOptions
}

/** The codec of a resolved type, with representation, enum and transformers as declared. */
export function buildValueCodec(
  column: ColumnMetadata,
  type: CqlType,
  userTypes: UserTypes,
  problems: Problems,
): ValueCodec {
  const { allowed, transformers } = column
  const codecOptions: CodecOptions = {
    as: representationOf(column, type, problems),
    allowed: allowed && new Set(allowed),
    userTypeOf: (name) => userTypes.definitionOf(name),
  }
  const codec = buildCodec(type, codecOptions)
  return { codec: transformers === undefined ? codec : transformedCodec(codec, transformers), codecOptions }
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
