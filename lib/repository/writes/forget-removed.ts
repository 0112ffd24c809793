import { isRefused } from '../../errors/cassiform-error.js'
import type { Origins } from '../../plan/loaded.js'

/**
 * The answer to the removal of an entity. With its row ends what was known of it: to `save` it is new again, also where nobody
 * knows the outcome. `isRemoved`: what a conditional removal was answered.
 */
export async function forgetRemoved<Answer>(
  origins: Origins,
  entity: object,
  removing: Promise<Answer>,
  isRemoved: (answer: Answer) => boolean = () => true,
): Promise<Answer> {
  try {
    const answer = await removing
    if (isRemoved(answer)) origins.forget(entity)
    return answer
  } catch (error) {
    if (!isRefused(error)) origins.forget(entity)
    throw error
  }
}
