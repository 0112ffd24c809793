import type { Client, QueryOptions } from 'cassandra-driver'
import type { BatchMessage, Driver, DriverHost, DriverResult, RequestOptions } from './driver.js'
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
    if (options.batch !== undefined) return this.#batch(options.batch, options)
    return this.client.execute(cql, values as unknown[], options as object)
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

  /** The driver prepares the members, and sends the message to a replica of the first one's partition. */
  #batch({ kind, members, timestamp }: BatchMessage, options: RequestOptions): Promise<DriverResult> {
    return this.client.batch(
      members as { query: string; params: unknown[] }[],
      {
        ...(options as object),
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
