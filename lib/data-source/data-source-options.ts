import type { Client } from 'cassandra-driver'
import type { ConnectionOptions } from '../driver/client-options.js'
import { didYouMean } from '../errors/did-you-mean.js'
import { OptionError } from '../errors/option-error.js'
import { standardBatchLimits } from '../execution/batches/batch-tally.js'
import type { BatchLimits } from '../execution/batches/batch-tally.js'
import { checkOptionNames, mergeDefined, positiveInteger, requestOptions } from '../execution/options.js'
import type { EntityClass } from '../metadata/entity-metadata.js'
import type { NamingStrategy } from '../model/naming-strategy.js'
import { snakeCase } from '../model/naming-strategy.js'
import { viewOptionNames } from '../repository/types/view-options.js'
import type { ViewOptions } from '../repository/types/view-options.js'
import type { KeyspaceCreation, SchemaLimits, SynchroniseMode } from '../schema/synchronise-options.js'
import { checkAlter, checkCredentials, checkKeyspaceCreation, checkNames, checkNested } from './check-options.js'
import { resolveSubscribers } from './subscribers.js'
import type { SubscriberReference } from './subscribers.js'
import type { Logger, LogTopic } from './logger.js'

/** How `initialize` treats the live schema. */
export interface SchemaSyncOptions extends SchemaLimits {
  readonly mode: SynchroniseMode
}

/** An entity class, or a function that returns it, for classes that import each other. */
export type EntityReference = EntityClass | (() => EntityClass)

/** What a user configures; the defaults are in `resolveOptions`. */
export interface DataSourceOptions extends ConnectionOptions {
  /** Keyspace of all entities that name none themselves. */
  readonly keyspace?: string | undefined
  /** An existing client, checked, used as it is and never closed. */
  readonly client?: Client | undefined
  readonly entities: readonly EntityReference[]
  /** Who is told what happens to entities: instances, or classes decorated with `@EventSubscriber`, in this order. */
  readonly subscribers?: readonly SubscriberReference[] | undefined
  readonly namingStrategy?: NamingStrategy | undefined
  /** What absent cells read as: `undefined` unless said otherwise. */
  readonly absent?: 'undefined' | 'null' | undefined
  /**
   * `false` (the default): the schema is not compared. `'verify'` fails on any difference that something would have to be done
   * about, `'plan'` logs the CQL and goes on, `'additive'` or `true` creates what is missing and never drops. `false` and
   * `'plan'` fail as well where a user-defined type lacks fields of its class, whose values would be lost.
   */
  readonly synchronize?: boolean | SynchroniseMode | SchemaSyncOptions | undefined
  /** Creates a missing keyspace; acts only with `'additive'`. */
  readonly createKeyspace?: KeyspaceCreation | undefined
  readonly logging?: readonly LogTopic[] | undefined
  readonly logger?: Logger | undefined
  /** Milliseconds above which a statement is logged under the topic `slow`; 200 unless said otherwise. */
  readonly slowQueryMs?: number | undefined
  /** Execution defaults: LOCAL_QUORUM, SERIAL and 5,000 ms unless said otherwise. */
  readonly defaults?: ViewOptions | undefined
  /** Requests under way at once; 1,024 unless said otherwise (the driver breaks at 2,048 on one connection). */
  readonly maxInFlight?: number | undefined
  /** Requests that may wait for a place; 100,000 unless said otherwise. */
  readonly maxQueued?: number | undefined
  /** Thresholds of the servers for batches, where their `cassandra.yaml` says other ones than it comes with. */
  readonly batchLimits?: Partial<BatchLimits> | undefined
  /**
   * Encrypts and authenticates the tokens of `findPage` and the positions of `scan` (AES-256-GCM, a key derived from any
   * text; the same text in every process that is to take them). Without it they have a check sum only, and the key values
   * in them can be read by whoever has one. Another secret, and those handed out before are refused.
   */
  readonly pageTokenSecret?: string | undefined
}

const known: readonly string[] = [
  'contactPoints',
  'localDataCenter',
  'credentials',
  'ssl',
  'cloud',
  'driverOptions',
  'keyspace',
  'client',
  'entities',
  'subscribers',
  'namingStrategy',
  'absent',
  'synchronize',
  'createKeyspace',
  'logging',
  'logger',
  'slowQueryMs',
  'defaults',
  'maxInFlight',
  'maxQueued',
  'batchLimits',
  'pageTokenSecret',
] satisfies (keyof DataSourceOptions)[]

const topics: readonly string[] = ['schema', 'warn', 'error', 'slow', 'query', 'trace'] satisfies LogTopic[]

const modes: readonly string[] = ['verify', 'plan', 'additive'] satisfies SynchroniseMode[]

/** Execution defaults of every data source. */
const standardDefaults = {
  consistency: 'LOCAL_QUORUM',
  serialConsistency: 'SERIAL',
  timeoutMs: 5000,
} as const satisfies ViewOptions

/** Options with every default filled in. */
export type ResolvedOptions = ReturnType<typeof resolveOptions>

