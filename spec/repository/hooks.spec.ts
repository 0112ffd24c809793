import { WarnedOnce } from '../../lib/execution/batches/batch-warnings.js'
import { Executor } from '../../lib/execution/executor.js'
import 'reflect-metadata'
import {
  AfterInsert,
  AfterLoad,
  AfterRemove,
  AfterUpdate,
  Batch,
  BeforeInsert,
  BeforeRemove,
  BeforeUpdate,
  BeforeWrite,
  Column,
  CounterColumn,
  DataSource,
  EventSubscriber,
  HookError,
  PartitionKey,
  Table,
} from '../../lib/index.js'
import type {
  EntitySubscriberInterface,
  InsertEvent,
  RemoveEvent,
  Repository,
  UpdateEvent,
  WriteEvent,
} from '../../lib/index.js'
import { listenersOfModels, loadListener, resolveSubscribers } from '../../lib/data-source/subscribers.js'
import type { SubscriberReference } from '../../lib/data-source/subscribers.js'
import type { EntityClass } from '../../lib/index.js'
import { compileModels } from '../../lib/model/compile-models.js'
import { snakeCase } from '../../lib/model/naming-strategy.js'
import { EntityPlans } from '../../lib/plan/entity-plans.js'
import { Repository as RepositoryClass } from '../../lib/index.js'
import { RepositoryParts } from '../../lib/repository/repository-parts.js'
import { errorOf } from '../support/error-of.js'
import { FakeDriver } from '../support/fake-driver.js'
import type { Answer } from '../support/fake-driver.js'

let told: string[] = []
beforeEach(() => {
  told = []
})

class Dated {
  @Column('text') trail?: string

  @BeforeWrite()
  noteWrite() {
    told.push('write of base')
    this.trail = 'written'
  }
}

@Table()
class Order extends Dated {
  @PartitionKey('int') id!: number
  @Column('text') title?: string | null
  @Column('int', { default: 7 }) amount?: number
  seen?: string

  @BeforeInsert()
  async slow() {
    await Promise.resolve()
    told.push(`before insert ${this.amount}`)
    this.title ??= 'untitled'
  }

  @BeforeUpdate()
  beforeUpdate() {
    told.push('before update')
    if (this.title === 'fail') throw new Error('mine')
  }

  @AfterInsert()
  @AfterUpdate()
  @AfterRemove()
  async after() {
    await Promise.resolve()
    told.push('after')
    if (this.title === 'late') throw new Error('too late')
  }

  @BeforeRemove()
  beforeRemove() {
    told.push('before remove')
  }

  @AfterLoad()
  loaded() {
    this.seen = `${this.title} seen`
  }
}

@Table()
class Plain {
  @PartitionKey('int') id!: number
  @Column('text') title?: string
}

@Table()
class Views {
  @PartitionKey('int') id!: number
  @CounterColumn() views?: bigint
}

@EventSubscriber()
class Everything implements EntitySubscriberInterface {
  afterLoad(entity: object) {
    told.push(`load of ${entity.constructor.name}`)
  }
  beforeInsert(event: InsertEvent<object>) {
    told.push(`subscriber before ${event.method} of ${event.target.name}`)
  }
  afterInsert(event: InsertEvent<object>) {
    told.push(`subscriber after ${event.method}`)
  }
  beforeUpdate({ method, entity, key, patch }: UpdateEvent<object>) {
    told.push(`subscriber before ${method} ${JSON.stringify([entity !== undefined, key, Object.keys(patch)])}`)
    if ('title' in patch && entity === undefined) patch.title = 'by subscriber'
  }
  afterUpdate({ method }: UpdateEvent<object>) {
    told.push(`subscriber after ${method}`)
  }
  beforeRemove({ method, entity, where }: RemoveEvent<object>) {
    told.push(`subscriber before ${method} ${JSON.stringify([entity !== undefined, where])}`)
  }
  afterRemove({ method }: RemoveEvent<object>) {
    told.push(`subscriber after ${method}`)
  }
}

