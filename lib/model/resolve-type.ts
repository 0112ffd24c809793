import { mapParts } from '../cql/data-type.js'
import type { CqlType, NativeTypeName, UserTypeReference } from '../cql/data-type.js'
import { parseDataType, TypeTextError } from '../cql/parse-data-type.js'
import type { ColumnMetadata } from '../metadata/entity-metadata.js'
import type { Problems } from './problems.js'
import type { UserTypes } from './user-types.js'

/**
 * What a property's emitted type says for certain. `Number` is missing on purpose: int, double and the others differ,
 * and the type of a column cannot be changed later.
 */
const inferred = new Map<unknown, NativeTypeName>([
  [String, 'text'],
  [Boolean, 'boolean'],
  [Date, 'timestamp'],
  [BigInt, 'bigint'],
  [Buffer, 'blob'],
  [Uint8Array, 'blob'],
])

/**
 * The CQL type of a declared column, with user-defined types by name; undefined, and a problem added, where there is
 * none.
 */
export function resolveType(
  column: ColumnMetadata,
  problems: Problems,
  userTypes: UserTypes,
): Exclude<CqlType, UserTypeReference> | undefined {
  const declared = declaredType(column, problems)
  if (declared === undefined) return undefined
  let isResolved = true
  const resolve = (type: CqlType): CqlType => {
    if (type.kind !== 'class') return mapParts(type, resolve)
    const userType = userTypes.ofClass(classOf(type), column.propertyName, problems)
    if (userType !== undefined) return { kind: 'udt', frozen: type.frozen, name: userType.name }
    isResolved = false
    return type
  }
  const resolved = resolve(declared)
  return isResolved ? (resolved as Exclude<CqlType, UserTypeReference>) : undefined
}

/** A class that is not there yet, because modules import each other in a circle, is as good as none. */
function classOf(type: UserTypeReference): unknown {
  try {
    return type.classOf()
  } catch {
    return undefined
  }
}

function declaredType(column: ColumnMetadata, problems: Problems): CqlType | undefined {
  if (column.type === undefined) return infer(column, problems)
  if (typeof column.type !== 'string') return column.type
  try {
    return parseDataType(column.type)
  } catch (error) {
    if (!(error instanceof TypeTextError)) throw error
    problems.add('E_TYPE_UNKNOWN', column.propertyName, error.message, error.hint)
    return undefined
  }
}

function infer({ propertyName, designType }: ColumnMetadata, problems: Problems): CqlType | undefined {
  const name = inferred.get(designType)
  if (name !== undefined) return { kind: 'native', name }
  if (designType === Number) {
    problems.add(
      'E_TYPE_AMBIGUOUS',
      propertyName,
      'is a number without a CQL type; expected one of int, bigint, smallint, tinyint, double, float, varint, decimal.',
      "The type of a column cannot be changed later, so it is never guessed: write for example @Column('int') or @Column('double').",
    )
    return undefined
  }
  problems.add('E_TYPE_UNKNOWN', propertyName, `has no CQL type and none can be inferred: ${reason(designType)}.`, hint)
  return undefined
}

const hint = "Name the type in the decorator: @Column('text')."

function reason(designType: unknown): string {
  if (designType === undefined) {
    return "the compiler emitted no type for it (tsc needs emitDecoratorMetadata and an import of 'reflect-metadata'; esbuild and standard decorators never emit one)"
  }
  if (designType === Object) return 'the compiler says only that it is an object, as it does for unions and interfaces'
  if (typeof designType === 'function') return `${designType.name} does not say what it holds`
  return 'the compiler emitted an enum object for it'
}
