import { didYouMean } from '../errors/did-you-mean.js'
import { OptionError } from '../errors/option-error.js'
import { ServerStartError } from '../errors/server-start-error.js'
import type { ServerStartAttempt } from '../errors/server-start-error.js'
import { dockerProvider } from './docker-provider.js'
import { environmentProvider } from './environment-provider.js'
import { jvmProvider } from './jvm-provider.js'
import { thisMachine } from './machine.js'
import type { Machine } from './machine.js'
import { Unfit } from './provider.js'
import type { Offer, ProvidedServer, Provider, ProviderName, ServerRequest } from './provider.js'
import { releaseOf } from './release.js'

/** What `startCassandra` is to start. */
export interface StartCassandraOptions {
  /** Nodes of one cluster; 1 unless said otherwise. */
  readonly nodes?: number | undefined
  /** `5.0`, `4.1` or an exact version of these lines, `5.0.9`; CASSANDRA_VERSION unless said otherwise, and then 5.0. */
  readonly version?: string | undefined
  /** Tries this way and no other. */
  readonly provider?: ProviderName | undefined
  /** Settings of `cassandra.yaml` by name, over those of a throw-away server. */
  readonly yaml?: Readonly<Record<string, unknown>> | undefined
  /** Heap of each node as Java writes it; `384m` unless said otherwise. */
  readonly heap?: string | undefined
  /** Gets the lines for the person who waits: which server and why, progress. Standard error unless said otherwise; `false` is silence. */
  readonly log?: ((line: string) => void) | false | undefined
  /** Gives up the start, or stops the server that runs. */
  readonly signal?: AbortSignal | undefined
}

/** A real Cassandra. It ends with `stop()`, with `await using`, and at the latest with this process, however that ends. */
export interface CassandraServer extends AsyncDisposable {
  /** `host:port` of each node. */
  readonly contactPoints: readonly string[]
  readonly localDataCenter: string
  /** `5.0.9` */
  readonly version: string
  /** Process ids of the nodes in the order of `contactPoints`, to pause or kill one in a test; empty if they are not processes of ours. */
  readonly pids: readonly number[]
  /** Ends the server within a second and removes its data; leaves a server named by the environment alone. */
  stop(): Promise<void>
}

/** In the order in which they are tried. */
const providers = [environmentProvider, jvmProvider, dockerProvider]

/**
 * A real Cassandra for development and tests, from the first provider that fits: the server that
 * CASSANDRA_CONTACT_POINTS names; plain Java processes from the Maven jars, on loopback addresses that nobody uses; Docker.
 *
 * Variables of the environment:
 * - CASSANDRA_CONTACT_POINTS (`host:port,host:port`) and CASSANDRA_LOCAL_DC name a server that runs already;
 *   CASSANDRA_USERNAME and CASSANDRA_PASSWORD are for one that asks for them
 * - CASSANDRA_VERSION is the default of `version`
 * - CASSANDRA_JAVA_HOME is the Java to run on, CASSANDRA_JARS the lib folder of a Cassandra distribution
 * - CASSANDRA_IMAGE is another container image than the official one
 * - CASSIFORM_CACHE is where jars and class archives are kept, `~/.cache/cassiform` unless it is set
 *
 * Throws `ServerStartError` (`E_SERVER_START`): of every provider tried why it did not fit and the ways out.
 *
 * ```ts
 * await using server = await startCassandra()
 * const { contactPoints, localDataCenter } = server
 * const db = new DataSource({ contactPoints, localDataCenter, keyspace: 'shop', entities: [Order] })
 * ```
 */
export function startCassandra(options: StartCassandraOptions = {}): Promise<CassandraServer> {
  return startFrom(providers, options, thisMachine())
}

