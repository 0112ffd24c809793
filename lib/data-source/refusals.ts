import { refuseTableLikeName } from '../cql/identifier.js'
import { OptionError } from '../errors/option-error.js'
import type { EntityClass } from '../metadata/entity-metadata.js'
import { readEntityMetadata } from '../metadata/read-entity-metadata.js'
import type { TableModel } from '../model/table-model.js'

/** A class that this data source has no table for: why, and the way out. */
export function refuseUnknownEntity(entity: EntityClass, models: ReadonlyMap<EntityClass, TableModel>): never {
  if (typeof entity !== 'function') {
    throw new OptionError('getRepository() takes an entity class.', {
      code: 'E_ENTITY_UNDEFINED',
      hint: 'Modules that import each other see undefined at first.',
    })
  }
  if (readEntityMetadata(entity).metadata.userType !== undefined) {
    throw new OptionError('is a user-defined type and has no table.', {
      code: 'E_ENTITY_UNKNOWN',
      entity: entity.name,
      hint: 'Use the repository of an entity that holds it.',
    })
  }
  const names = [...models.values()].map((model) => model.entityName)
  const isTwin = names.includes(entity.name)
  throw new OptionError(`is not an entity of this DataSource (${names.join(', ') || 'none'} registered).`, {
    code: 'E_ENTITY_UNKNOWN',
    entity: entity.name,
    hint: isTwin
      ? 'Another class of this name is registered: the module may be loaded twice.'
      : 'Add it to the entities of the DataSource.',
  })
}

/** Refuses what no keyspace can be called. */
export function checkKeyspaceName(keyspace: unknown): void {
  const reason = typeof keyspace === 'string' ? refuseTableLikeName(keyspace, 'keyspace') : 'it has to be a text'
  if (reason === undefined) return
  throw new OptionError(`withKeyspace(): no keyspace can have this name: ${reason}.`, { code: 'E_KEYSPACE' })
}

/** An entity that says its keyspace itself is in no other. */
export function refuseOwnKeyspace({ entityName, keyspace }: TableModel): never {
  throw new OptionError(`withKeyspace(): the entity names its keyspace itself, ${keyspace}.`, {
    code: 'E_KEYSPACE',
    entity: entityName,
    hint: 'Leave keyspace out of @Table().',
  })
}
