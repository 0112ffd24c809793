/** Names of the native types, `varchar` excepted: it is another spelling of `text`, and the server stores `text`. */
export const nativeTypeNames = [
  'ascii',
  'bigint',
  'blob',
  'boolean',
  'counter',
  'date',
  'decimal',
  'double',
  'duration',
  'float',
  'inet',
  'int',
  'smallint',
  'text',
  'time',
  'timestamp',
  'timeuuid',
  'tinyint',
  'uuid',
  'varint',
] as const

export type NativeTypeName = (typeof nativeTypeNames)[number]

export interface NativeType {
  readonly kind: 'native'
  readonly name: NativeTypeName
}

/** `list<element>` or `set<element>`. */
export interface SequenceType {
  readonly kind: 'list' | 'set'
  readonly frozen: boolean
  readonly element: CqlType
}

export interface MapType {
  readonly kind: 'map'
  readonly frozen: boolean
  readonly key: CqlType
  readonly value: CqlType
}

/** A CQL data type as a value. Frozen reaches down: everything inside a frozen type is frozen as well. */
export type CqlType = NativeType | SequenceType | MapType

export function isCollection(type: CqlType): type is SequenceType | MapType {
  return type.kind !== 'native'
}

/** A collection that is not frozen: its elements are cells of their own. */
export function isMulticell(type: CqlType): boolean {
  return isCollection(type) && !type.frozen
}

/** The same type with it and everything in it frozen, as the server stores it. */
export function freeze(type: CqlType): CqlType {
  switch (type.kind) {
    case 'native':
      return type
    case 'map':
      return { kind: 'map', frozen: true, key: freeze(type.key), value: freeze(type.value) }
    default:
      return { kind: type.kind, frozen: true, element: freeze(type.element) }
  }
}

/** The text of a type, spelled as `system_schema.columns` spells it: `map<text, frozen<list<int>>>`. */
export function printDataType(type: CqlType): string {
  if (type.kind === 'native') return type.name
  const text =
    type.kind === 'map'
      ? `map<${printDataType(type.key)}, ${printDataType(type.value)}>`
      : `${type.kind}<${printDataType(type.element)}>`
  return type.frozen ? `frozen<${text}>` : text
}
