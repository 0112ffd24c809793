import { types } from 'cassandra-driver'
import { bareOperations } from '../../benchmarks/contenders/bare-driver.js'
import { allTopics } from '../../benchmarks/contenders/repository/topics.js'
import { widthsOf } from '../../benchmarks/harness/benchmark-case.js'
import type { BenchmarkCase } from '../../benchmarks/harness/benchmark-case.js'
import { clientOptions } from '../../benchmarks/harness/client-options.js'
import { loadCases } from '../../benchmarks/harness/discover.js'
import type { Operations } from '../../benchmarks/operations/operations.js'
import * as cassiform from '../../lib/index.js'
import type { EntityClass } from '../../lib/metadata/entity-metadata.js'
import { parts } from '../../lib/repository/repository-parts.js'
import type { RepositoryParts } from '../../lib/repository/repository-parts.js'
import { recordingClient } from './support/recording-client.js'
import type { Sent } from './support/recording-client.js'

/** Both sides over clients that are connected to nothing, what they sent, and the plans that the repositories built. */
async function twoSides() {
  const { client: bareClient, sent: bareSent } = recordingClient()
  const { client, sent } = recordingClient()
  const { entities, operations } = allTopics(cassiform)
  const db = new cassiform.DataSource({ client, keyspace: 'bench', entities, logging: ['error'] })
  await db.initialize()
  sent.length = 0
  return {
    bare: { operations: bareOperations(bareClient, 'bench'), sent: bareSent },
    repository: { operations: operations(db), sent },
    plansBuilt: () => entities.reduce((sum, entity) => sum + plansOf(db, entity as EntityClass), 0),
    close: () => db.destroy(),
  }
}

function plansOf(db: cassiform.DataSource, entity: EntityClass): number {
  const repository = db.getRepository(entity) as unknown as { readonly [parts]: RepositoryParts }
  return repository[parts].context.plans.counts.misses
}

const items = 20

/** As many calls as there are items; of a bulk one call that handles them. */
async function callAll(benchmarkCase: BenchmarkCase, operations: Operations): Promise<void> {
  if (widthsOf(benchmarkCase).includes('bulk')) await benchmarkCase.call(operations, 0, items)
  else for (let n = 0; n < items; n++) await benchmarkCase.call(operations, n, 1)
}

/** A text as either side might write it. */
const plain = (cql: string) => cql.replaceAll('"', '').replace(/ LIMIT \?$/, '')
const distinct = (sent: readonly Sent[]) => [...new Set(sent.flatMap(({ cql }) => cql.map(plain)))]

const cases = loadCases().map((benchmarkCase) => [benchmarkCase.name, benchmarkCase] as const)

describe.each(cases)('%s', (_, benchmarkCase) => {
  let sides: Awaited<ReturnType<typeof twoSides>>

  beforeAll(async () => {
    sides = await twoSides()
    await callAll(benchmarkCase, sides.bare.operations)
    await callAll(benchmarkCase, sides.repository.operations)
  })
  afterAll(() => sides.close())

  it('sends as many requests as it says, on either side', () => {
    const { bare, repository } = sides
    const requests = items * benchmarkCase.requests
    expect({ bare: bare.sent.length, repository: repository.sent.length }).toEqual({
      bare: requests,
      repository: requests,
    })
  })

  it('sends the same statements on either side, prepared, and idempotent on both or on neither', () => {
    const { bare, repository } = sides
    expect(distinct(repository.sent)).toEqual(distinct(bare.sent))
    expect(repository.sent.map(({ cql }) => cql.length)).toEqual(bare.sent.map(({ cql }) => cql.length))
    expect([...bare.sent, ...repository.sent].filter(({ options }) => options.prepare !== true)).toEqual([])
    const isIdempotent = ({ options }: Sent) => options.isIdempotent
    // The bulk helper of the driver does not say of any statement that it is idempotent.
    if (!widthsOf(benchmarkCase).includes('bulk')) {
      expect(repository.sent.map(isIdempotent)).toEqual(bare.sent.map(isIdempotent))
    }
  })

  it('builds a plan for a statement, and none when it is sent again', async () => {
    const { repository, plansBuilt } = sides
    const built = plansBuilt()
    expect(built).toBeGreaterThanOrEqual(new Set(repository.sent.flatMap(({ cql }) => cql)).size)
    await callAll(benchmarkCase, repository.operations)
    expect(plansBuilt()).toBe(built)
  })
})

describe('the cases', () => {
  it('are each named once', () => {
    const names = cases.map(([name]) => name)
    expect(names.length).toBe(new Set(names).size)
  })
})

describe('the bare driver', () => {
  it('decodes as the client of a repository does', () => {
    const { encoding } = (recordingClient().client as unknown as { options: { encoding: object } }).options
    expect(encoding).toMatchObject(clientOptions.encoding)
  })

  it('asks for the consistency that is the default of a repository', () => {
    expect(clientOptions.queryOptions).toEqual({
      consistency: types.consistencies.localQuorum,
      serialConsistency: types.consistencies.serial,
    })
  })
})
