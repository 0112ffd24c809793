import { ClusteringColumn, Column, ExecutionError, PartitionKey, Table, udt, UserType } from '../../lib/index.js'
import type { Outcome } from '../../lib/index.js'
import { RepositoryParts } from '../../lib/repository/repository-parts.js'
import { EntityPlans } from '../../lib/plan/entity-plans.js'
import { errorOf } from '../support/error-of.js'
import { FakeDriver } from '../support/fake-driver.js'
import { modelOf } from '../support/sample-entities.js'

@UserType('place')
class Place {
  @Column('text') street?: string | null
  @Column('text') town?: string | null
}

@Table('houses')
class House {
  @PartitionKey('int') id!: number
  @ClusteringColumn('int') number!: number
  @Column('text') owner?: string | null
  @Column('set<text>') tags!: Set<string>
  @Column('map<text, int>') counts!: Map<string, number>
  @Column('list<int>') floors!: number[]
  @Column(udt(() => Place, { frozen: false })) place?: Place
}

const houseOf = (): House =>
  Object.assign(new House(), {
    id: 1,
    number: 2,
    owner: 'a',
    tags: new Set(['old']),
    counts: new Map([['old', 1]]),
    floors: [1],
    place: { street: 's', town: 't' },
  })

/** A house that was saved, then changed, and of whose second save only an outcome is known. */
async function houseWithFailedSave(outcome: Outcome, change: (house: House) => unknown) {
  let isBroken = false
  const driver = new FakeDriver(() => {
    if (isBroken) throw new ExecutionError('no answer', { code: 'E_TIMEOUT', outcome })
    return { rows: [] }
  })
  const { saver } = new RepositoryParts({ door: driver, plans: new EntityPlans(modelOf(House)), defaults: {} })
  const house = houseOf()
  await saver.save(house, undefined)
  const fail = async (next: (house: House) => unknown): Promise<void> => {
    next(house)
    isBroken = true
    await errorOf(() => saver.save(house, undefined))
    isBroken = false
  }
  await fail(change)
  const sentBySave = async (): Promise<{ cql: string; values: readonly unknown[] } | undefined> => {
    const before = driver.sent.length
    await saver.save(house, undefined)
    const request = driver.sent[before]
    return request && { cql: /SET (.*) WHERE/.exec(request.cql)![1]!, values: request.values.slice(0, -2) }
  }
  return { house, fail, sentBySave }
}

describe('a save whose outcome nobody knows', () => {
  it('is undone by a save of what was before', async () => {
    const { house, sentBySave } = await houseWithFailedSave('unknown', (given) => (given.owner = 'b'))
    house.owner = 'a'
    expect(await sentBySave()).toEqual({ cql: '"owner" = ?', values: ['a'] })
    expect(await sentBySave()).toBeUndefined()
  })

  it('is undone where a cell was deleted, or was not there', async () => {
    const { house, sentBySave } = await houseWithFailedSave('unknown', (given) => (given.owner = null))
    house.owner = 'a'
    expect(await sentBySave()).toEqual({ cql: '"owner" = ?', values: ['a'] })
    const other = await houseWithFailedSave('unknown', (given) => (given.owner = 'b'))
    other.house.owner = null
    expect(await other.sentBySave()).toEqual({ cql: '"owner" = ?', values: [null] })
  })

  it('is repeated by a save of the same', async () => {
    const { sentBySave } = await houseWithFailedSave('unknown', ({ tags }) => tags.add('new'))
    expect(await sentBySave()).toEqual({ cql: '"tags" = "tags" + ?', values: [new Set(['new'])] })
    expect(await sentBySave()).toBeUndefined()
  })

  it('is undone element by element, so that elements written by others survive', async () => {
    const { house, sentBySave } = await houseWithFailedSave('unknown', ({ tags, counts }) => {
      tags.add('new').delete('old')
      counts.set('new', 2).set('old', 3)
    })
    house.tags = new Set(['old', 'other'])
    house.counts = new Map([['old', 1]])
    expect(await sentBySave()).toEqual({
      cql: '"tags" = "tags" + ?, "tags" = "tags" - ?, "counts" = "counts" + ?, "counts" = "counts" - ?',
      values: [new Set(['old', 'other']), new Set(['new']), new Map([['old', 1]]), new Set(['new'])],
    })
  })

  it('is undone field by field', async () => {
    const { house, sentBySave } = await houseWithFailedSave('unknown', ({ place }) => (place!.street = 'x'))
    house.place!.street = 's'
    house.place!.town = 'y'
    expect(await sentBySave()).toMatchObject({ values: ['s', 'y'] })
  })

  it('is one of several: each of them may be what the row holds', async () => {
    const { house, fail, sentBySave } = await houseWithFailedSave('unknown', ({ tags }) => tags.add('b'))
    await fail(({ tags }) => tags.add('c'))
    await fail(() => {})
    house.tags = new Set(['old'])
    expect(await sentBySave()).toEqual({ cql: '"tags" = "tags" - ?', values: [new Set(['b', 'c'])] })
  })

  it('is one of too many: all but the key is written', async () => {
    const { fail, house, sentBySave } = await houseWithFailedSave('unknown', (given) => (given.owner = '0'))
    for (const owner of ['1', '2', '3', '4']) await fail((given) => (given.owner = owner))
    house.owner = 'a'
    expect((await sentBySave())?.cql).toContain('"owner" = ?, "tags" = ?')
  })
})

describe('a save that certainly failed', () => {
  it.each(['not_sent', 'rejected'] as const)('leaves nothing to undo (%s)', async (outcome) => {
    const { house, sentBySave } = await houseWithFailedSave(outcome, (given) => (given.owner = 'b'))
    house.owner = 'a'
    expect(await sentBySave()).toBeUndefined()
  })
})