function over(subscribers: readonly SubscriberReference[] = [], answer?: Answer) {
  const driver = new FakeDriver((request) => {
    told.push(request.cql.split(' ')[0]!)
    return answer?.(request) ?? { rows: [] }
  })
  const models = compileModels([Order, Plain, Views], {
    keyspace: 'ks',
    namingStrategy: snakeCase,
    absent: 'undefined',
  })
  const listeners = listenersOfModels(models.values(), resolveSubscribers(subscribers))
  const cache = new Map<EntityClass, Repository<object>>()
  const repositoryOf = <E extends object>(entity: EntityClass<E>): Repository<E> => {
    const model = models.get(entity)!
    const plans = new EntityPlans(model, undefined, undefined, loadListener(model, listeners))
    const found =
      cache.get(entity) ??
      new RepositoryClass<object>({
        door: driver,
        plans,
        defaults: {},
        listenersOf: (one) => listeners.get(one),
      })
    cache.set(entity, found)
    return found as Repository<E>
  }
  const batch = () =>
    new Batch({
      executor: new Executor(driver, {}),
      bindRaw: () => Promise.resolve([]),
      partsOf: (entity) => RepositoryParts.of(repositoryOf(entity)),
      defaults: {},
      limits: { warnBytes: 5000, failBytes: 50_000, warnPartitions: 10 },
      warnings: new WarnedOnce(() => {}),
    })
  return { driver, batch, orders: repositoryOf(Order), plains: repositoryOf(Plain), views: repositoryOf(Views) }
}

const row = { id: 1, title: 'a', amount: 1, trail: null }

