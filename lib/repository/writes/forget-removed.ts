import { isRefused } from '../../errors/cassiform-error.js'

/**
 * The answer to the removal of entities. With the row of one ends what was known of it: to `save` it is new again, also where
 * nobody knows the outcome. `isRemoved`: what a conditional removal was answered.
 */
export async function forgetRemoved<Answer>(
  forget: () => void,
  removing: Promise<Answer>,
  isRemoved: (answer: Answer) => boolean = () => true,
): Promise<Answer> {
  try {
    const answer = await removing
    if (isRemoved(answer)) forget()
    return answer
  } catch (error) {
    if (!isRefused(error)) forget()
    throw error
  }
}
