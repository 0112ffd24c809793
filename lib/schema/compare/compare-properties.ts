import type { PropertyValue } from '../../cql/schema-statement.js'
import type { SchemaDifference } from '../../errors/schema-error.js'
import type { TableModel } from '../../model/table-model.js'
import type { LiveProperties } from '../live/live-schema.js'
import { alterTableCql } from '../model-statements.js'
import { objectName } from '../object-name.js'
import { normaliseSpeculativeRetry, printPropertyValue, sameClassName } from './property-values.js'
import { cqlPropertyNames, isAltered, statedProperties } from '../table-properties.js'
import type { AlterableProperty, StatedProperty } from '../table-properties.js'

/** Texts that servers spell otherwise than people. */
const normalisers: Readonly<Partial<Record<StatedProperty, (text: string) => string>>> = {
  speculativeRetry: normaliseSpeculativeRetry,
  additionalWritePolicy: normaliseSpeculativeRetry,
  memtable: (text) => (text === 'default' ? '' : text),
}

type Property = readonly [StatedProperty, PropertyValue]

/**
 * Properties that are otherwise than the entity states; what it leaves open is not compared. One statement alters all
 * that may be altered, by themselves or because `alter` names them; the others are reported with the statement to send by hand.
 * Of a materialized view all are: no view is ever changed here.
 */
export function compareProperties(
  model: TableModel,
  live: LiveProperties,
  alter: readonly AlterableProperty[] = [],
): SchemaDifference[] {
  const different = statedProperties(model).filter(([name, wanted]) => !holds(name, wanted, live[name]))
  const mayAlter = ([name]: Property) =>
    model.viewOf === undefined && live[name] !== undefined && isAltered(name, alter)
  const altered = different.filter(mayAlter).map((property) => completed(property, live))
  return different.map((property) => {
    const told = tell(model, property, live)
    return mayAlter(property)
      ? { ...told, action: 'alter', cql: alterTableCql(model, altered) }
      : {
          ...told,
          action: 'report',
          hint: leftToYou(model, property, live),
        }
  })
}

function leftToYou(model: TableModel, property: Property, live: LiveProperties): string {
  if (live[property[0]] === undefined) return 'This server has no such property.'
  const cql = alterTableCql(model, [completed(property, live)])
  if (model.viewOf !== undefined) return `Left to you, since no view is changed here: ${cql}`
  return `Left to you, since it costs work or decides what becomes of data: ${cql}, or synchronize: { mode: 'additive', alter: ['${property[0]}'] }.`
}

function tell(model: TableModel, [name, wanted]: Property, live: LiveProperties): Omit<SchemaDifference, 'action'> {
  const is = live[name]
  return {
    object: objectName(model.keyspace, model.table),
    kind: 'property',
    is: is === undefined ? undefined : printPropertyValue(concerned(is, wanted)),
    wanted: printPropertyValue(wanted),
    reason: `has another ${cqlPropertyNames[name]} than ${model.entityName}`,
  }
}

/** A map property is altered whole: what the entity leaves open stays as it is, unless it is of another class or off. */
function completed([name, wanted]: Property, live: LiveProperties): Property {
  const is = live[name]
  if (typeof is !== 'object' || typeof wanted !== 'object') return [name, wanted]
  const className = wanted.get('class')
  const isOther = className !== undefined && !sameClassName(className, is.get('class') ?? '')
  const isOff = name === 'compression' && wanted.get('enabled') === 'false'
  return isOther || isOff ? [name, wanted] : [name, new Map([...is, ...wanted])]
}

function holds(name: StatedProperty, wanted: PropertyValue, is: PropertyValue | undefined): boolean {
  if (typeof wanted === 'object' && typeof is === 'object') {
    return [...wanted].every(([key, value]) => sameMapValue(key, value, is.get(key)))
  }
  if (typeof wanted !== 'string' || typeof is !== 'string') return wanted === is
  const normalise = normalisers[name] ?? ((text: string) => text)
  return normalise(wanted) === normalise(is)
}

function sameMapValue(key: string, wanted: string, is: string | undefined): boolean {
  if (is === undefined) return false
  return key === 'class' ? sameClassName(wanted, is) : wanted.toLowerCase() === is.toLowerCase()
}

/** Of a map only what the entity states. */
function concerned(is: PropertyValue, wanted: PropertyValue): PropertyValue {
  return typeof is === 'object' && typeof wanted === 'object' ? only(is, wanted) : is
}

function only(map: ReadonlyMap<string, string>, keys: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  return new Map([...map].filter(([key]) => keys.has(key)))
}
