import type { CqlType, NativeTypeName } from '../cql/data-type.js'
import type { DriverType } from '../driver/driver.js'
import { buildCodec } from './build-codec.js'
import type { ElementCodec } from './define-codec.js'
import { parseMarshalType } from './marshal-type.js'
import type { UserTypeDefinition } from './user-type-definition.js'

/** Native types by their code in the native protocol, version 4; `varchar` (13) is `text`. */
const natives: Readonly<Record<number, NativeTypeName>> = {
  1: 'ascii',
  2: 'bigint',
  3: 'blob',
  4: 'boolean',
  5: 'counter',
  6: 'decimal',
  7: 'double',
  8: 'float',
  9: 'int',
  10: 'text',
  11: 'timestamp',
  12: 'uuid',
  13: 'text',
  14: 'varint',
  15: 'timeuuid',
  16: 'inet',
  17: 'date',
  18: 'time',
  19: 'smallint',
  20: 'tinyint',
  21: 'duration',
}

/** User-defined types are described in place, by keyspace, name and fields. */
interface DriverUserType {
  readonly keyspace: string
  readonly name: string
  readonly fields: readonly { readonly name: string; readonly type: DriverType }[]
}

/** Values of user-defined types that no class declares are plain objects. */
const Plain = function () {
  return {}
} as unknown as new () => object

/**
 * The codec of a type as the server describes markers and results, in the representation that entities have by default;
 * user-defined types are plain objects by field name. Undefined for types of the server that are none of CQL.
 */
export function codecOfDriverType(type: DriverType): ElementCodec | undefined {
  const definitions = new Map<string, UserTypeDefinition>()
  const resolved = resolveType(type, definitions)
  return resolved && buildCodec(resolved, { userTypeOf: (name) => definitions.get(name)! })
}

function resolveType(type: DriverType, definitions: Map<string, UserTypeDefinition>): CqlType | undefined {
  const native = natives[type.code]
  if (native !== undefined) return { kind: 'native', name: native }
  const inside = (info: unknown) => resolveType(info as DriverType, definitions)
  switch (type.code) {
    case 0x20:
    case 0x22: {
      const element = inside(type.info)
      return element && { kind: type.code === 0x20 ? 'list' : 'set', frozen: false, element }
    }
    case 0x21: {
      const [key, value] = (type.info as readonly DriverType[]).map(inside)
      return key && value && { kind: 'map', frozen: false, key, value }
    }
    case 0x31: {
      const elements = (type.info as readonly DriverType[]).map(inside)
      return elements.every((element) => element !== undefined) ? { kind: 'tuple', elements } : undefined
    }
    case 0x30:
      return resolveUserType(type.info as DriverUserType, definitions)
    default:
      return typeof type.info === 'string' ? parseMarshalType(type.info) : undefined
  }
}

function resolveUserType(
  { keyspace, name, fields }: DriverUserType,
  definitions: Map<string, UserTypeDefinition>,
): CqlType | undefined {
  const key = `${keyspace}.${name}`
  const codecs = fields.map((field) => codecOfDriverType(field.type))
  if (!codecs.every((codec) => codec !== undefined)) return undefined
  definitions.set(key, {
    name: key,
    userType: Plain,
    fields: fields.map((field, i) => ({
      propertyName: field.name,
      fieldName: field.name,
      codec: codecs[i]!,
      absent: 'undefined',
    })),
  })
  return { kind: 'udt', frozen: true, name: key }
}