describe('methods of an entity', () => {
  it('are called around an insert, base first, with defaults set, and what they change is written', async () => {
    const { orders, driver } = over()
    const order = Object.assign(new Order(), { id: 1 })
    await orders.insert(order)
    expect(told).toEqual(['write of base', 'before insert 7', 'INSERT', 'after'])
    expect(driver.sent[0]!.values).toEqual([1, 'written', 'untitled', 7])
    expect(order).toMatchObject({ title: 'untitled', trail: 'written', amount: 7 })
  })

  it('are called for plain objects as well, which get what was changed', async () => {
    const { orders, driver } = over()
    const plain: { id: number; title?: string } = { id: 1 }
    await orders.insert(plain)
    expect(plain).toEqual({ id: 1, title: 'untitled', trail: 'written', amount: 7 })
    expect(driver.sent[0]!.values).toEqual([1, 'written', 'untitled', 7])
    told = []
    const saved = await orders.save({ id: 2, title: 'b' })
    expect(told).toEqual(['write of base', 'before insert 7', 'INSERT', 'after'])
    expect(saved).toBeInstanceOf(Order)
  })

  it('are called around a save only where something changed, and what they change is saved as well', async () => {
    const { orders, driver } = over([], () => ({ rows: [row] }))
    const [order] = await orders.findBy({ id: 1 })
    expect(order!.seen).toBe('a seen')
    told = []
    await orders.save(order!)
    expect(told).toEqual([])
    order!.amount = 2
    await orders.save(order!)
    expect(told).toEqual(['write of base', 'before update', 'UPDATE', 'after'])
    expect(driver.sent.at(-1)!.cql).toContain('SET "trail" = ?, "amount" = ? WHERE')
    await orders.save(order!)
    expect(driver.sent).toHaveLength(2)
  })

  it('are called around a removal; not for a patch, a condition, a truncation or part of a row', async () => {
    const { orders } = over([], () => ({ rows: [row] }))
    await orders.remove(Object.assign(new Order(), { id: 1 }))
    expect(told).toEqual(['before remove', 'DELETE', 'after'])
    told = []
    await orders.update({ id: 1 }, { title: 'b' })
    await orders.delete({ id: 1 })
    await orders.clear()
    const [narrowed] = await orders.find({ where: { id: 1 }, select: ['title'] })
    expect(narrowed).toEqual({ title: 'a' })
    expect(told).toEqual(['UPDATE', 'DELETE', 'TRUNCATE', 'SELECT'])
  })

  it('stop a write by what they throw, which passes through', async () => {
    const { orders, driver } = over([], () => ({ rows: [row] }))
    const [order] = await orders.findBy({ id: 1 })
    order!.title = 'fail'
    await expect(orders.save([Object.assign(new Order(), { id: 9 }), order!])).rejects.toEqual(new Error('mine'))
    expect(driver.sent).toHaveLength(1)
    order!.title = 'b'
    await orders.save(order!)
    expect(driver.sent[1]!.cql).toContain('SET "trail" = ?, "title" = ?')
  })

  it('that fail afterwards say that the row is written, and others are told all the same', async () => {
    const { orders, driver } = over()
    const late = Object.assign(new Order(), { id: 1, title: 'late' })
    const error = await errorOf(() => orders.save([late, Object.assign(new Order(), { id: 2 })]))
    expect(error).toBeInstanceOf(HookError)
    expect(error).toMatchObject({
      code: 'E_AFTER_HOOK',
      entity: 'Order',
      isWritten: true,
      cause: new Error('too late'),
    })
    expect('outcome' in error).toBe(false)
    expect(error.message).toBe(
      '[Order] save(): Order.after failed after the write, which stands. Do not repeat the write; the cause is what was thrown.',
    )
    expect(told.filter((line) => line === 'after')).toHaveLength(2)
    await orders.save(late)
    expect(driver.sent).toHaveLength(2)
  })

  it('are not called after a write that failed, or whose condition was not met', async () => {
    const failing = over([], () => Promise.reject(new Error('down')))
    await errorOf(() => failing.orders.insert({ id: 1 }))
    expect(told).toEqual(['write of base', 'before insert 7', 'INSERT'])
    told = []
    const { orders } = over([], () => ({ rows: [{ '[applied]': false }] }))
    expect(await orders.insert({ id: 1 }, { ifNotExists: true })).toEqual({ applied: false })
    expect(told).toEqual(['write of base', 'before insert 7', 'INSERT'])
  })

  it('are called by findOrCreate for a row that is new, when it is known to be', async () => {
    const there = over([], () => ({ rows: [row] }))
    expect(await there.orders.findOrCreate({ id: 1 }, { title: 'b' })).toMatchObject({
      created: false,
      entity: { seen: 'a seen' },
    })
    expect(told).toEqual(['SELECT'])
    told = []
    const isRead = ({ cql }: { readonly cql: string }) => cql.startsWith('SELECT')
    const missing = over([], (request) => ({ rows: isRead(request) ? [] : [{ '[applied]': true }] }))
    const made = await missing.orders.findOrCreate({ id: 1 }, {})
    expect(told).toEqual(['SELECT', 'write of base', 'before insert 7', 'INSERT', 'after'])
    expect(missing.driver.sent[1]!.values).toEqual([1, 'written', 'untitled', 7])
    expect(made).toMatchObject({ created: true, entity: { title: 'untitled', trail: 'written' } })
    told = []
    const late = over([], (request) => ({ rows: isRead(request) ? [] : [{ '[applied]': false, ...row }] }))
    expect(await late.orders.findOrCreate({ id: 1 }, {})).toMatchObject({ entity: { seen: 'a seen' } })
    expect(told).toEqual(['SELECT', 'write of base', 'before insert 7', 'INSERT'])
  })

  it('are called by upsert as by insert, and by preload as by a read', async () => {
    const { orders } = over([], () => ({ rows: [row] }))
    await orders.upsert({ id: 1 })
    expect(told).toEqual(['write of base', 'before insert 7', 'INSERT', 'after'])
    expect(await orders.preload({ id: 1, title: 'b' })).toMatchObject({ seen: 'a seen', title: 'b' })
  })

  it('are called for entities of pages, streams and scans, and for lazy ones when they are taken', async () => {
    const everything = new Everything()
    const { orders } = over([everything], ({ cql }) => ({
      rows: /partitioner/.test(cql) ? [{ partitioner: 'org.apache.cassandra.dht.Murmur3Partitioner' }] : [row],
    }))
    const load = ['SELECT', 'load of Order']
    await orders.findPage({ where: { id: 1 }, pageSize: 1 })
    expect(told).toEqual(load)
    told = []
    for await (const order of orders.stream({ where: { id: 1 } })) expect(order.seen).toBe('a seen')
    expect(told).toEqual(load)
    told = []
    const found = await orders.find({ where: { id: 1 }, lazy: true })
    expect(told).toEqual(['SELECT'])
    expect(found[0]!.seen).toBe('a seen')
    expect(told).toEqual(load)
    told = []
    for await (const order of orders.scan({ parallelism: 1 })) {
      expect(order.seen).toBe('a seen')
      break
    }
    expect(told.filter((line) => line.startsWith('load'))).toHaveLength(1)
  })

  it('are not called where rows become another class, or parts of entities', async () => {
    class View {
      id?: number
      title?: string | null
      amount?: number
      trail?: string
    }
    const { orders } = over([new Everything()], () => ({ rows: [row] }))
    await orders.find({ where: { id: 1 }, into: View })
    await orders.find({ where: { id: 1 }, select: ['title'] })
    expect(told).toEqual(['SELECT', 'SELECT'])
  })

  it('are not called for pages, streams and rows in the way, by a view that tells nobody', async () => {
    const { orders } = over([new Everything()], ({ cql }) => ({
      rows: [cql.startsWith('SELECT') ? row : { '[applied]': false, ...row }],
    }))
    const silent = orders.withOptions({ listeners: false })
    await silent.findPage({ where: { id: 1 }, pageSize: 1 })
    for await (const order of silent.stream({ where: { id: 1 } })) expect(order.seen).toBeUndefined()
    await silent.insert({ id: 1 }, { ifNotExists: true })
    await silent.findOrCreate({ id: 1 }, {})
    await silent.preload({ id: 1 })
    expect(told.filter((line) => line.startsWith('load'))).toEqual([])
    await orders.insert({ id: 1 }, { ifNotExists: true, listeners: false })
    expect(told.filter((line) => line.startsWith('load'))).toEqual([])
    await orders.insert({ id: 1 }, { ifNotExists: true })
    expect(told.filter((line) => line.startsWith('load'))).toEqual(['load of Order'])
  })

  it('are not called after a batch or a removal whose condition was not met', async () => {
    const { orders, batch } = over([new Everything()], () => ({ rows: [{ '[applied]': false, id: 1 }] }))
    const outcome = await batch().insert(Plain, { id: 1 }, { ifNotExists: true }).execute()
    expect(outcome).toMatchObject({ applied: false })
    expect(told.filter((line) => line.startsWith('subscriber after'))).toEqual([])
    const order = Object.assign(new Order(), { id: 1 })
    expect(await orders.remove(order, { ifExists: true })).toEqual({ applied: false })
    expect(told.filter((line) => line.includes('after'))).toEqual([])
  })

  it('are called after a batch whose conditions were met', async () => {
    const { batch } = over([new Everything()], () => ({ rows: [{ '[applied]': true }] }))
    await batch().insert(Plain, { id: 1 }, { ifNotExists: true }).execute()
    expect(told).toEqual(['subscriber before insert of Plain', 'BEGIN', 'subscriber after insert'])
  })

  it('are switched off for a call or a view', async () => {
    const { orders } = over([Everything], () => ({ rows: [row] }))
    await orders.insert({ id: 1 }, { listeners: false })
    const [order] = await orders.find({ where: { id: 1 }, listeners: false })
    expect(order).not.toHaveProperty('seen')
    const [again] = await orders.findByKeys([{ id: 1 }], { listeners: false })
    expect(again).not.toHaveProperty('seen')
    const silent = orders.withOptions({ listeners: false })
    await silent.update({ id: 1 }, { title: 'b' })
    expect(await silent.findOneBy({ id: 1 })).not.toHaveProperty('seen')
    expect(told).toEqual(['INSERT', 'SELECT', 'SELECT', 'UPDATE', 'SELECT'])
    expect(await orders.findOneBy({ id: 1 })).toHaveProperty('seen')
  })
})

