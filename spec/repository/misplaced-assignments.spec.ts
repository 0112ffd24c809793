import { Add, Append, Column, In, Increment, PartitionKey, Put, Repository, SetField, Table } from '../../lib/index.js'
import { EntityPlans } from '../../lib/plan/entity-plans.js'
import { errorOf } from '../support/error-of.js'
import { FakeDriver, rows } from '../support/fake-driver.js'
import { modelOf } from '../support/sample-entities.js'

@Table()
class Article {
  @PartitionKey('int') id!: number
  @Column('set<text>') tags!: Set<string>
  @Column('list<text>') notes?: string[]
  @Column('map<text, int>') counts?: Map<string, number>
  @Column('text', {
    transformer: { to: (value: object) => JSON.stringify(value), from: (text: string) => text as never },
  })
  free?: unknown
}

const row = { id: 1, tags: new Set(['a']), notes: ['a'], counts: null, free: null }

function over() {
  const driver = new FakeDriver(rows(row))
  return {
    driver,
    repository: new Repository<Article>({ door: driver, plans: new EntityPlans(modelOf(Article)), defaults: {} }),
  }
}

const hint = 'update() takes it, in place of the value of a column.'
const sentence = (name: string) => `is ${name}, which changes what a column holds; expected a value. ${hint}`

describe('what changes a column is no value of an entity', () => {
  it.each<[string, string, object, string]>([
    ['tags', 'Add', { tags: Add(['b']) }, '[Article.tags]'],
    ['notes', 'Append', { notes: Append(['b']) }, '[Article.notes]'],
    ['counts', 'Put', { counts: Put(new Map([['b', 1]])) }, '[Article.counts]'],
    ['tags', 'Increment', { tags: Increment() }, '[Article.tags]'],
    ['free', 'SetField', { free: SetField('x', 1) }, '[Article.free]'],
  ])('%s: %s', async (_, name, given, place) => {
    const { driver, repository } = over()
    const entity = { id: 1, ...given } as never
    for (const method of ['preload', 'create'] as const) {
      const error = await errorOf(() => repository[method](entity))
      expect(error).toMatchObject({ code: 'E_ASSIGNMENT', outcome: 'not_sent' })
      expect(error.message).toBe(`${place} ${method}(): ${sentence(name)}`)
    }
    expect((await errorOf(() => repository.merge(new Article(), entity))).message).toBe(
      `${place} merge(): ${sentence(name)}`,
    )
    for (const write of ['insert', 'upsert'] as const) {
      expect((await errorOf(() => repository[write](entity))).message).toBe(`${place} ${sentence(name)}`)
    }
    expect((await errorOf(() => repository.save(Object.assign(new Article(), entity)))).message).toBe(
      `${place} ${sentence(name)}`,
    )
    expect((await errorOf(() => repository.save(entity))).code).toBe('E_ASSIGNMENT')
    expect(driver.sent.filter(({ cql }) => !cql.startsWith('SELECT'))).toEqual([])
    const loaded = (await repository.findOneBy({ id: 1 }))!
    expect((await errorOf(() => repository.save(Object.assign(loaded, given)))).message).toBe(
      `${place} save(): ${sentence(name)}`,
    )
    expect(driver.sent.filter(({ cql }) => !cql.startsWith('SELECT'))).toEqual([])
  })

  it('nor is a restriction, of a column with a transformer either', async () => {
    const { driver, repository } = over()
    expect((await errorOf(() => repository.insert({ id: 1, tags: new Set(), free: In([1]) }))).message).toBe(
      '[Article.free] text cannot hold this value exactly; expected a value, given an instance of Operator.',
    )
    expect(driver.sent).toEqual([])
  })
})
