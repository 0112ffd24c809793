import { GivenUp } from '../driver/given-up.js'

/** Stops a read that has some of its rows already; thrown as a failure of the driver is, to be translated. */
export function goOn(signal: AbortSignal | undefined): void {
  if (signal?.aborted !== true) return
  // eslint-disable-next-line @typescript-eslint/only-throw-error -- translated by whoever knows the statement
  throw new GivenUp('abort', 'some rows', undefined, signal.reason)
}
