import { commentsOf } from '../examples/pages/source-regions.js'
import {
  AssignedTicket as PageView,
  refusedWrite,
  Ticket as PageTicket,
} from '../../examples/docs/materialized-views.js'
import { BeforeInsert, DataSource, MaterializedView, PartitionKey, Repository, Table } from '../../lib/index.js'
import type { EntityClass } from '../../lib/index.js'
import { compileModels } from '../../lib/model/compile-models.js'
import { EntityPlans } from '../../lib/plan/entity-plans.js'
import { modelOptions } from '../model/support/mistakes.js'
import { errorOf } from '../support/error-of.js'
import { FakeDriver, rows } from '../support/fake-driver.js'
import { AssignedTicket, Ticket } from '../support/tickets.js'

const models = compileModels([Ticket, AssignedTicket], modelOptions)
const row = { who: 'ada', opened_at: new Date(5), 'Project "x"': 'roof', id: null, cost: null, page: 'https://x.org/' }

function over() {
  const driver = new FakeDriver(rows(row))
  const plans = new EntityPlans(models.get(AssignedTicket)!)
  const repository = new Repository<AssignedTicket>({ door: driver, plans, defaults: {} })
  return { driver, repository }
}

const key = { assignee: 'ada', openedAt: new Date(5), project: 'roof', id: '6ab09bec-e68e-48d9-a5f8-97e6fb4c9b47' }
const source = { contactPoints: ['127.0.0.1:1'], localDataCenter: 'datacenter1', keyspace: 'ks' }

describe('reads of a view', () => {
  it('are those of a table', async () => {
    const { driver, repository } = over()
    const [first] = await repository.find({ where: { assignee: 'ada' }, limit: 1 })
    expect(driver.sent[0]!.cql).toBe(
      'SELECT "who", "opened_at", "Project ""x""", "id", "created_at", "page", "cost", "state", writetime("cost") AS "writetime 9" ' +
        'FROM "ks"."tickets_by_assignee" WHERE "who" = ? LIMIT ?',
    )
    expect(first).toBeInstanceOf(AssignedTicket)
    expect(first).toMatchObject({ assignee: 'ada', page: new URL('https://x.org/') })
    expect(repository.explain('scan').cql).toContain('WHERE token("who") > ? AND token("who") <= ?')
    expect(repository.explain('count', { where: { assignee: 'ada' } }).accessPath).toBe('partition')
    const { message } = await errorOf(() => repository.find({ where: { project: 'roof' } }))
    expect(message).toContain('the partition key is (assignee) but assignee is not restricted')
  })
})

describe('writes to a view', () => {
  const refused = (method: string) =>
    `[AssignedTicket] ${method}(): is a materialized view of Ticket, which is only read. Write to Ticket: Cassandra changes the view with it.`
  const entity = Object.assign(new AssignedTicket(), key)
  const calls: Readonly<Record<string, (tickets: Repository<AssignedTicket>) => Promise<unknown>>> = {
    insert: (tickets) => tickets.insert(entity),
    upsert: (tickets) => tickets.upsert(entity),
    save: (tickets) => tickets.save(entity),
    update: (tickets) => tickets.update(key, { cost: 1 }),
    increment: (tickets) => tickets.increment(key, 'cost' as never),
    decrement: (tickets) => tickets.decrement(key, 'cost' as never),
    delete: (tickets) => tickets.delete(key),
    remove: (tickets) => tickets.remove(entity),
    clear: (tickets) => tickets.clear(),
    findOrCreate: (tickets) => tickets.findOrCreate(key, {}),
    insertMany: (tickets) => tickets.insertMany([entity]),
    saveMany: (tickets) => tickets.saveMany([entity]),
    removeMany: (tickets) => tickets.removeMany([entity]),
  }

  it.each(Object.keys(calls))('%s is refused before anything is sent', async (method) => {
    const { driver, repository } = over()
    const error = await errorOf(() => calls[method]!(repository))
    expect(error).toMatchObject({ code: 'E_VIEW', entity: 'AssignedTicket', outcome: 'not_sent' })
    expect(error.message).toBe(refused(method))
    expect(driver.sent).toEqual([])
  })

  it('are refused also of what was read, and in explanations', async () => {
    const { driver, repository } = over()
    const [first] = await repository.findBy({ assignee: 'ada' })
    expect((await errorOf(() => repository.save(first!))).message).toBe(refused('save'))
    expect(driver.sent).toHaveLength(1)
    expect(() => repository.explain('insert', entity)).toThrow(refused('insert'))
    expect(() => repository.explain('update', key, { cost: 1 })).toThrow(refused('update'))
    expect(() => repository.explain('delete', key)).toThrow(refused('delete'))
    expect(() => repository.explain('clear')).toThrow(refused('clear'))
  })

  it('are refused in batches', () => {
    const db = new DataSource({ ...source, entities: [Ticket, AssignedTicket] })
    expect(() => db.batch().insert(AssignedTicket, entity)).toThrow(refused('batch.insert'))
    expect(() => db.batch().save(entity)).toThrow(refused('batch.save'))
    expect(() => db.batch().delete(AssignedTicket, key)).toThrow(refused('batch.delete'))
    expect(() => db.batch().insert(Ticket, { ...key, cost: 1 } as never)).not.toThrow()
  })

  it('tell nobody', async () => {
    @Table('t')
    class Told {
      @PartitionKey('int') id!: number
    }
    const told: string[] = []
    @MaterializedView(() => Told)
    class Telling {
      @PartitionKey() id!: number
      @BeforeInsert() tell(): void {
        told.push('insert')
      }
    }
    const before = () => void told.push('subscriber')
    const subscriber = { beforeInsert: before, beforeRemove: before, listenTo: (): EntityClass => Telling }
    const db = new DataSource({ ...source, entities: [Told, Telling], subscribers: [subscriber] })
    const telling = db.getRepository(Telling)
    expect(await errorOf(() => telling.insert({ id: 1 }))).toMatchObject({ code: 'E_VIEW' })
    expect(await errorOf(() => telling.remove(Object.assign(new Telling(), { id: 1 })))).toMatchObject({
      code: 'E_VIEW',
    })
    expect(told).toEqual([])
  })

  it('say what the page says', async () => {
    const db = new DataSource({ ...source, entities: [PageTicket, PageView] })
    const [said] = commentsOf('examples/docs/materialized-views.ts#tickets-refused', /^\[/)
    expect((await errorOf(() => refusedWrite(db))).message).toBe(said)
  })
})
