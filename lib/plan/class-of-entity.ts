import { ValueRefusal } from '../codec/value-refusal.js'
import type { EntityClass } from '../metadata/entity-metadata.js'
import { readEntityMetadata } from '../metadata/read-entity-metadata.js'
import type { SharedTable } from '../model/shared-table.js'
import type { TableModel } from '../model/table-model.js'
import { isPlainObject } from '../objects/plain-object.js'
import { readProperty } from '../objects/property.js'
import { refuse } from './call.js'
import type { Call } from './call.js'

/**
 * The model that an entity is written by: of the classes that share the table, that of an instance, or the one a plain
 * object names by its discriminator. Refuses what is of no class, and what says it were of another.
 */
export function classOfEntity(call: Call, entity: unknown): TableModel {
  const { shared } = call.model
  if (shared === undefined || typeof entity !== 'object' || entity === null) return call.model
  if (isPlainObject(entity)) return saidClass(call, shared, entity) ?? silentClass(call, shared)
  const model = classOfInstance(call, shared, entity)
  if (model === undefined) return call.model
  const said = saidClass(call, shared, entity)
  if (said !== undefined && said !== model) refuseContradiction(call, model)
  if (model.shared!.own === undefined && shared.unknown === 'error') refuseBase(call, model)
  return model
}

/** The class that an entity, a key or a draft of one names, for what is not written: that of the repository otherwise. */
export function namedClass(model: TableModel, entity: unknown, method = ''): TableModel {
  const { shared } = model
  if (shared === undefined || typeof entity !== 'object' || entity === null) return model
  const call: Call = { model, method }
  if (!isPlainObject(entity)) return classOfInstance(call, shared, entity) ?? model
  const value = readProperty(entity, shared.discriminator)
  return (value == null ? undefined : shared.byValue.get(storedForm(call, shared, value))) ?? model
}

/** The class that the discriminator of an object names; undefined if it has none. */
function saidClass(call: Call, shared: SharedTable, entity: object): TableModel | undefined {
  const value = readProperty(entity, shared.discriminator)
  if (value === undefined) return undefined
  const known = shared.byValue.get(storedForm(call, shared, value))
  if (known !== undefined) return known
  const other = [...shared.ofTable.values()].find((one) => one.shared?.own?.value === value)
  if (other !== undefined) {
    const sentence = `is that of ${other.entityName}; expected that of ${call.model.entityName}.`
    refuseSibling(call, shared, other, sentence, shared.discriminator)
  }
  // Through the base everything else is of the base class, where rows of no known class are.
  if (shared.isBase && shared.unknown === 'base') return call.model
  const names = [...shared.byValue.values()].map(({ entityName }) => entityName).join(', ')
  return refuse(call, 'E_DISCRIMINATOR', `is not the discriminator of any class here; expected that of ${names}.`, {
    property: shared.discriminator,
    hint: 'Leave it out of an instance: the class sets it.',
  })
}

function storedForm({ model }: Call, { discriminator }: SharedTable, value: unknown): unknown {
  try {
    return value === null ? null : model.columnOf.get(discriminator)!.conditionCodec.encode(value)
  } catch (error) {
    if (error instanceof ValueRefusal) return undefined
    throw error
  }
}

/** A plain object that does not say its class is of that of the repository, if that has a value. */
function silentClass(call: Call, { own, isBase, unknown, discriminator }: SharedTable): TableModel {
  if (own !== undefined || (isBase && unknown === 'base')) return call.model
  return refuse(call, 'E_DISCRIMINATOR', 'does not say of which class it is; expected a value, or an instance.', {
    property: discriminator,
    hint: 'Use the repository of the class, which sets it.',
  })
}

/** The nearest of the classes; undefined for an instance of none of them. */
function classOfInstance(call: Call, shared: SharedTable, entity: object): TableModel | undefined {
  const { byClass, ofTable } = shared
  let prototype = Object.getPrototypeOf(entity) as object | null
  for (; prototype !== null; prototype = Object.getPrototypeOf(prototype) as object | null) {
    const { constructor } = prototype as { constructor?: unknown }
    const model = byClass.get(constructor as EntityClass)
    if (model !== undefined) return model
    const sibling = [...ofTable.values()].find((one) => one.entity === constructor)
    if (sibling !== undefined) {
      const sentence = `expected an instance of ${call.model.entityName}, given one of ${sibling.entityName}.`
      refuseSibling(call, shared, sibling, sentence)
    }
    if (typeof constructor === 'function') refuseUnlisted(call, constructor as EntityClass)
  }
  return undefined
}

/** A class of the table whose rows the repository neither reads nor writes. */
function refuseSibling(
  call: Call,
  { base }: SharedTable,
  sibling: TableModel,
  sentence: string,
  property?: string,
): never {
  const hint = `Use the repository of ${sibling.entityName}, or that of ${base.name} for rows of any class.`
  return refuse(call, 'E_DISCRIMINATOR', sentence, { hint, ...(property !== undefined && { property }) })
}

/** A class with a value of its own that the data source does not know would be stored as another one. */
function refuseUnlisted(call: Call, entity: EntityClass): void {
  if (readEntityMetadata(entity).metadata.discriminatorValue === undefined) return
  refuse(call, 'E_DISCRIMINATOR', `expected an instance of a class of the DataSource, given one of ${entity.name}.`, {
    hint: `Add ${entity.name} to the entities, or use the repository of its class.`,
  })
}

function refuseContradiction(call: Call, { entityName, shared }: TableModel): never {
  return refuse(call, 'E_DISCRIMINATOR', `is that of another class; expected that of ${entityName}, or none.`, {
    property: shared!.discriminator,
    hint: 'A row keeps its class: insert an instance of the other one instead.',
  })
}

function refuseBase(call: Call, { entityName, shared }: TableModel): never {
  return refuse(
    call,
    'E_DISCRIMINATOR',
    `${entityName} has no value for it, so its rows could not be read back; expected an instance of a class that has.`,
    {
      property: shared!.discriminator,
      hint: `Give ${entityName} a @DiscriminatorValue, or write @Discriminator({ unknown: 'base' }).`,
    },
  )
}
