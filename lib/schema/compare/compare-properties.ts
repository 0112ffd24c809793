import type { PropertyValue } from '../../cql/schema-statement.js'
import type { SchemaDifference } from '../../errors/schema-error.js'
import type { TableModel } from '../../model/table-model.js'
import type { LiveProperties } from '../live/live-schema.js'
import { alterTableCql } from '../model-statements.js'
import { objectName } from '../object-name.js'
import { normaliseSpeculativeRetry, printPropertyValue, sameClassName } from './property-values.js'
import { cqlPropertyNames, statedProperties } from '../table-properties.js'
import type { StatedProperty } from '../table-properties.js'

type Property = readonly [StatedProperty, PropertyValue]

/** What may be altered, since it has no effect on data; the others cost work or decide what becomes of data. */
const alterable: ReadonlySet<StatedProperty> = new Set(['comment', 'caching', 'speculativeRetry'])

/**
 * Properties that are otherwise than the entity states; what it leaves open is not compared. One statement alters all
 * that may be altered, the others are reported with the statement to send by hand. Of a materialized view all are: no view
 * is ever changed here.
 */
export function compareProperties(model: TableModel, live: LiveProperties): SchemaDifference[] {
  const different = statedProperties(model).filter(([name, wanted]) => !holds(name, wanted, live[name]))
  const isView = model.viewOf !== undefined
  const isAltered = ([name]: Property) => !isView && alterable.has(name)
  const altered = different.filter(isAltered).map((property) => completed(property, live))
  const reason = isView ? 'no view is changed here' : 'it costs work or decides what becomes of data'
  return different.map((property) => {
    const told = tell(model, property, live)
    return isAltered(property)
      ? { ...told, action: 'alter', cql: alterTableCql(model, altered) }
      : {
          ...told,
          action: 'report',
          hint: `Left to you, since ${reason}: ${alterTableCql(model, [property])}`,
        }
  })
}

function tell(model: TableModel, [name, wanted]: Property, live: LiveProperties): Omit<SchemaDifference, 'action'> {
  const is = live[name]
  return {
    object: objectName(model.keyspace, model.table),
    kind: 'property',
    is: printPropertyValue(typeof is === 'object' && typeof wanted === 'object' ? only(is, wanted) : is),
    wanted: printPropertyValue(wanted),
    reason: `has another ${cqlPropertyNames[name]} than ${model.entityName}`,
  }
}

/** A map property is altered whole: what the entity leaves open stays as it is. */
function completed([name, wanted]: Property, live: LiveProperties): Property {
  const is = live[name]
  return typeof is === 'object' && typeof wanted === 'object' ? [name, new Map([...is, ...wanted])] : [name, wanted]
}

function holds(name: StatedProperty, wanted: PropertyValue, is: PropertyValue): boolean {
  if (typeof wanted === 'object' && typeof is === 'object') {
    return [...wanted].every(([key, value]) => sameMapValue(key, value, is.get(key)))
  }
  if (name !== 'speculativeRetry' || typeof wanted !== 'string' || typeof is !== 'string') return wanted === is
  return normaliseSpeculativeRetry(wanted) === normaliseSpeculativeRetry(is)
}

function sameMapValue(key: string, wanted: string, is: string | undefined): boolean {
  if (is === undefined) return false
  return key === 'class' ? sameClassName(wanted, is) : wanted.toLowerCase() === is.toLowerCase()
}

function only(map: ReadonlyMap<string, string>, keys: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  return new Map([...map].filter(([key]) => keys.has(key)))
}
