import { policies } from 'cassandra-driver'
import type { Client, ExecutionOptions, Host, HostMap } from 'cassandra-driver'
import {
  ClusteringColumn,
  Column,
  CounterColumn,
  identifier,
  In,
  KEY,
  MoreThan,
  PartitionKey,
  Table,
} from '../../../lib/index.js'
import type { DataSource, Repository } from '../../../lib/index.js'
import { createTestDataSource } from '../../../lib/testing/index.js'

@Table('routed_by_one')
class ByOne {
  @PartitionKey('text') name!: string
  @ClusteringColumn('int') place!: number
  @Column('int') value?: number
}

@Table('routed_by_three')
class ByThree {
  declare readonly [KEY]?: { partition: ['last', 'first', 'middle']; clustering: ['place'] }

  @ClusteringColumn('int') place!: number
  @PartitionKey('bigint', { position: 0 }) last!: bigint
  @PartitionKey('text', { position: 1 }) first!: string
  @PartitionKey('uuid', { position: 2 }) middle!: string
  @Column('int') value?: number | null
}

@Table('routed_counts')
class Counts {
  @PartitionKey('int') id!: number
  @CounterColumn() hits!: bigint
}

/** Notes the token that each request is routed by, as the driver's policies are given it; none is `undefined`. */
class NotingPolicy extends policies.loadBalancing.DCAwareRoundRobinPolicy {
  readonly tokens: (string | undefined)[] = []
  #client?: Client

  override init(client: Client, hosts: HostMap, callback: (error: Error) => void): void {
    this.#client = client
    super.init(client, hosts, callback)
  }

  override newQueryPlan(
    keyspace: string,
    options: ExecutionOptions,
    callback: (error: Error, iterator: Iterator<Host>) => void,
  ): void {
    // Schema statements and preparing have no options, or none that are prepared.
    if (options?.isPrepared?.() === true) {
      const key = options.getRoutingKey() as Buffer | undefined
      const token = key && (this.#client!.metadata.newToken(key).getValue() as { toString(): string })
      this.tokens.push(token?.toString())
    }
    super.newQueryPlan(keyspace, options, callback)
  }
}

const policy = new NotingPolicy(process.env.CASSANDRA_LOCAL_DC ?? 'datacenter1')
let db: DataSource
let ones: Repository<ByOne>
let threes: Repository<ByThree>

beforeAll(async () => {
  db = await createTestDataSource({
    entities: [ByOne, ByThree, Counts],
    driverOptions: { policies: { loadBalancing: policy } },
  })
  ones = db.getRepository(ByOne)
  threes = db.getRepository(ByThree)
})
afterAll(() => db.destroy())

/** The tokens of the requests of some calls. */
async function tokensOf(calls: () => Promise<unknown>): Promise<(string | undefined)[]> {
  policy.tokens.length = 0
  await calls()
  return [...policy.tokens]
}

/** The only token of some calls, sent `count` times. */
async function tokenOf(count: number, calls: () => Promise<unknown>): Promise<string> {
  const tokens = await tokensOf(calls)
  expect(tokens).toEqual(Array(count).fill(tokens[0]))
  expect(tokens[0]).toMatch(/^-?\d+$/)
  return tokens[0]!
}

describe('requests go to the replicas of their partition', () => {
  const one = { name: 'a', place: 1 }
  const three = { last: 2n ** 40n, first: 'é', middle: '123e4567-e89b-42d3-a456-426614174000' }
  const row = { place: 1, ...three }

  it('by one partition key column', async () => {
    await ones.insert({ ...one, value: 1 })
    const [told] = await db.cql<{ t: bigint }>`SELECT token(name) AS t FROM ${table('routed_by_one')}`
    const routed = await tokenOf(8, async () => {
      await ones.insert({ ...one, value: 2 })
      await ones.update(one, { value: 3 })
      await ones.update(one, { value: 4 }, { ttl: 9, timestamp: 9n })
      await ones.update(one, { value: 5 }, { if: { value: In([2, 3]) } })
      await ones.find({ where: { place: MoreThan(0), name: 'a' }, limit: 3 })
      const found = await ones.findOneByOrFail(one)
      await ones.save(Object.assign(found, { value: 6 }))
      await ones.delete({ place: MoreThan(1), name: 'a' })
    })
    expect(routed).toBe(told!.t.toString())
  })

  it('by several, in the order of the key, wherever they stand in statement and call', async () => {
    await threes.insert({ ...row, value: 1 })
    const [told] = await db.cql<{ t: bigint }>`SELECT token(last, first, middle) AS t FROM ${table('routed_by_three')}`
    const routed = await tokenOf(7, async () => {
      await threes.insert({ ...row, value: 2 })
      await threes.update({ place: 1, ...three }, { value: null })
      await threes.findBy({ place: 1, middle: three.middle, first: three.first, last: three.last })
      await threes.count({ where: three })
      await threes.insert({ ...row, place: 2 }, { ifNotExists: true })
      await threes.delete({ ...three, place: In([1, 2, 3]) })
      await threes.delete(three, { partition: true })
    })
    expect(routed).toBe(told!.t.toString())
  })

  it('each partition of a list on its own', async () => {
    const names = ['x', 'y', 'z']
    await ones.insert(names.map((name) => ({ name, place: 1 })))
    const told = await Promise.all(
      names.map(
        (name) => db.cql<{ t: bigint }>`
        SELECT token(name) AS t FROM ${table('routed_by_one')} WHERE name = ${name} LIMIT 1`,
      ),
    )
    const routed = await tokensOf(() => ones.find({ where: { name: In(names) } }))
    expect([...routed].sort()).toEqual(told.map(([first]) => first!.t.toString()).sort())
  })

  it('counters and batches', async () => {
    const counts = db.getRepository(Counts)
    await counts.increment({ id: 1 }, 'hits')
    const byCounter = await tokenOf(2, async () => {
      await counts.increment({ id: 1 }, 'hits')
      await counts.findOneBy({ id: 1 })
    })
    const [told] = await db.cql<{ t: bigint }>`SELECT token(id) AS t FROM ${table('routed_counts')}`
    expect(byCounter).toBe(told!.t.toString())

    const byRow = await tokenOf(1, () => ones.findOneBy(one))
    policy.tokens.length = 0
    await db
      .batch()
      .update(ByOne, one, { value: 7 })
      .insert(ByOne, { ...one, place: 2 })
      .execute()
    expect(policy.tokens.filter((token) => token !== undefined)).toEqual([byRow])
  })
})

/** The table in the keyspace of this spec, quoted. */
function table(name: string) {
  const keyspace = /"(test_[^"]*)"/.exec(ones.explain('clear').cql)![1]!
  return identifier(keyspace, name)
}
