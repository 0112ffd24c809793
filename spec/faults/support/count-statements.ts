import { Client } from 'cassandra-driver'
import type { Sent } from './messages.js'

let [schema, conditional] = [0, 0]

/** Counts what the driver is given from now on, in whatever way it came there. */
export function count(): void {
  // eslint-disable-next-line @typescript-eslint/unbound-method -- called with the client below
  const execute = Client.prototype.execute as (this: Client, cql: string, ...rest: unknown[]) => unknown
  Client.prototype.execute = function (this: Client, cql: string, ...rest: unknown[]) {
    if (/^(CREATE|ALTER|DROP)\b/.test(cql)) schema++
    else if (/^(BEGIN|INSERT|UPDATE|DELETE)\b.*\bIF\b/s.test(cql)) conditional++
    return execute.call(this, cql, ...rest)
  } as typeof Client.prototype.execute
}

export function sent(): Sent {
  return { schema, conditional }
}
