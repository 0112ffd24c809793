import { readProperty, writeProperty } from '../objects/property.js'
import { printDataType } from '../cql/data-type.js'
import type { UserDefinedType } from '../cql/data-type.js'
import { compositeIdentity } from './composite-identity.js'
import { orRefused } from './define-codec.js'
import type { ElementCodec } from './define-codec.js'
import { describeValue, isShowable } from './describe-value.js'
import { isPlainObject } from '../objects/plain-object.js'
import { bindKept, keepFields, keptFields, keptIdentity } from './kept-fields.js'
import type { KeptFields } from './kept-fields.js'
import { equalsOrAbsent } from './tuple-codec.js'
import type { UserTypeDefinition, UserTypeField } from './user-type-definition.js'
import { newUserTypeValue, readUserTypeValue } from './user-type-value.js'
import { refuse, ValueRefusal } from './value-refusal.js'

/**
 * A user-defined type: an instance of its class, or a plain object without other properties. Fields that are null or
 * undefined are stored as null. Fields of the live type that the class does not know stay with the instance that was
 * read, invisibly, and are written back.
 */
export function userTypeCodec(
  type: UserDefinedType,
  definition: UserTypeDefinition,
  { isCondition = false }: { readonly isCondition?: boolean | undefined } = {},
): ElementCodec {
  const { fields } = definition
  const accept = accepter(printDataType(type), definition)
  const identityBy = (which: 'identity' | 'keyIdentity') => (given: unknown) => {
    const value = accept(given)
    const parts = fields.map((field) =>
      takeField(type, field, value, (codec, item) => `+${String(codec[which](item))}`),
    )
    return compositeIdentity([...parts.map((part) => part ?? '-'), keptIdentity(keptFields(value))])
  }
  const identity = identityBy('identity')
  return Object.freeze({
    type,
    encode: (value: unknown): unknown => encodeFields(type, definition, accept(value), isCondition),
    decode: (value: unknown) => decodeFields(definition, value as Readonly<Record<string, unknown>>),
    equals: (a: unknown, b: unknown) => a === b || orRefused(() => sameFields(definition, accept(a), accept(b))),
    copy: (value: unknown) => (isValue(definition, value) ? copyFields(definition, value) : value),
    identity,
    keyIdentity: fields.every(({ codec }) => codec.keyIdentity === codec.identity)
      ? identity
      : identityBy('keyIdentity'),
    distinct: false,
  })
}

function isValue({ userType }: UserTypeDefinition, value: unknown): value is object {
  return value instanceof userType || isPlainObject(value)
}

/** Takes a value or throws `ValueRefusal`. */
function accepter(name: string, definition: UserTypeDefinition): (value: unknown) => object {
  const { userType, fields } = definition
  const known = new Set(fields.map(({ propertyName }) => propertyName))
  const expected = `an instance of ${userType.name || 'its class'} or a plain object`
  return (value) => {
    if (value instanceof userType) return value
    if (!isPlainObject(value)) refuse(name, expected, describeValue(value))
    for (const property of Object.keys(value)) {
      if (!known.has(property)) refuse(name, `${expected} with its fields`, describeUnknown(property))
    }
    return value
  }
}

/** Only a name that is an identifier is shown: anything else could be data. */
function describeUnknown(property: string): string {
  const named = isShowable(property) ? ` '${property}'` : ''
  return `an object with an unknown property${named}`
}

type Take<Taken> = (codec: ElementCodec, value: unknown) => Taken

/** What `take` makes of a field, null for an absent one. */
function takeField<Taken>(type: UserDefinedType, field: UserTypeField, value: object, take: Take<Taken>): Taken | null {
  const { propertyName, codec } = field
  const item = readProperty(value, propertyName) ?? null
  if (item === null) return null
  try {
    return take(codec, item)
  } catch (error) {
    if (!(error instanceof ValueRefusal)) throw error
    const place = `'${propertyName}'`
    refuse(printDataType(type), `a value whose ${place} is ${error.expected}`, `one whose ${place} is ${error.given}`)
  }
}

function encodeFields(
  type: UserDefinedType,
  { name, fields }: UserTypeDefinition,
  value: object,
  isCondition: boolean,
): object {
  const encoded = fields.map(
    (field) => [field.fieldName, takeField(type, field, value, (codec, item) => codec.encode(item))] as const,
  )
  const kept = keptFields(value)
  if (kept === undefined) return isCondition ? readUserTypeValue(encoded) : newUserTypeValue(name, encoded)
  const known = new Set(fields.map(({ fieldName }) => fieldName))
  const others = Array.from(kept, ([field, item]) => [field, bindKept(item)] as const)
  return readUserTypeValue([...encoded, ...others.filter(([field]) => !known.has(field))])
}

function decodeFields({ userType, fields }: UserTypeDefinition, row: Readonly<Record<string, unknown>>): object {
  const value = new userType()
  const unknown = new Map<string, unknown>()
  for (const field of Object.keys(row)) unknown.set(field, row[field])
  for (const { propertyName, fieldName, codec, absent } of fields) {
    const item = unknown.get(fieldName) ?? null
    unknown.delete(fieldName)
    writeProperty(value, propertyName, item !== null ? codec.decode(item) : absent === 'null' ? null : undefined)
  }
  keepFields(value, unknown.size > 0 ? unknown : noFields)
  return value
}

const noFields: KeptFields = new Map()

function sameFields({ fields }: UserTypeDefinition, a: object, b: object): boolean {
  const areEqual = fields.every(({ propertyName, codec }) =>
    equalsOrAbsent(codec, readProperty(a, propertyName), readProperty(b, propertyName)),
  )
  return areEqual && keptIdentity(keptFields(a)) === keptIdentity(keptFields(b))
}

/** As it would be read: an instance made by the constructor, or a plain object; what is no field is left out. */
function copyFields({ userType, fields }: UserTypeDefinition, value: object): object {
  const copy = value instanceof userType ? new userType() : {}
  for (const { propertyName, codec } of fields) {
    const item = readProperty(value, propertyName)
    if (item === undefined && !Object.hasOwn(value, propertyName)) continue
    writeProperty(copy, propertyName, item == null ? item : codec.copy(item))
  }
  const kept = keptFields(value)
  if (kept !== undefined) keepFields(copy, kept)
  return copy
}
