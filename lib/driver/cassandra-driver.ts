import type { Client, QueryOptions } from 'cassandra-driver'
import type { BatchMessage, Driver, DriverHost, DriverResult, RequestOptions } from './driver.js'
import { prepareStatement } from './prepare-statement.js'
import { Long } from './value-classes.js'

/** The port over a client of `cassandra-driver`. A client that is not ours is used but never closed. */
export class CassandraDriver implements Driver {
  constructor(
    private readonly client: Client,
    private readonly isOwn: boolean,
  ) {}

  async connect(): Promise<void> {
    await this.client.connect()
  }

  execute(cql: string, values: readonly unknown[], options: RequestOptions): Promise<DriverResult> {
    if (options.prepareOnly === true) return this.#prepare(cql)
    if (options.batch !== undefined) return this.#batch(options.batch, options)
    return this.client.execute(cql, values as unknown[], options as object)
  }

  async #prepare(cql: string): Promise<DriverResult> {
    return { columns: await prepareStatement(this.client, cql) }
  }

  hosts(): readonly DriverHost[] {
    return this.client.hosts.values().map((host) => ({
      address: host.address,
      hostId: host.hostId.toString(),
      datacenter: host.datacenter,
      isUp: host.isUp(),
      releaseVersion: host.cassandraVersion,
      handle: host,
    }))
  }

  /**
   * The driver prepares the members, and sends the message to a replica of the first one's partition. The options are
   * written out: V8 takes microseconds to spread an object and then add properties that it did not have.
   */
  #batch({ kind, members, timestamp }: BatchMessage, options: RequestOptions): Promise<DriverResult> {
    const { prepare, consistency, serialConsistency, readTimeout, isIdempotent, executionProfile, traceQuery, host } =
      options
    return this.client.batch(
      members as { query: string; params: unknown[] }[],
      {
        prepare,
        consistency,
        serialConsistency,
        readTimeout,
        isIdempotent,
        executionProfile,
        traceQuery,
        host,
        logged: kind === 'logged',
        counter: kind === 'counter',
        timestamp: timestamp === undefined ? undefined : Long.fromString(timestamp.toString()),
      } as QueryOptions,
    )
  }

  async shutdown(): Promise<void> {
    if (this.isOwn) await this.client.shutdown()
  }
}
