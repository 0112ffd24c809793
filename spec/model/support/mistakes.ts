import { MappingError } from '../../../lib/index.js'
import type { EntityClass } from '../../../lib/index.js'
import { compileModels } from '../../../lib/model/compile-models.js'
import type { ModelOptions } from '../../../lib/model/model-options.js'
import { snakeCase } from '../../../lib/model/naming-strategy.js'

/** What models are compiled with where a spec says nothing else. */
export const modelOptions: ModelOptions = { keyspace: 'ks', namingStrategy: snakeCase, absent: 'undefined' }

/** Every mistake of some classes and of the types they hold, as lines: `E_CODE | Class.property | message hint`. */
export function mistakesOf(...entities: readonly EntityClass[]): string[] {
  try {
    compileModels(entities, modelOptions)
    return []
  } catch (error) {
    if (!(error instanceof MappingError)) throw error
    return error.problems.map(({ code, entity, property, message, hint }) =>
      [code, [entity, property].filter(Boolean).join('.'), [message, hint].filter(Boolean).join(' ')].join(' | '),
    )
  }
}
