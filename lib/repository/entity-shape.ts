import { describeValue } from '../codec/describe-value.js'
import { isAssignment } from '../cql/assignments.js'
import { readProperty, writeProperty } from '../objects/property.js'
import { isPlainObject } from '../objects/plain-object.js'
import { isOperator } from '../cql/operators.js'
import type { TableModel } from '../model/table-model.js'
import type { Call } from '../plan/call.js'
import { keyValue } from '../plan/class-key.js'
import { isNarrowed } from '../plan/loaded.js'
import { refuseAssignment } from '../plan/writes/check-assignment.js'
import { checkFields, isComputedProperty } from './check-fields.js'
import { readValue, refuse, refuseUnknownProperty } from '../plan/call.js'

type Fields = Record<string, unknown>

/**
 * Checks that a value is an instance of the entity without misspelt properties, or a plain object with no property that
 * is not a column: what is not stored must not look as if it were.
 */
export function checkEntity(call: Call, value: unknown): asserts value is Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    const given = Array.isArray(value) ? 'an array in an array' : describeValue(value)
    refuse(call, 'E_ENTITY', `expected an entity, given ${given}.`)
  }
  if (value instanceof call.model.entity) return checkFields(call, value)
  if (!isPlainObject(value)) {
    refuse(
      call,
      'E_ENTITY',
      `expected an instance of ${call.model.entityName} or a plain object, given an instance of another class.`,
      {
        hint: 'The class may be loaded twice, or belong to another repository.',
      },
    )
  }
  for (const property of Object.keys(value)) {
    if (call.model.columnOf.has(property) || isComputedProperty(call.model, property)) continue
    refuseUnknownProperty(call, property, 'the entity')
  }
}

/** Refuses what has no properties to read. */
export function checkObject(call: Call, value: unknown, what: string): asserts value is Fields {
  if (typeof value === 'object' && value !== null) return
  refuse(call, 'E_ENTITY', `expected ${what}, given ${describeValue(value)}.`)
}

/** A new instance with the given properties; `undefined` is left out, unknown properties are refused. */
export function createEntity(call: Call, partial: object | undefined): Fields {
  const Entity = call.model.entity as unknown as new () => Fields
  const entity = partial === undefined ? new Entity() : assignColumns(call, new Entity(), partial)
  setClass(call, entity)
  return entity
}

/** What the class says is there from the start, so that the property can be asked. */
function setClass({ model: { shared } }: Call, entity: Fields): void {
  if (shared?.own === undefined || readProperty(entity, shared.discriminator) !== undefined) return
  writeProperty(entity, shared.discriminator, shared.own.value)
}

/** Copies the defined columns of a partial entity onto an entity. */
export function assignColumns(call: Call, entity: Fields, partial: object): Fields {
  checkEntity(call, partial)
  for (const property of Object.keys(partial)) {
    if (!call.model.columnOf.has(property)) continue
    const value = readValue(call, partial, property)
    if (value === undefined) continue
    if (isAssignment(value)) refuseAssignment(call, property, value)
    writeProperty(entity, property, value)
  }
  return entity
}

/** The primary key of an entity as a plain object; a key column without a value is an error. */
export function keyOf(call: Call, entity: Fields): Fields {
  const key: Fields = {}
  let restricted: string | undefined
  const { model } = call
  for (const { propertyName } of model.primaryKey) {
    const value = keyValue(model, entity, propertyName)
    if (value === undefined || value === null) refuseIncompleteKey(call, propertyName)
    if (isOperator(value)) restricted ??= propertyName
    writeProperty(key, propertyName, value)
  }
  if (restricted !== undefined) refuseRestrictedKey(call, restricted)
  return key
}

function refuseIncompleteKey(call: Call, property: string): never {
  return refuse(call, 'E_KEY_INCOMPLETE', 'is a primary key column and has no value.', {
    property,
    hint: 'hasKey(entity) asks without failing.',
  })
}

function refuseRestrictedKey(call: Call, property: string): never {
  return refuse(call, 'E_KEY', 'is restricted by an operator; a key has one value for each column.', {
    property,
    hint: 'Use find() or delete() for several rows.',
  })
}

/** A copy of a key that has the primary key columns and nothing else; `hint`: where other properties belong. */
export function wholeKey(call: Call, given: unknown, hint: string): Fields {
  checkObject(call, given, 'a key')
  const key = keyOf(call, given)
  const other = Object.keys(given).find((property) => !Object.hasOwn(key, property))
  if (other === undefined) return key
  return refuse(call, 'E_KEY', 'is not part of the primary key; the key has its columns and nothing else.', {
    property: other,
    hint,
  })
}

/** True if every column of the primary key has a value. */
export function hasWholeKey(model: TableModel, entity: Fields): boolean {
  return model.primaryKey.every(({ propertyName }) => keyValue(model, entity, propertyName) != null)
}

/** Some properties of an object as a plain one. */
export function pick(columns: readonly { readonly propertyName: string }[], entity: Fields): Fields {
  const picked: Fields = {}
  for (const { propertyName } of columns) writeProperty(picked, propertyName, readProperty(entity, propertyName))
  return picked
}

/** Refuses to save what holds some columns of a row. */
export function refuseNarrowed(call: Call, given: unknown): void {
  if (typeof given !== 'object' || given === null || !isNarrowed(given)) return
  refuse(call, 'E_NARROWED', 'this object holds what was read of a row, not the entity.', {
    hint: 'Read it without select, distinct and into to save it, or use update() with its key.',
  })
}
