import { DataSource, MappingError, PartitionKey, Table } from '../../lib/index.js'
import type { DataSourceOptions } from '../../lib/index.js'
import { errorOf } from '../support/error-of.js'
import { Reading, UserAccount } from '../support/sample-entities.js'

/** Nobody listens there. */
const reach = { contactPoints: ['127.0.0.1:1'], localDataCenter: 'datacenter1', keyspace: 'ks' }

describe('options', () => {
  it.each<[string, object, string]>([
    [
      'an unknown option',
      { ...reach, entities: [], syncronize: true },
      "DataSource: unknown option 'syncronize'. Did you mean 'synchronize'? Known: contactPoints, localDataCenter, credentials, ssl, cloud, driverOptions, keyspace, client, entities, subscribers, namingStrategy, absent, synchronize, createKeyspace, logging, logger, slowQueryMs, defaults, maxInFlight, maxQueued, batchLimits, pageTokenSecret.",
    ],
    [
      'nowhere to connect to',
      { entities: [] },
      'DataSource: nothing to connect to. Give contactPoints, cloud or a client.',
    ],
    [
      'a text in place of contact points',
      { ...reach, contactPoints: 'host', entities: [] },
      "DataSource: option 'contactPoints' takes a list. Write contactPoints: ['host:9042'].",
    ],
    [
      'logging that names no topics',
      { ...reach, logging: true, entities: [] },
      "DataSource: option 'logging' takes a list of topics. Known: schema, warn, error, slow, query, trace.",
    ],
    ['no entities', reach, "DataSource: option 'entities' takes a list of classes. Write entities: [Reading]."],
    [
      'an undefined entity',
      { ...reach, entities: [Reading, undefined] },
      'DataSource: entities[1] is undefined. Modules that import each other see undefined at first: write () => Reading.',
    ],
    [
      'an entity that is no class',
      { ...reach, entities: ['Reading'] },
      'DataSource: entities[0] is not a class. Modules that import each other see undefined at first: write () => Reading.',
    ],
    [
      'an unknown mode',
      { ...reach, entities: [], synchronize: 'aditive' },
      "DataSource: unknown synchronize mode 'aditive'. Did you mean 'additive'? Known: false, verify, plan, additive.",
    ],
    [
      'no place for requests',
      { ...reach, entities: [], maxInFlight: 0 },
      "option 'maxInFlight' takes an integer from 1 to 2147483647, given another number.",
    ],
    [
      'a secret that is empty',
      { ...reach, entities: [], pageTokenSecret: '' },
      "DataSource: option 'pageTokenSecret' takes a text that is not empty. Is the environment variable set that it is read from?",
    ],
    [
      'a secret that is no text',
      { ...reach, entities: [], pageTokenSecret: 7 },
      "DataSource: option 'pageTokenSecret' takes a text that is not empty. Is the environment variable set that it is read from?",
    ],
    [
      'an unknown default',
      { ...reach, entities: [], defaults: { consistancy: 'ONE' } },
      "DataSource: unknown option 'consistancy' in 'defaults'. Did you mean 'consistency'? Known: consistency, serialConsistency, timeoutMs, executionProfile, idempotent, trace, fetchSize, listeners, ttl, timestamp.",
    ],
    [
      'a default of the wrong type',
      { ...reach, entities: [], defaults: { timeoutMs: '5' } },
      "option 'timeoutMs' takes an integer from 1 to 2147483647, given a string.",
    ],
    [
      'defaults that are no object',
      { ...reach, entities: [], defaults: 'ONE' },
      "DataSource: option 'defaults' takes an object. Known: consistency, serialConsistency, timeoutMs, executionProfile, idempotent, trace, fetchSize, listeners, ttl, timestamp.",
    ],
    [
      'an unknown option of schema sync',
      { ...reach, entities: [], synchronize: { mode: 'verify', agreementTimeout: 5 } },
      "DataSource: unknown option 'agreementTimeout' in 'synchronize'. Did you mean 'agreementTimeoutMs'? Known: mode, agreementTimeoutMs, statementTimeoutMs, leaseMs, waitTimeoutMs, allowNodesDown, recreate, views, alter.",
    ],
    [
      'views that are neither allowed nor not',
      { ...reach, entities: [], synchronize: { mode: 'additive', views: 'yes' } },
      "DataSource: option 'synchronize.views' takes true or false.",
    ],
    [
      'a time of schema sync that is none',
      { ...reach, entities: [], synchronize: { mode: 'verify', agreementTimeoutMs: 0 } },
      "option 'synchronize.agreementTimeoutMs' takes an integer from 1 to 2147483647, given another number.",
    ],
    [
      'an unknown option of a new keyspace',
      { ...reach, entities: [], createKeyspace: { replicaton: {} } },
      "DataSource: unknown option 'replicaton' in 'createKeyspace'. Did you mean 'replication'? Known: replication, durableWrites.",
    ],
    [
      'a new keyspace without replication',
      { ...reach, entities: [], createKeyspace: { replication: { datacenter1: 3 } } },
      "DataSource: createKeyspace needs 'replication' with a 'class'. Write createKeyspace: { replication: { class: 'NetworkTopologyStrategy', datacenter1: 3 } }.",
    ],
    [
      'a replication that is neither a text nor a number',
      {
        ...reach,
        entities: [],
        createKeyspace: { replication: { class: 'SimpleStrategy', replication_factor: undefined } },
      },
      "DataSource: option 'createKeyspace.replication.replication_factor' takes a text or a number.",
    ],
    [
      'unknown credentials',
      { ...reach, entities: [], credentials: { user: 'bob', password: 'secret' } },
      "DataSource: unknown option 'user' in 'credentials'. Did you mean 'username'? Known: username, password.",
    ],
    [
      'half of the credentials',
      { ...reach, entities: [], credentials: { username: 'bob' } },
      'DataSource: credentials need a username and a password, both texts.',
    ],
    [
      'a lease too short to be renewed in time',
      { ...reach, entities: [], synchronize: { mode: 'additive', leaseMs: 1000 } },
      "DataSource: option 'synchronize.leaseMs' takes 2000 milliseconds or more.",
    ],
    [
      'tables to make again that are no names',
      { ...reach, entities: [], synchronize: { mode: 'additive', recreate: 'notes' } },
      "DataSource: option 'synchronize.recreate' takes a list of names of tables.",
    ],
    [
      'properties to alter that are no list',
      { ...reach, entities: [], synchronize: { mode: 'additive', alter: 'compaction' } },
      "DataSource: option 'synchronize.alter' takes a list of table properties. Known: compaction, compression, gcGraceSeconds, defaultTimeToLive, cdc, bloomFilterFpChance, crcCheckChance, memtable, memtableFlushPeriodInMs, minIndexInterval, maxIndexInterval. comment, caching, speculativeRetry and additionalWritePolicy are altered anyway.",
    ],
    [
      'properties to alter that are none',
      { ...reach, entities: [], synchronize: { mode: 'additive', alter: ['cdc', 'gcGrace'] } },
      "DataSource: unknown table property 'gcGrace' in 'synchronize.alter'. Did you mean 'gcGraceSeconds'? Known: compaction, compression, gcGraceSeconds, defaultTimeToLive, cdc, bloomFilterFpChance, crcCheckChance, memtable, memtableFlushPeriodInMs, minIndexInterval, maxIndexInterval. comment, caching, speculativeRetry and additionalWritePolicy are altered anyway.",
    ],
    [
      'a text where nodes may be down',
      { ...reach, entities: [], synchronize: { mode: 'additive', allowNodesDown: 'yes' } },
      "DataSource: option 'synchronize.allowNodesDown' takes true or false.",
    ],
  ])('refuse %s', async (_, options, message) => {
    expect((await errorOf(() => new DataSource(options as DataSourceOptions))).message).toBe(message)
  })

  it('refuse an unknown consistency level before anything is sent', async () => {
    const options = { ...reach, entities: [Reading], defaults: { consistency: 'QUORUMM' as 'QUORUM' } }
    expect((await errorOf(() => new DataSource(options))).message).toContain("unknown consistency level 'QUORUMM'.")
  })
})

