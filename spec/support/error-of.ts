import { isCassiformError } from '../../lib/index.js'
import type { CassiformError } from '../../lib/index.js'

/** The error of this library that a call raises or rejects with; anything else fails the spec. */
export async function errorOf(call: () => unknown): Promise<CassiformError> {
  try {
    await call()
  } catch (error) {
    if (isCassiformError(error)) return error
    throw error
  }
  throw new Error('the call succeeded, but an error was expected')
}
