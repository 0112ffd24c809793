import type { DiscriminatorMetadata, DiscriminatorValueType, EntityClass } from '../metadata/entity-metadata.js'
import { readEntityMetadata } from '../metadata/read-entity-metadata.js'
import type { DeclarationProblem } from '../metadata/registry.js'
import type { TableModel } from './table-model.js'

/** Several classes in one table: the part that one of them plays. */
export interface SharedTable {
  /** Property of the discriminator, the same in every class. */
  readonly discriminator: string
  /** What a row of no known class is read as. */
  readonly unknown: DiscriminatorMetadata['unknown']
  /** The class with `@Table`, which everything is read through. */
  readonly base: EntityClass
  readonly isBase: boolean
  /** What the discriminator of this class holds: as a property, and as stored. Undefined for a base class without. */
  readonly own: { readonly value: DiscriminatorValueType; readonly stored: unknown } | undefined
  /** This class and those that extend it, by what their discriminator holds, as stored. */
  readonly byValue: ReadonlyMap<unknown, TableModel>
  /** The same by class, and this class also without a value. */
  readonly byClass: ReadonlyMap<EntityClass, TableModel>
  /** Every class of the table by what its discriminator holds, as stored. */
  readonly ofTable: ReadonlyMap<unknown, TableModel>
}

/** A class among those that share its table, before anything is resolved; filled when all models are there. */
export interface Place {
  readonly base: EntityClass
  readonly isBase: boolean
  readonly discriminator: DiscriminatorMetadata
  readonly value: DiscriminatorValueType | undefined
  readonly byValue: Map<unknown, TableModel>
  readonly byClass: Map<EntityClass, TableModel>
  readonly ofTable: Map<unknown, TableModel>
}

/** Where a class stands, undefined for one that has its table alone; or why it can stand nowhere. */
export function placeOf(
  entity: EntityClass,
  entities: readonly EntityClass[],
): { readonly place?: Place | undefined; readonly problem?: DeclarationProblem } {
  const { table, discriminator, discriminatorValue } = readEntityMetadata(entity).metadata
  const base = tableClassAbove(entity)
  const shared = base === undefined ? undefined : readEntityMetadata(base).metadata.discriminator
  const value = discriminatorValue?.value
  if (table !== undefined) {
    if (value !== undefined && shared !== undefined) return { problem: ownTable(base!) }
    if (discriminator === undefined) return value === undefined ? {} : { problem: noBase }
    return { place: newPlace(entity, true, discriminator, value) }
  }
  if (base === undefined || shared === undefined) return value === undefined ? {} : { problem: noBase }
  if (value === undefined) return { problem: noValue(shared) }
  if (!entities.includes(base)) return { problem: missingBase(base) }
  return { place: newPlace(base, false, shared, value) }
}

function newPlace(
  base: EntityClass,
  isBase: boolean,
  discriminator: DiscriminatorMetadata,
  value: DiscriminatorValueType | undefined,
): Place {
  return { base, isBase, discriminator, value, byValue: new Map(), byClass: new Map(), ofTable: new Map() }
}

/** The nearest class above that has a table. */
export function tableClassAbove(entity: EntityClass): EntityClass | undefined {
  let current: unknown = Object.getPrototypeOf(entity)
  for (; typeof current === 'function'; current = Object.getPrototypeOf(current)) {
    if (readEntityMetadata(current as EntityClass).metadata.table !== undefined) return current as EntityClass
  }
  return undefined
}

const noBase: DeclarationProblem = {
  code: 'E_DISCRIMINATOR',
  message: 'has @DiscriminatorValue, but no class it extends has @Table and @Discriminator.',
  hint: 'Put @Discriminator() on a column of the class with @Table, and extend that class.',
}

function ownTable({ name }: EntityClass): DeclarationProblem {
  return {
    code: 'E_DISCRIMINATOR',
    message: `has a @Table of its own and @DiscriminatorValue; expected one of them: it shares the table of ${name}.`,
    hint: 'Remove @Table, or remove @DiscriminatorValue for a table of its own.',
  }
}

function noValue({ propertyName }: DiscriminatorMetadata): DeclarationProblem {
  return {
    code: 'E_DISCRIMINATOR',
    message: `does not say what '${propertyName}' holds in its rows.`,
    hint: 'Decorate the class with @DiscriminatorValue(…), or take it out of the entities if it has no rows.',
  }
}

function missingBase({ name }: EntityClass): DeclarationProblem {
  return {
    code: 'E_DISCRIMINATOR',
    message: `shares the table of ${name}, which is not among the entities of the DataSource.`,
    hint: `Add ${name} to the entities.`,
  }
}
