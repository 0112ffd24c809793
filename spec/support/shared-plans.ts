import type { EntityClass } from '../../lib/index.js'
import { compileModels } from '../../lib/model/compile-models.js'
import { snakeCase } from '../../lib/model/naming-strategy.js'
import { EntityPlans } from '../../lib/plan/entity-plans.js'

/** Plans of classes that share tables in keyspace `ks`, as a data source makes them. */
export function plansOfClasses(...entities: readonly EntityClass[]): (entity: EntityClass) => EntityPlans {
  const models = compileModels(entities, { keyspace: 'ks', namingStrategy: snakeCase, absent: 'undefined' })
  const plans = new Map<EntityClass, EntityPlans>()
  const plansOf = (entity: EntityClass): EntityPlans => {
    const found = plans.get(entity) ?? new EntityPlans(models.get(entity)!, undefined, plansOf)
    plans.set(entity, found)
    return found
  }
  return plansOf
}