describe('subscribers', () => {
  it('are told of every write with what it knows, after the methods of the entity', async () => {
    const { orders, plains, driver } = over([new Everything()], () => ({ rows: [row] }))
    await orders.insert({ id: 1, title: 'a' })
    expect(told).toEqual([
      'write of base',
      'before insert 7',
      'subscriber before insert of Order',
      'INSERT',
      'after',
      'subscriber after insert',
    ])
    told = []
    await plains.update({ id: 1 }, { title: 'b' })
    await plains.delete({ id: 1 })
    await plains.findOneBy({ id: 1 })
    expect(told).toEqual([
      'subscriber before update [false,{"id":1},["title"]]',
      'UPDATE',
      'subscriber after update',
      'subscriber before delete [false,{"id":1}]',
      'DELETE',
      'subscriber after delete',
      'SELECT',
      'load of Plain',
    ])
    expect(driver.sent[1]!.values[0]).toBe('by subscriber')
  })

  it('are told of counters and of removals', async () => {
    const { views, plains } = over([Everything])
    await views.increment({ id: 1 }, 'views', 2)
    await plains.remove(Object.assign(new Plain(), { id: 1 }))
    expect(told).toEqual([
      'subscriber before increment [false,{"id":1},["views"]]',
      'UPDATE',
      'subscriber after increment',
      'subscriber before remove [true,null]',
      'DELETE',
      'subscriber after remove',
    ])
  })

  it('listen to one class and those that extend it', async () => {
    const heard: WriteEvent<object>[] = []
    const subscriber: EntitySubscriberInterface<Dated> = {
      listenTo: () => Dated,
      beforeWrite: (event) => {
        heard.push(event)
      },
    }
    const { orders, plains } = over([subscriber])
    await plains.insert({ id: 1 })
    await orders.insert({ id: 1 })
    expect(heard).toMatchObject([{ kind: 'insert', target: Order, keyspace: 'ks', table: 'order', method: 'insert' }])
  })

  it('cost nothing where there are none', () => {
    const { plains, orders } = over()
    expect(RepositoryParts.of(plains).heard).toBeUndefined()
    expect(RepositoryParts.of(orders).heard).toBeDefined()
  })

  it('are refused where they would never be called, or waited for', async () => {
    const refusal = (subscriber: unknown) => {
      try {
        return new DataSource({ contactPoints: ['x'], entities: [], subscribers: [subscriber as never] })
      } catch (error) {
        return (error as Error).message
      }
    }
    expect(refusal({ beforeInsrt() {} })).toMatch(
      /method 'beforeInsrt' that is never called. Did you mean 'beforeInsert'/,
    )
    expect(refusal({ beforeSoftRemove() {} })).toMatch(/'beforeSoftRemove' that is never called/)
    expect(refusal({ other() {} })).toMatch(/subscribers\[0\] listens to nothing/)
    expect(refusal(class {})).toMatch(/a class without @EventSubscriber/)
    expect(refusal(5)).toMatch(/is no subscriber/)
    const { plains } = over([{ afterLoad: async () => {} }], () => ({ rows: [row] }))
    const error = await errorOf(() => plains.findOneBy({ id: 1 }))
    expect(error).toMatchObject({ code: 'E_HOOK', entity: 'Plain' })
  })
})

