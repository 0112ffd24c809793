import { Batch } from '../../lib/index.js'
import type { BatchOptions, ViewOptions } from '../../lib/index.js'
import { standardBatchLimits } from '../../lib/execution/batches/batch-tally.js'
import { WarnedOnce } from '../../lib/execution/batches/batch-warnings.js'
import { Executor } from '../../lib/execution/executor.js'
import type { EntityClass } from '../../lib/index.js'
import type { Refine } from '../../lib/execution/executor.js'
import { EntityPlans } from '../../lib/plan/entity-plans.js'
import { RepositoryParts } from '../../lib/repository/repository-parts.js'
import type { RawStatement } from '../../lib/execution/raw/raw-executor.js'
import { FakeDriver } from './fake-driver.js'
import type { Answer } from './fake-driver.js'
import { modelOf } from './sample-entities.js'

/** Batches over a driver that keeps what it is sent; `defaultsOf`: what entities say themselves, `refine` of failures. */
export function batchesOver(
  answer?: Answer,
  defaultsOf: (entity: EntityClass) => ViewOptions = () => ({}),
  refine?: Refine,
) {
  const driver = new FakeDriver(answer)
  const warnings: string[] = []
  const parts = new Map<EntityClass, RepositoryParts>()
  const partsOf = (entity: EntityClass): RepositoryParts => {
    const found = parts.get(entity)
    if (found !== undefined) return found
    const made = new RepositoryParts({
      door: driver,
      plans: new EntityPlans(modelOf(entity)),
      defaults: { consistency: 'ONE', ...defaultsOf(entity) },
      refine,
    })
    parts.set(entity, made)
    return made
  }
  const defaults = { consistency: 'ONE' } as const
  const context = {
    executor: new Executor(driver, defaults),
    bindRaw: ({ params }: RawStatement) => Promise.resolve(params as readonly unknown[]),
    partsOf,
    defaults,
    limits: standardBatchLimits,
    warnings: new WarnedOnce((warning) => void warnings.push(warning)),
  }
  return { driver, warnings, partsOf, batch: (options?: BatchOptions) => new Batch(context, options) }
}