/** `startCassandra` with other providers and another machine. */
export async function startFrom(
  all: readonly Provider[],
  options: StartCassandraOptions,
  machine: Machine,
): Promise<CassandraServer> {
  const request = requestOf(options, machine)
  const tried: ServerStartAttempt[] = []
  for (const provider of candidatesOf(all, options)) {
    try {
      return await start(provider, request, tried)
    } catch (error) {
      if (request.signal?.aborted || error instanceof ServerStartError) throw error
      if (!(error instanceof Unfit)) throw failure(provider, error, tried)
      tried.push({ provider: provider.name, reason: error.message, wayOut: error.wayOut })
    }
  }
  throw new ServerStartError(tried)
}

async function start(
  provider: Provider,
  request: ServerRequest,
  tried: readonly ServerStartAttempt[],
): Promise<CassandraServer> {
  const started = performance.now()
  request.signal?.throwIfAborted()
  const offer = await provider.offer(request)
  request.log(announcement(offer, tried))
  const server = serverOf(await offer.start(), request.signal)
  if (request.signal?.aborted) await server.stop()
  request.signal?.throwIfAborted()
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  request.log(`ready at ${server.contactPoints.join(', ')} after ${seconds} s`)
  return server
}

function announcement({ what }: Offer, tried: readonly ServerStartAttempt[]): string {
  const why = tried.map(({ provider, reason }) => `; ${provider}: ${reason.replace(/\.$/, '')}`)
  return `using ${what}${why.join('')}`
}

/** Stops once, however often and by whomever it is asked. */
function serverOf(provided: ProvidedServer, signal: AbortSignal | undefined): CassandraServer {
  let stopped: Promise<void> | undefined
  const stop = () => {
    signal?.removeEventListener('abort', onAbort)
    return (stopped ??= provided.stop())
  }
  const onAbort = () => void stop()
  signal?.addEventListener('abort', onAbort, { once: true })
  return { ...provided, stop, [Symbol.asyncDispose]: stop }
}

function failure(provider: Provider, error: unknown, tried: readonly ServerStartAttempt[]): ServerStartError {
  const reason = error instanceof Error ? error.message : String(error)
  return new ServerStartError([...tried, { provider: provider.name, reason }], error)
}

function candidatesOf(all: readonly Provider[], { provider }: StartCassandraOptions): readonly Provider[] {
  if (provider === undefined) return all
  const wanted = all.filter(({ name }) => name === provider)
  if (wanted.length > 0) return wanted
  const names = all.map(({ name }) => `'${name}'`).join(', ')
  throw new OptionError(`startCassandra(): 'provider' expected one of ${names}, given '${provider}'.`)
}

const optionNames = [
  'nodes',
  'version',
  'provider',
  'yaml',
  'heap',
  'log',
  'signal',
] as const satisfies (keyof StartCassandraOptions)[]

function requestOf(options: StartCassandraOptions, machine: Machine): ServerRequest {
  checkNames(options)
  const { nodes, yaml, heap, signal, log = toStandardError } = options
  const version = options.version ?? (machine.env['CASSANDRA_VERSION'] || undefined)
  if (nodes !== undefined && !(Number.isInteger(nodes) && nodes >= 1 && nodes <= 9)) {
    throw new OptionError(`startCassandra(): 'nodes' expected a whole number from 1 to 9, given ${nodes}.`)
  }
  if (version !== undefined) releaseOf(version)
  return { nodes, version, yaml, heap, signal, machine, log: log === false ? () => {} : log }
}

/** A misspelled option would be ignored in silence. */
function checkNames(options: StartCassandraOptions): void {
  for (const name of Object.keys(options)) {
    if ((optionNames as readonly string[]).includes(name)) continue
    throw new OptionError(`startCassandra(): unknown option '${name}'.${didYouMean(name, optionNames)}`, {
      code: 'E_UNKNOWN_OPTION',
      hint: `Known here: ${optionNames.join(', ')}.`,
    })
  }
}

/** Not `console`, which test runners decorate with the place of the call. */
function toStandardError(line: string): void {
  process.stderr.write(`cassiform: ${line}\n`)
}
