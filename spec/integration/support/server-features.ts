import { connect, createKeyspace, run, uniqueKeyspace } from '../schema/support/database.js'

/** What one version of Cassandra has and an older one lacks, and how a server says that it lacks it. */
interface Feature {
  /** First major release that has it. */
  readonly since: number
  /** A statement only servers with the feature take; `ks.t` is a table `(k text, v text, PRIMARY KEY ((k, v)))`. */
  readonly cql: string
  /** The answer of servers without it, as seen on 4.1.10. */
  readonly refusal: RegExp
}

const features = {
  'storage-attached indexes': {
    since: 5,
    cql: `CREATE CUSTOM INDEX ON ks.t (v) USING 'StorageAttachedIndex'`,
    refusal: /^Unable to find custom indexer class 'StorageAttachedIndex'/,
  },
  vectors: {
    since: 5,
    cql: 'CREATE TABLE ks.u (k int PRIMARY KEY, v vector<float, 3>)',
    refusal: /^line 1:\d+ .* input '<'/,
  },
  'partition keys with parts above 32,767 bytes': {
    since: 5,
    cql: `INSERT INTO ks.t (k, v) VALUES ('${'x'.repeat(40_000)}', '')`,
    refusal: /newLimit < 0/,
  },
} satisfies Record<string, Feature>

export type FeatureName = keyof typeof features

/** What `onServersWith` answers. */
interface FeatureTests {
  describe(name: string, work: () => void): void
  it(name: string, work: () => Promise<void>): void
}

/** Whether the server of this run has a feature, by the release it reports; known when the specs are read. */
export function serverHas(feature: FeatureName): boolean {
  return Number.parseInt(serverRelease(), 10) >= features[feature].since
}

/**
 * Tests that need a feature: `onServersWith('vectors').describe(…)`, or `.it(…)`. On other servers they are not
 * registered; one test stands in their place, with their name, which says so and passes if the server refuses the feature.
 * So a server that can do more than we think fails the run instead of leaving tests out.
 */
export function onServersWith(feature: FeatureName): FeatureTests {
  if (serverHas(feature)) return { describe, it }
  const standIn = (name: string): void =>
    it(`${name}: not available on Cassandra ${serverRelease()}, which has no ${feature}`, () => expectRefusal(feature))
  return { describe: standIn, it: standIn }
}

function serverRelease(): string {
  const release = process.env.CASSIFORM_SERVER_RELEASE
  if (release === undefined)
    throw new Error('CASSIFORM_SERVER_RELEASE is not set: spec/support/start-server.js sets it')
  return release
}

async function expectRefusal(feature: FeatureName): Promise<void> {
  const { cql, refusal } = features[feature]
  const driver = await connect()
  const keyspace = `"${uniqueKeyspace('Lacks')}"`
  const replication = `{'class': 'SimpleStrategy', 'replication_factor': ${createKeyspace.replication.replication_factor}}`
  try {
    await run(driver, `CREATE KEYSPACE ${keyspace} WITH replication = ${replication}`)
    await run(driver, `CREATE TABLE ${keyspace}.t (k text, v text, PRIMARY KEY ((k, v)))`)
    await expect(run(driver, cql.replace('ks.', `${keyspace}.`))).rejects.toThrow(refusal)
  } finally {
    await run(driver, `DROP KEYSPACE IF EXISTS ${keyspace}`)
    await driver.shutdown()
  }
}
