import type { Driver, DriverHost, DriverResult, RequestOptions } from '../../../lib/driver/driver.js'

export interface SentStatement {
  readonly cql: string
  readonly values: readonly unknown[]
  readonly options: RequestOptions
}

/** A driver that answers what a test says and keeps what it was sent. */
export interface ScriptedDriver extends Driver {
  readonly sent: SentStatement[]
}

/** Nodes of one data centre, up, the last part of the address as their host id. */
export function host(name: string, changes: Partial<DriverHost> = {}): DriverHost {
  return {
    address: `${name}:9042`,
    hostId: name,
    datacenter: 'dc1',
    isUp: true,
    releaseVersion: '5.0.9',
    handle: name,
    ...changes,
  }
}

export function scriptedDriver(
  hosts: readonly DriverHost[] | (() => readonly DriverHost[]),
  answer: (statement: SentStatement) => DriverResult | Promise<DriverResult>,
): ScriptedDriver {
  const sent: SentStatement[] = []
  return {
    sent,
    connect: () => Promise.resolve(),
    shutdown: () => Promise.resolve(),
    hosts: () => (typeof hosts === 'function' ? hosts() : hosts),
    execute: async (cql, values, options) => {
      const statement = { cql, values, options }
      sent.push(statement)
      return answer(statement)
    },
  }
}