describe('entities', () => {
  it('may be given by functions, for classes that import each other', () => {
    const db = new DataSource({ ...reach, entities: [() => Reading, UserAccount, Reading] })
    expect(db.getRepository(Reading)).toBe(db.getRepository(Reading))
  })

  it('are compiled before anything is connected to', async () => {
    @Table()
    class Wrong {
      @PartitionKey('nope') id!: never
    }
    const error = await errorOf(() => new DataSource({ ...reach, entities: [Wrong] }).initialize())
    expect(error).toBeInstanceOf(MappingError)
  })

  it('that are not registered have no repository', async () => {
    const db = new DataSource({ ...reach, entities: [UserAccount] })
    expect((await errorOf(() => db.getRepository(Reading))).message).toBe(
      '[Reading] is not an entity of this DataSource (UserAccount registered). Add it to the entities of the DataSource.',
    )
    const twin = { UserAccount: class UserAccount {} }.UserAccount
    expect((await errorOf(() => db.getRepository(twin))).message).toContain(
      'Another class of this name is registered: the module may be loaded twice.',
    )
  })
})

describe('a connection that cannot be made', () => {
  it('is a typed error, leaves nothing open and may be tried again', async () => {
    const db = new DataSource({ ...reach, entities: [Reading] })
    for (let attempt = 0; attempt < 2; attempt++) {
      const error = await errorOf(() => db.initialize())
      expect(error.message).toMatch(/^could not connect: .*ECONNREFUSED 127\.0\.0\.1:1\.$/)
      expect(error).toMatchObject({ code: 'E_CONNECT', outcome: 'not_sent' })
      expect(db.isInitialized).toBe(false)
    }
    await db.destroy()
  })

  it('rejects what is asked of the repositories', async () => {
    const repository = new DataSource({ ...reach, entities: [UserAccount] }).getRepository(UserAccount)
    expect((await errorOf(() => repository.count({ scan: true }))).code).toBe('E_NOT_CONNECTED')
  })
})