/** Checks the options and fills in the defaults; a wrong one is an `OptionError`. */
export function resolveOptions(options: DataSourceOptions) {
  if (typeof options !== 'object' || options === null) throw new OptionError('DataSource: options are missing.')
  checkNames('', options, known)
  checkInside(options)
  const { client, contactPoints, cloud, absent, logging, pageTokenSecret } = options
  if (contactPoints !== undefined && !Array.isArray(contactPoints)) {
    throw new OptionError("DataSource: option 'contactPoints' takes a list.", {
      hint: "Write contactPoints: ['host:9042'].",
    })
  }
  if (
    logging !== undefined &&
    !(Array.isArray(logging) && logging.every((topic) => topics.includes(topic as string)))
  ) {
    throw new OptionError("DataSource: option 'logging' takes a list of topics.", {
      hint: `Known: ${topics.join(', ')}.`,
    })
  }
  if (absent !== undefined && absent !== 'undefined' && absent !== 'null') {
    throw new OptionError("DataSource: option 'absent' takes 'undefined' or 'null', both as texts.")
  }
  if (pageTokenSecret !== undefined && (typeof pageTokenSecret !== 'string' || pageTokenSecret === '')) {
    throw new OptionError("DataSource: option 'pageTokenSecret' takes a text that is not empty.", {
      hint: 'Is the environment variable set that it is read from?',
    })
  }
  if (client === undefined && contactPoints === undefined && cloud === undefined) {
    throw new OptionError('DataSource: nothing to connect to.', { hint: 'Give contactPoints, cloud or a client.' })
  }
  return {
    ...options,
    entities: resolveEntities(options.entities),
    subscribers: resolveSubscribers(options.subscribers),
    namingStrategy: options.namingStrategy ?? snakeCase,
    absent: options.absent ?? ('undefined' as const),
    synchronize: resolveSync(options.synchronize),
    logging: options.logging ?? (['schema', 'warn', 'trace'] as const),
    logger: options.logger ?? console,
    slowQueryMs: options.slowQueryMs ?? 200,
    defaults: mergeDefined(standardDefaults, options.defaults ?? {}),
    maxInFlight: positiveInteger('maxInFlight', options.maxInFlight) ?? 1024,
    maxQueued: positiveInteger('maxQueued', options.maxQueued) ?? 100_000,
    batchLimits: resolveBatchLimits(options.batchLimits),
  }
}

function resolveBatchLimits(limits: DataSourceOptions['batchLimits'] = {}): BatchLimits {
  const names = Object.keys(standardBatchLimits) as (keyof BatchLimits)[]
  checkOptionNames(undefined, 'batchLimits', limits, names)
  for (const name of names) positiveInteger(`batchLimits.${name}`, limits[name])
  return mergeDefined(standardBatchLimits, limits)
}

/** The options inside options: a misspelled one there would be ignored in silence as well. */
function checkInside({ defaults, credentials, cloud, createKeyspace }: DataSourceOptions): void {
  checkNested('defaults', defaults, viewOptionNames)
  if (defaults !== undefined) requestOptions(defaults, { isIdempotent: false, isRead: false })
  checkCredentials(credentials)
  checkNested('cloud', cloud, ['secureConnectBundle'])
  checkKeyspaceCreation(createKeyspace)
}

function resolveSync(synchronize: DataSourceOptions['synchronize']): SchemaSyncOptions | undefined {
  if (synchronize === undefined || synchronize === null || synchronize === false) return undefined
  if (synchronize === true) return { mode: 'additive' }
  const resolved = typeof synchronize === 'string' ? { mode: synchronize } : synchronize
  checkLimits(resolved)
  if (modes.includes(resolved.mode)) return resolved
  throw new OptionError(
    `DataSource: unknown synchronize mode '${String(resolved.mode)}'.${didYouMean(String(resolved.mode), modes)}`,
    {
      hint: `Known: false, ${modes.join(', ')}.`,
    },
  )
}

const limitNames: readonly string[] = [
  'agreementTimeoutMs',
  'statementTimeoutMs',
  'leaseMs',
  'waitTimeoutMs',
  'allowNodesDown',
  'recreate',
  'views',
  'alter',
] satisfies (keyof SchemaLimits)[]

/** A lease has whole seconds of time to live, and halves and thirds of it are to be told apart. */
const shortestLeaseMs = 2000

function checkLimits(limits: SchemaSyncOptions): void {
  checkNested('synchronize', limits, ['mode', ...limitNames])
  const { allowNodesDown, views, recreate, alter } = limits
  for (const name of ['agreementTimeoutMs', 'statementTimeoutMs', 'leaseMs', 'waitTimeoutMs'] as const) {
    positiveInteger(`synchronize.${name}`, limits[name])
  }
  if (limits.leaseMs !== undefined && limits.leaseMs < shortestLeaseMs) {
    throw new OptionError(`DataSource: option 'synchronize.leaseMs' takes ${shortestLeaseMs} milliseconds or more.`)
  }
  for (const [name, flag] of Object.entries({ allowNodesDown, views })) {
    if (flag !== undefined && typeof flag !== 'boolean') {
      throw new OptionError(`DataSource: option 'synchronize.${name}' takes true or false.`)
    }
  }
  const isNames = Array.isArray(recreate) && recreate.every((name) => typeof name === 'string')
  if (recreate !== undefined && !isNames) {
    throw new OptionError("DataSource: option 'synchronize.recreate' takes a list of names of tables.")
  }
  if (alter !== undefined) checkAlter(alter)
}

function resolveEntities(references: readonly EntityReference[] | undefined): readonly EntityClass[] {
  if (!Array.isArray(references)) {
    throw new OptionError("DataSource: option 'entities' takes a list of classes.", {
      hint: 'Write entities: [Reading].',
    })
  }
  return [...new Set(references.map(resolveEntity))]
}

function resolveEntity(reference: EntityReference | undefined, i: number): EntityClass {
  if (typeof reference !== 'function') {
    throw new OptionError(`DataSource: entities[${i}] is ${reference === undefined ? 'undefined' : 'not a class'}.`, {
      code: 'E_ENTITY_UNDEFINED',
      hint: 'Modules that import each other see undefined at first: write () => Reading.',
    })
  }
  const isThunk = !Object.hasOwn(reference, 'prototype')
  return isThunk ? resolveEntity((reference as () => EntityClass)(), i) : (reference as EntityClass)
}
