import { CassiformError } from './cassiform-error.js'

/** `findOneOrFail` and `findOneByOrFail` found no row. */
export class EntityNotFoundError extends CassiformError {
  constructor(entity: string, method: string, cql: string) {
    super(`${method}() found no row.`, { code: 'E_NOT_FOUND', entity, cql })
  }
}
