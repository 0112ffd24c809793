import type { EntityClass } from '../../../lib/metadata/entity-metadata.js'
import { compileModels } from '../../../lib/model/compile-models.js'
import { snakeCase } from '../../../lib/model/naming-strategy.js'
import type { TableModel } from '../../../lib/model/table-model.js'

/** Models of decorated classes, in the keyspace `shop` unless said otherwise. */
export function modelsOf(entities: readonly EntityClass[], keyspace = 'shop'): TableModel[] {
  return [...compileModels(entities, { keyspace, namingStrategy: snakeCase, absent: 'undefined' }).values()]
}

/** The model of one class. */
export function modelOf(entity: EntityClass, keyspace = 'shop'): TableModel {
  return modelsOf([entity], keyspace)[0]!
}
