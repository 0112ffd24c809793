import { consistencyCode } from '../../driver/consistency.js'
import type { DriverHost, RequestOptions } from '../../driver/driver.js'

const consistency = consistencyCode('ONE')

/** Options of a question that one node answers of itself, within `readTimeout` milliseconds. */
export function nodeRequest({ handle }: DriverHost, readTimeout: number): RequestOptions {
  return { prepare: false, consistency, readTimeout, isIdempotent: true, host: handle }
}
