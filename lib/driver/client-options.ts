import { Client } from 'cassandra-driver'
import type { ClientOptions } from 'cassandra-driver'
import { OptionError } from '../errors/option-error.js'
import { ConnectionError } from '../errors/connection-error.js'
import { takeFastPath } from './fast-path/fast-path.js'
import { SafeRetryPolicy } from './retry-policy.js'
import { RoutingClient } from './routing-client.js'

/** How to reach the cluster, and anything else the driver can be told. */
export interface ConnectionOptions {
  /** `host` or `host:port` each. */
  readonly contactPoints?: readonly string[] | undefined
  readonly localDataCenter?: string | undefined
  readonly credentials?: { readonly username: string; readonly password: string } | undefined
  /** TLS; certificates are checked unless `rejectUnauthorized: false` is written out. */
  readonly ssl?: boolean | NonNullable<ClientOptions['sslOptions']> | undefined
  /** Secure connect bundle of a managed service. */
  readonly cloud?: { readonly secureConnectBundle: string } | undefined
  /** Options of the driver's `Client`; `encoding` and `keyspace` are ours. */
  readonly driverOptions?: Omit<ClientOptions, 'encoding' | 'keyspace'> | undefined
}

/** The encoding that codecs rely on: exact integers, native collections, `undefined` as unset. */
const encoding = {
  map: Map,
  set: Set,
  useBigIntAsLong: true,
  useBigIntAsVarint: true,
  useUndefinedAsUnset: true,
  copyBuffer: true,
} as const

/** The typed options leave it out; data from a configuration file may not. */
const noKeyspace = { keyspace: undefined } as unknown as ClientOptions

/** Above the number of statement shapes of a large application; the driver evicts in order of arrival beyond it. */
const maxPrepared = 10_000

/**
 * A client of our own. Schema agreement is awaited by schema sync, which asks every node: the driver would wait for nodes
 * that are down as well (10 s a statement), in steps of 500 ms. It
 * has no keyspace: statements name theirs, and the driver's own lookups stay cheap.
 */
export function createClient(options: ConnectionOptions): Client {
  const { contactPoints, localDataCenter, credentials, cloud, driverOptions } = options
  const oldProtocol = protocolDifference(driverOptions)
  if (oldProtocol.length > 0) throw new OptionError(`DataSource: ${oldProtocol.join()}.`)
  const retry: SafeRetryPolicy = new SafeRetryPolicy(() => isAlone(client))
  const client: Client = new RoutingClient({
    maxPrepared,
    monitorReporting: { enabled: false },
    ...driverOptions,
    policies: { ...driverOptions?.policies, retry: driverOptions?.policies?.retry ?? retry },
    protocolOptions: { ...driverOptions?.protocolOptions, maxSchemaAgreementWaitSeconds: 0 },
    ...(contactPoints && { contactPoints: [...contactPoints] }),
    ...(localDataCenter !== undefined && { localDataCenter }),
    ...(credentials && { credentials: { ...credentials } }),
    ...(cloud && { cloud: { ...cloud } }),
    ...sslOptions(options),
    encoding: { ...encoding },
    ...noKeyspace,
  })
  takeFastPath(client)
  return client
}

function isAlone(client: Client): boolean {
  return client.hosts.values().filter((host) => host.isUp()).length < 2
}

/** The driver takes any certificate unless told to check it (`rejectUnauthorized` is false by default, seen live). */
function sslOptions({ ssl, driverOptions }: ConnectionOptions): Pick<ClientOptions, 'sslOptions'> {
  const given = ssl === true ? {} : ssl === false || ssl === undefined ? driverOptions?.sslOptions : ssl
  if (given === undefined) return {}
  return { sslOptions: { ...given, rejectUnauthorized: given.rejectUnauthorized ?? true } }
}

/** Refuses a given client that would store or read values differently; lists each difference. */
export function checkClient(client: Client): void {
  if (!(client instanceof Client)) {
    throw new ConnectionError('the given client is not a Client of the cassandra-driver this library loads.', {
      code: 'E_CLIENT_OPTIONS',
      hint: 'Two copies of cassandra-driver may be installed: see `npm ls cassandra-driver`.',
    })
  }
  const differences = [
    ...encodingDifferences(client),
    ...keyspaceDifference(client),
    ...protocolDifference(optionsOf(client)),
  ]
  if (differences.length === 0) return
  throw new ConnectionError(
    `the given client cannot be used:\n${differences.map((line) => `  - ${line}`).join('\n')}\n`,
    {
      code: 'E_CLIENT_OPTIONS',
      hint: 'Create it with these options, or give contactPoints instead of a client.',
    },
  )
}

function encodingDifferences(client: Client): string[] {
  const given = optionsOf(client).encoding ?? {}
  const wanted: ClientOptions['encoding'] = encoding
  const names = ['map', 'set', 'useBigIntAsLong', 'useBigIntAsVarint'] as const
  const differences = names
    .filter((name) => given[name] !== wanted[name])
    .map(
      (name) =>
        `encoding.${name} must be ${typeof wanted[name] === 'function' ? wanted[name].name : String(wanted[name])}`,
    )
  if (given.useUndefinedAsUnset === false) differences.push('encoding.useUndefinedAsUnset must not be false')
  return differences
}

/** Before protocol version 4 there is no unset value: what an entity does not say would be deleted. */
function protocolDifference(options: ClientOptions | undefined): string[] {
  const maxVersion = options?.protocolOptions?.maxVersion
  return maxVersion && maxVersion < 4 ? ['protocolOptions.maxVersion must be 4 or more'] : []
}

function optionsOf(client: Client): ClientOptions {
  return (client as unknown as { options: ClientOptions }).options
}

function keyspaceDifference(client: Client): string[] {
  return client.keyspace ? ['keyspace must not be set: statements name theirs'] : []
}

/**
 * Who connections log in as, by the options of a given client, or by ours where none is given; undefined where nobody does. Of
 * providers of authentication, those for plain text have a name, others need not.
 */
export function loginOf(
  client: Client | undefined,
  { credentials, driverOptions }: ConnectionOptions,
): { readonly role: string | undefined } | undefined {
  const options = client === undefined ? { ...driverOptions, ...(credentials && { credentials }) } : optionsOf(client)
  const { authProvider } = options
  if (!authProvider) return options.credentials && { role: options.credentials.username }
  if (authProvider.constructor.name === noProvider) return undefined
  const { username } = authProvider as { readonly username?: unknown }
  return { role: typeof username === 'string' ? username : undefined }
}

/** What the driver puts in the place of no provider; its types do not know the class. */
const noProvider = 'NoAuthProvider'

/** The data centre a given client was made for: instances that choose other nodes for schema statements would race. */
export function localDataCenterOf(client: Client | undefined): string | undefined {
  return client && optionsOf(client).localDataCenter
}
