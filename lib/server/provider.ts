import type { ServerStartAttempt } from '../errors/server-start-error.js'
import type { Machine } from './machine.js'

/** The ways to come to a server, in the order in which they are tried. */
export type ProviderName = ServerStartAttempt['provider']

/** What is asked of a provider. */
export interface ServerRequest {
  /** Undefined where the caller did not say. */
  readonly nodes: number | undefined
  /** `5.0`, `4.1`, an exact version, or undefined for any. */
  readonly version: string | undefined
  /** Settings of `cassandra.yaml` besides ours. */
  readonly yaml: Readonly<Record<string, unknown>> | undefined
  /** Heap of a node as Java writes it, `384m`. */
  readonly heap: string | undefined
  readonly signal: AbortSignal | undefined
  readonly machine: Machine
  /** Writes one line for the person who waits. */
  readonly log: (line: string) => void
}

/** A server that answers CQL. */
export interface ProvidedServer {
  readonly contactPoints: readonly string[]
  readonly localDataCenter: string
  readonly version: string
  /** Process ids of the nodes in the order of `contactPoints`; empty where they are not ours. */
  readonly pids: readonly number[]
  stop(): Promise<void>
}

/** A server that a provider can come to: what it would be, and the door. */
export interface Offer {
  /** `Cassandra 5.0.9 as a process of Java 17.0.15 (/usr/lib/jvm/…)` */
  readonly what: string
  start(): Promise<ProvidedServer>
}

/** One way to come to a server. */
export interface Provider {
  readonly name: ProviderName
  /** Looks whether this way can serve the request. Throws `Unfit` if not. */
  offer(request: ServerRequest): Offer | Promise<Offer>
}

/** A provider cannot serve a request; the next one may. Never leaves `startCassandra`. */
export class Unfit extends Error {
  /** How to mend it, one sentence. */
  readonly wayOut: string | undefined

  constructor(reason: string, wayOut?: string) {
    super(reason)
    this.wayOut = wayOut
  }
}
