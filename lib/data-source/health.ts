import { consistencyCode } from '../driver/consistency.js'
import type { Driver } from '../driver/driver.js'
import { translateError } from '../driver/translate-error.js'
import { isCassiformError } from '../errors/cassiform-error.js'
import type { CassiformError } from '../errors/cassiform-error.js'
import { positiveInteger } from '../execution/options.js'

/** Whether a data source can ask its cluster anything. */
export interface Health {
  readonly isHealthy: boolean
  /** Milliseconds until a node answered. */
  readonly latencyMs: number
  /** The nodes the driver knows, and whether it takes them to be up. */
  readonly nodes: readonly { readonly address: string; readonly datacenter: string; readonly isUp: boolean }[]
  /** Why it is not healthy. */
  readonly error?: CassiformError
}

const cql = 'SELECT release_version FROM system.local'
const defaultTimeoutMs = 2000

/** One row of a table that every node has: no replica is asked, so this says nothing about the data. */
export async function checkHealth(driver: Driver, timeout: number | undefined): Promise<Health> {
  const started = performance.now()
  const timeoutMs = positiveInteger('timeoutMs', timeout) ?? defaultTimeoutMs
  const error = await ask(driver, timeoutMs)
  const nodes = driver.hosts().map(({ address, datacenter, isUp }) => ({ address, datacenter, isUp }))
  const latencyMs = performance.now() - started
  return { isHealthy: error === undefined, latencyMs, nodes, ...(error !== undefined && { error }) }
}

async function ask(driver: Driver, timeoutMs: number): Promise<CassiformError | undefined> {
  try {
    const consistency = consistencyCode('ONE')
    await driver.execute(cql, [], {
      prepare: false,
      isIdempotent: true,
      consistency,
      timeoutMs,
      readTimeout: timeoutMs,
    })
    return undefined
  } catch (error) {
    return isCassiformError(error) ? error : translateError(error, { cql })
  }
}
