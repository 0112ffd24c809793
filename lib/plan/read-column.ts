import type { ColumnModel } from '../model/table-model.js'
import { isPrototypePolluted, readProperty } from '../objects/property.js'

/** Reads the property of a column from an entity, key or patch. */
export type ReadColumn = (object: object, column: ColumnModel) => unknown

/**
 * How properties of columns are read now. Looked up once for many of them: what every object seems to have must not be
 * taken for a value, but asking whether each property is an object's own would double the time of comparing entities.
 */
export function columnReader(): ReadColumn {
  return isPrototypePolluted() ? readCarefully : read
}

const readCarefully: ReadColumn = (object, { propertyName }) => readProperty(object, propertyName)

const read: ReadColumn = (object, { propertyName, isInheritedName: isInherited }) =>
  isInherited ? readProperty(object, propertyName) : (object as Readonly<Record<string, unknown>>)[propertyName]
