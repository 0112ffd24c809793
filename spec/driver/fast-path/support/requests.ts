import { createRequire } from 'node:module'
import { types } from 'cassandra-driver'
import type {
  BatchRequestClass,
  CellEncoder,
  DriverRequest,
  ExecuteRequest,
  ExecuteRequestClass,
} from '../../../../lib/driver/fast-path/driver-internals.js'
import { encoding } from './connection.js'

const load = createRequire(__filename)

/** The classes of the driver, which it does not export. */
export const { ExecuteRequest: Execute, BatchRequest: Batch } = load('cassandra-driver/lib/requests') as {
  ExecuteRequest: new (
    ...args: ConstructorParameters<ExecuteRequestClass>
  ) => ExecuteRequest & { clone(): ExecuteRequest }
  BatchRequest: BatchRequestClass
}

const Encoder = load('cassandra-driver/lib/encoder') as new (version: number, options: object) => CellEncoder

/** As the driver makes one for each connection of ours. */
export function newEncoder(version = 4, options: object = { ...encoding, useUndefinedAsUnset: true }): CellEncoder {
  return new Encoder(version, { encoding: options })
}

/** What a request may say besides its values. */
export interface Said {
  readonly consistency?: number
  readonly serialConsistency?: number | undefined
  readonly fetchSize?: number | undefined
  readonly pageState?: Buffer | undefined
  readonly timestamp?: bigint | undefined
  readonly payload?: object | undefined
  readonly isTraced?: boolean
  readonly kind?: 'logged' | 'unlogged' | 'counter'
}

/** Options as the driver makes them of what was said. */
export function optionsOf(said: Said): object {
  return {
    getConsistency: () => said.consistency ?? types.consistencies.localQuorum,
    getSerialConsistency: () => said.serialConsistency,
    getCustomPayload: () => said.payload,
    getFetchSize: () => said.fetchSize,
    getPageState: () => said.pageState,
    getKeyspace: () => 'ks',
    getHints: () => undefined,
    getOrGenerateTimestamp: () =>
      said.timestamp === undefined ? null : types.Long.fromString(said.timestamp.toString()),
    isQueryTracing: () => said.isTraced ?? false,
    isBatchCounter: () => said.kind === 'counter',
    isBatchLogged: () => said.kind === 'logged',
  }
}

/** The queue of a connection that keeps what it is given. */
export class FakeQueue {
  readonly pushed: DriverRequest[] = []

  push({ request }: { readonly request: DriverRequest }): void {
    this.pushed.push(request)
  }
}
