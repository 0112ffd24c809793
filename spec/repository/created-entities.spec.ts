import { Column, PartitionKey, Repository, StaticColumn, Table, ClusteringColumn } from '../../lib/index.js'
import type { EntityClass } from '../../lib/index.js'
import { EntityPlans } from '../../lib/plan/entity-plans.js'
import { FakeDriver } from '../support/fake-driver.js'
import type { Answer } from '../support/fake-driver.js'
import { modelOf } from '../support/sample-entities.js'

@Table()
class Basket {
  @PartitionKey('text') customer!: string
  @ClusteringColumn('int') number!: number
  @StaticColumn('text') greeting?: string | null
  @StaticColumn('set<text>') badges?: Set<string> | null
  @Column('set<text>') tags!: Set<string>
  @Column('map<text, int>') counts!: Map<string, number>
  @Column('list<text>', { nullable: true }) notes?: string[] | null
  @Column('frozen<set<text>>') frozen?: Set<string>
  @Column('text') note?: string | null
  @Column('text', { absent: 'null' }) remark?: string | null
  @Column('text', { select: false }) secret?: string | null
}

const key = { customer: 'ada', number: 1 }
const answer: Answer = ({ cql }) => ({ rows: cql.includes('IF') ? [{ '[applied]': true }] : [] })

function repositoryOf<E extends object>(entity: EntityClass<E>, answers = answer) {
  const driver = new FakeDriver(answers)
  return {
    driver,
    repository: new Repository<E>({ door: driver, plans: new EntityPlans(modelOf(entity)), defaults: {} }),
  }
}

async function created(init: Partial<Basket> = {}) {
  const { driver, repository } = repositoryOf(Basket)
  const { entity } = await repository.findOrCreate(key, init)
  return { driver, repository, entity }
}

describe('an entity that findOrCreate made', () => {
  it('is as a read would give it', async () => {
    const row = { customer: 'ada', number: 1, note: null }
    const { repository } = repositoryOf(Basket, () => ({ rows: [row] }))
    const read = (await repository.findOneBy(key))!
    const { entity } = await created({ note: null, secret: 'x' })
    expect(entity).toBeInstanceOf(Basket)
    // What was said is there, and what other rows of the partition may have given is not known.
    expect({ ...entity }).toStrictEqual({ ...read, secret: 'x', badges: undefined })
    expect(entity).toMatchObject({
      tags: new Set(),
      counts: new Map(),
      notes: undefined,
      note: undefined,
      remark: null,
    })
  })

  it('knows that what was not said is absent: nothing is sent for it', async () => {
    const { driver, repository, entity } = await created()
    await repository.save(entity)
    Object.assign(entity, { note: null, tags: null })
    await repository.save(entity)
    expect(driver.sent).toHaveLength(2)
  })

  it('is changed element by element', async () => {
    const { driver, repository, entity } = await created()
    entity.tags.add('a')
    entity.note = 'x'
    await repository.save(entity)
    expect(driver.sent[2]?.cql).toMatch(/SET "tags" = "tags" \+ \?, "note" = \? WHERE/)
  })

  it('knows nothing of static cells that were not said: other rows may have given them', async () => {
    const { driver, repository, entity } = await created()
    expect(entity.greeting).toBeUndefined()
    entity.greeting = null
    entity.badges = new Set()
    await repository.save(entity)
    expect(driver.sent[2]?.cql).toMatch(/SET "greeting" = \?, "badges" = \? WHERE "customer" = \?$/)
  })
})

it('an entity that save made of a plain object does not know what was not said: an older row may hold it', async () => {
  const { driver, repository } = repositoryOf(Basket)
  const entity = await repository.save({ ...key, note: 'x' } as Basket)
  expect(Object.keys(entity)).toContain('tags')
  expect(entity.tags).toBeUndefined()
  entity.tags = new Set()
  await repository.save(entity)
  expect(driver.sent[1]?.cql).toMatch(/SET "tags" = \? WHERE/)
})

it('an instance that save inserted stays as it is, but for what the library sets', async () => {
  const { repository } = repositoryOf(Basket)
  const given = repository.create(key)
  expect(await repository.save(given)).toBe(given)
  expect({ ...given }).toStrictEqual(key)
})
