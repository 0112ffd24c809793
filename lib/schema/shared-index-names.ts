import type { SchemaDifference } from '../errors/schema-error.js'
import type { TableModel } from '../model/table-model.js'
import { objectName } from './object-name.js'

/**
 * Indexes of two tables with one name: names are unique in a keyspace, and `IF NOT EXISTS` would leave the second
 * table without its index and without a word.
 */
export function sharedIndexNames(models: readonly TableModel[]): SchemaDifference[] {
  const owners = new Map<string, TableModel>()
  return models.flatMap((model) =>
    model.indexes.flatMap(({ name }): SchemaDifference[] => {
      const object = objectName(model.keyspace, name)
      const owner = owners.get(object) ?? model
      owners.set(object, owner)
      if (owner === model) return []
      return [
        {
          object,
          kind: 'index',
          is: `an index of ${owner.entityName}`,
          wanted: `an index of ${model.entityName}`,
          action: 'refuse',
          reason: 'is the name of two indexes',
          hint: 'Index names are unique in a keyspace: name one of them otherwise.',
        },
      ]
    }),
  )
}
