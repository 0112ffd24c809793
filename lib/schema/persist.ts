import { setTimeout as sleep } from 'node:timers/promises'
import { diagnose } from '../driver/diagnose.js'
import { isCassiformError } from '../errors/cassiform-error.js'
import type { SchemaLog } from './schema-event.js'

/**
 * Failures that pass: what was sent may have worked, another instance goes on with it, or nodes do not answer for a while.
 * Schema statements may be sent again, since each says `IF NOT EXISTS` or what shall be in the end.
 */
const passing: readonly string[] = [
  'E_SCHEMA_LEASE_LOST',
  'E_SCHEMA_UNKNOWN',
  'E_TIMEOUT',
  'E_CONNECTION',
  'E_NO_HOST',
  'E_UNAVAILABLE',
  'E_SERVER_OVERLOADED',
  'E_BOOTSTRAPPING',
  'E_READ_TIMEOUT',
  'E_READ_FAILURE',
  'E_WRITE_TIMEOUT',
  'E_WRITE_FAILURE',
  'E_CAS_UNKNOWN',
]

/** Milliseconds before the next attempt: what is on its way may still land. */
const pauseMs = 1000

/** Tries until it works, fails for good, or `deadline` (by `performance.now()`) has come: the failure is that of the last attempt. */
export async function persist<T>(deadline: number, log: SchemaLog, attempt: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await attempt()
    } catch (error) {
      const { code, message } = isCassiformError(error) ? error : { ...diagnose(error), message: undefined }
      if (!passing.includes(code) || performance.now() + pauseMs >= deadline) throw error
      log({ stage: 'remark', message: `looking again after ${message ?? code}` })
      await sleep(pauseMs)
    }
  }
}