describe('many writes at once', () => {
  it('tell of each item of a bulk write when it is its turn', async () => {
    const { orders } = over([Everything])
    await orders.insertMany([{ id: 1 }], { concurrency: 1 })
    expect(told).toEqual([
      'write of base',
      'before insert 7',
      'subscriber before insertMany of Order',
      'INSERT',
      'after',
      'subscriber after insertMany',
    ])
    told = []
    await orders.removeMany([Object.assign(new Order(), { id: 1 })])
    expect(told).toEqual([
      'before remove',
      'subscriber before remove [true,null]',
      'DELETE',
      'after',
      'subscriber after remove',
    ])
  })

  it('tell of members of a batch when they are added, and after all are written', async () => {
    const { batch } = over([Everything])
    const members = batch()
      .insert(Plain, { id: 1 })
      .update(Plain, { id: 2 }, { title: 'b' })
      .remove(Object.assign(new Plain(), { id: 3 }))
      .delete(Plain, { id: 4 }, { listeners: false })
    expect(told).toEqual([
      'subscriber before insert of Plain',
      'subscriber before update [false,{"id":2},["title"]]',
      'subscriber before remove [true,null]',
    ])
    told = []
    await members.execute()
    expect(told).toEqual(['BEGIN', 'subscriber after insert', 'subscriber after update', 'subscriber after remove'])
    const error = await errorOf(() => batch().insert(Order, { id: 1 }))
    expect(error).toMatchObject({ code: 'E_HOOK', entity: 'Order' })
    expect(error.message).toContain('Order.slow is asynchronous where nothing waits for it')
  })
})
