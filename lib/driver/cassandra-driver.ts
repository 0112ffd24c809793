import type { Client } from 'cassandra-driver'
import type { Driver, DriverHost, DriverResult, RequestOptions } from './driver.js'
import { prepareStatement } from './prepare-statement.js'

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

  async shutdown(): Promise<void> {
    if (this.isOwn) await this.client.shutdown()
  }
}
