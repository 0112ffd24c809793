import type { Driver } from '../../lib/driver/driver.js'
import { Dispatcher } from '../../lib/execution/dispatcher.js'

/** A connected dispatcher over a driver: for specs of what it keeps, as deadlines and signals. */
export async function connectedDoor(driver: Driver): Promise<Dispatcher> {
  const dispatcher = new Dispatcher(() => driver, { maxInFlight: 8, maxQueued: 8 })
  await dispatcher.connect()
  return dispatcher
}
