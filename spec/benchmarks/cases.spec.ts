import { types } from 'cassandra-driver'
import { declareEntities } from '../../benchmarks/contenders/repository/entities.js'
import type { Product, StockLine } from '../../benchmarks/contenders/repository/entities.js'
import { bareOperations, clientOptions } from '../../benchmarks/contenders/bare-driver.js'
import type { BareClient } from '../../benchmarks/contenders/bare-driver.js'
import { repositoryOperations } from '../../benchmarks/contenders/repository.js'
import { loadCases } from '../../benchmarks/harness/discover.js'
import type { BenchmarkCase } from '../../benchmarks/harness/benchmark-case.js'
import type { Operations } from '../../benchmarks/harness/operations.js'
import * as cassiform from '../../lib/index.js'
import { createClient } from '../../lib/driver/client-options.js'
import type { RequestOptions } from '../../lib/driver/driver.js'
import type { Door } from '../../lib/execution/dispatcher.js'
import { compileModels } from '../../lib/model/compile-models.js'
import { EntityPlans } from '../../lib/plan/entity-plans.js'

interface Sent {
  readonly cql: string
  readonly values: readonly unknown[]
  readonly options: RequestOptions
}

/** Both sides over a driver that answers nothing, what they sent, and the plans of the repositories. */
function twoSides() {
  const sent = { bare: [] as Sent[], repository: [] as Sent[] }
  const keeping = (list: Sent[]) => (cql: string, values: readonly unknown[], options: RequestOptions) => {
    list.push({ cql, values, options })
    return Promise.resolve({ rows: [] })
  }
  const door = { execute: keeping(sent.repository), enter() {}, leave() {} } as unknown as Door
  const { Product, StockLine } = declareEntities(cassiform)
  const options = { keyspace: 'bench', namingStrategy: cassiform.snakeCase, absent: 'undefined' } as const
  const plans = [...compileModels([Product, StockLine], options).values()].map((model) => new EntityPlans(model))
  const [products, stockLines] = plans.map((own) => new cassiform.Repository({ door, plans: own, defaults: {} }))
  const repository = repositoryOperations(
    products as cassiform.Repository<Product>,
    stockLines as cassiform.Repository<StockLine>,
  )
  const bare = bareOperations({ execute: keeping(sent.bare) } as unknown as BareClient, 'bench')
  return { sent, plans, sides: { repository, bare } }
}

async function callTimes(benchmarkCase: BenchmarkCase, operations: Operations, times: number): Promise<void> {
  for (let n = 0; n < times; n++) await benchmarkCase.call(operations, n)
}

const plain = (cql: string) => cql.replaceAll('"', '').replace(/ LIMIT \?$/, '')

describe('the cases', () => {
  it('each send as many requests as they say, on either side', async () => {
    for (const benchmarkCase of loadCases()) {
      const { sent, sides } = twoSides()
      await callTimes(benchmarkCase, sides.bare, 20)
      await callTimes(benchmarkCase, sides.repository, 20)
      const counts = { bare: sent.bare.length, repository: sent.repository.length }
      expect({ case: benchmarkCase.name, ...counts }).toEqual({
        case: benchmarkCase.name,
        bare: 20 * benchmarkCase.requests,
        repository: 20 * benchmarkCase.requests,
      })
    }
  })

  it('build one plan for a statement, however often it is sent', async () => {
    for (const benchmarkCase of loadCases()) {
      const { sent, plans, sides } = twoSides()
      await callTimes(benchmarkCase, sides.repository, 20)
      const built = plans.reduce((sum, { counts }) => sum + counts.misses, 0)
      expect({ case: benchmarkCase.name, built }).toEqual({
        case: benchmarkCase.name,
        built: new Set(sent.repository.map(({ cql }) => cql)).size,
      })
    }
  })

  it('send the same statements, all of them prepared and idempotent', async () => {
    for (const benchmarkCase of loadCases()) {
      const { sent, sides } = twoSides()
      await callTimes(benchmarkCase, sides.bare, 1)
      await callTimes(benchmarkCase, sides.repository, 1)
      expect(sent.repository.map(({ cql }) => plain(cql))).toEqual(sent.bare.map(({ cql }) => plain(cql)))
      for (const { options } of [...sent.bare, ...sent.repository]) {
        expect(options).toMatchObject({ prepare: true, isIdempotent: true })
      }
    }
  })
})

describe('the bare driver', () => {
  it('decodes as the client of a repository does', () => {
    const { encoding } = (
      createClient({ contactPoints: ['127.0.0.1'], localDataCenter: 'x' }) as unknown as {
        options: { encoding: object }
      }
    ).options
    expect(encoding).toMatchObject(clientOptions.encoding)
  })

  it('asks for the consistency that is the default of a repository', () => {
    expect(clientOptions.queryOptions).toEqual({
      consistency: types.consistencies.localQuorum,
      serialConsistency: types.consistencies.serial,
    })
  })
})
