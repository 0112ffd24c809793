import { quoteIdentifier } from './identifier.js'

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

/** A native type by its name. */
export type NativeTypeName = (typeof nativeTypeNames)[number]

/** A type that is not made of others. */
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

/** `map<key, value>`. */
export interface MapType {
  readonly kind: 'map'
  readonly frozen: boolean
  readonly key: CqlType
  readonly value: CqlType
}

/** `tuple<…>`: frozen always, and so is everything in it. */
export interface TupleType {
  readonly kind: 'tuple'
  readonly elements: readonly CqlType[]
}

/** `vector<element, dimensions>`: frozen always. */
export interface VectorType {
  readonly kind: 'vector'
  readonly element: CqlType
  readonly dimensions: number
}

/** A user-defined type by its name, unquoted, in the keyspace of the table that uses it. */
export interface UserDefinedType {
  readonly kind: 'udt'
  readonly frozen: boolean
  readonly name: string
}

/**
 * A user-defined type by the class that declares it, as `udt()` makes it. Models know the name and have a
 * `UserDefinedType` in its place; nothing later sees one.
 */
export interface UserTypeReference {
  readonly kind: 'class'
  readonly frozen: boolean
  /** The class; a function, because it may be declared further down. */
  readonly classOf: () => unknown
}

/** A CQL data type as a value. Frozen reaches down: everything inside a frozen type is frozen as well. */
export type CqlType = NativeType | SequenceType | MapType | TupleType | VectorType | UserDefinedType | UserTypeReference

/** Whether a type is a list, set or map, frozen or not. */
export function isCollection(type: CqlType): type is SequenceType | MapType {
  return type.kind === 'list' || type.kind === 'set' || type.kind === 'map'
}

/** A collection that is not frozen: its elements are cells of their own, and an empty one is an absent one. */
export function isMulticellCollection(type: CqlType): type is SequenceType | MapType {
  return isCollection(type) && !type.frozen
}

/** A collection or user-defined type that is not frozen: its elements or fields are cells of their own. */
export function isMulticell(type: CqlType): boolean {
  return 'frozen' in type && !type.frozen
}

/** The same type with it and everything in it frozen, as the server stores it. */
export function freeze(type: CqlType): CqlType {
  const inside = mapParts(type, freeze)
  return 'frozen' in inside ? { ...inside, frozen: true } : inside
}

/**
 * The text of a type as `system_schema.columns` spells it, `map<text, frozen<list<int>>>`, but with the names of
 * user-defined types always quoted.
 */
export function printDataType(type: CqlType): string {
  if (type.kind === 'native') return type.name
  if (type.kind === 'vector') return `vector<${printDataType(type.element)}, ${type.dimensions}>`
  const isFrozen = type.kind === 'tuple' || type.frozen
  return isFrozen ? `frozen<${printUnfrozen(type)}>` : printUnfrozen(type)
}

function printUnfrozen(type: Exclude<CqlType, NativeType | VectorType>): string {
  switch (type.kind) {
    case 'map':
      return `map<${printDataType(type.key)}, ${printDataType(type.value)}>`
    case 'tuple':
      return `tuple<${type.elements.map(printDataType).join(', ')}>`
    case 'udt':
      return quoteIdentifier(type.name)
    case 'class':
      return 'a user-defined type'
    default:
      return `${type.kind}<${printDataType(type.element)}>`
  }
}

/** The types a type is directly made of. */
export function partsOf(type: CqlType): readonly CqlType[] {
  switch (type.kind) {
    case 'list':
    case 'set':
    case 'vector':
      return [type.element]
    case 'map':
      return [type.key, type.value]
    case 'tuple':
      return type.elements
    default:
      return []
  }
}

/** The same type with each part of it replaced. */
export function mapParts(type: CqlType, replace: (part: CqlType) => CqlType): CqlType {
  switch (type.kind) {
    case 'list':
    case 'set':
    case 'vector':
      return { ...type, element: replace(type.element) }
    case 'map':
      return { ...type, key: replace(type.key), value: replace(type.value) }
    case 'tuple':
      return { ...type, elements: type.elements.map(replace) }
    default:
      return type
  }
}
