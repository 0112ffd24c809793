import { Column, Computed, defineEntity, PartitionKey, Repository, Table } from '../../lib/index.js'
import type { EntityClass } from '../../lib/index.js'
import { EntityPlans } from '../../lib/plan/entity-plans.js'
import { errorOf } from '../support/error-of.js'
import { FakeDriver } from '../support/fake-driver.js'
import { modelOf } from '../support/sample-entities.js'

/** Class fields are assigned here: those without an initialiser leave no trace. */
@Table()
class Order {
  @PartitionKey('int') id!: number
  @Column('int') total?: number
  @Column('text') note?: string
  @Computed({ writetime: 'note' }) readonly writtenAt?: bigint
  remembered = 1
  until?: string
  readonly arrow = () => 1
}

/** Every field is there from the start, as where class fields are defined. */
@Table()
class Parcel {
  @PartitionKey('int') id: number | undefined = undefined
  @Column('text') note: string | undefined = undefined
  label: string | undefined = undefined
  readonly #secret = 1

  get secret(): number {
    return this.#secret
  }
}

class SpecialParcel extends Parcel {
  special = 1
}

/** Cannot be made without arguments, so that nothing is known of its fields. */
@Table()
class Argued {
  @PartitionKey('int') id: number
  @Column('text') note?: string

  constructor(given: { id: number }) {
    this.id = given.id
  }
}

const Defined = defineEntity({ name: 'defined', columns: { id: 'int', note: 'text' }, partitionKey: ['id'] })

function repositoryOf<E extends object>(entity: EntityClass<E>) {
  const driver = new FakeDriver()
  return {
    driver,
    repository: new Repository<E>({ door: driver, plans: new EntityPlans(modelOf(entity)), defaults: {} }),
  }
}

const messageOf = async (call: () => unknown) => (await errorOf(call)).message

describe('a misspelt property of an instance', () => {
  const words = "'totl' in the entity is neither a column of Order nor a field that its constructor sets."
  const hint = "Did you mean 'total'? Give a field that is not stored an initialiser in the class."

  it('is refused before anything is sent, by whatever writes or copies it', async () => {
    const { driver, repository } = repositoryOf(Order)
    const order = Object.assign(new Order(), { id: 1, totl: 5 })
    expect(await messageOf(() => repository.save(order))).toBe(`[Order] save(): ${words} ${hint}`)
    expect(await messageOf(() => repository.insert(order))).toBe(`[Order] insert(): ${words} ${hint}`)
    expect(await messageOf(() => repository.insert([order]))).toBe(`[Order] insert(): ${words} ${hint}`)
    expect(await messageOf(() => repository.upsert(order))).toBe(`[Order] upsert(): ${words} ${hint}`)
    expect(await messageOf(() => repository.merge(new Order(), order))).toBe(`[Order] merge(): ${words} ${hint}`)
    expect(await errorOf(() => repository.save(order))).toMatchObject({
      code: 'E_UNKNOWN_PROPERTY',
      outcome: 'not_sent',
    })
    expect(driver.sent).toEqual([])
  })

  it('is refused of a loaded entity', async () => {
    const { repository } = repositoryOf(Order)
    const order = await repository.save(Object.assign(new Order(), { id: 1 }))
    expect(await messageOf(() => repository.save(Object.assign(order, { notee: 'x' })))).toContain(
      "Did you mean 'note'?",
    )
  })

  it.each(['notes', 'noet', 'NOTE', 'nope', 'totals', 'ttoal'])('is one slip away from a column: %s', async (name) => {
    const { repository } = repositoryOf(Order)
    const order = Object.assign(new Order(), { id: 1, [name]: 'x' })
    expect((await errorOf(() => repository.save(order))).code).toBe('E_UNKNOWN_PROPERTY')
  })

  it('is any property that is not declared where the class defines its fields', async () => {
    for (const [entity, name] of [
      [new Parcel(), 'Parcel'],
      [new Defined(), 'defined'],
    ] as const) {
      const { repository } = repositoryOf(entity.constructor as EntityClass<object>)
      expect(await messageOf(() => repository.save(Object.assign(entity, { id: 1, colour: 'red' })))).toBe(
        `[${name}] save(): 'colour' in the entity is neither a column of ${name} nor a field that its constructor sets. Give a field that is not stored an initialiser in the class.`,
      )
    }
  })
})

describe('fields that are no columns', () => {
  it('are let pass: those of the constructor, of classes below, functions, what the server computes', async () => {
    const { driver, repository } = repositoryOf(Order)
    const spied = () => 2
    await repository.save(Object.assign(new Order(), { id: 1, remembered: 2, arrow: spied, writtenAt: 5n }))
    const parcels = repositoryOf(Parcel)
    await parcels.repository.save(
      Object.assign(new SpecialParcel(), { id: 1, label: 'x', special: 2, toString: spied }),
    )
    expect([...driver.sent, ...parcels.driver.sent].map(({ cql }) => cql.slice(0, 6))).toEqual(['INSERT', 'INSERT'])
  })

  it('are let pass where the class assigns its fields and their names are no slips', async () => {
    const { driver, repository } = repositoryOf(Order)
    const order = await repository.save(Object.assign(new Order(), { id: 1, until: 'later', ids: [1], at: 1 }))
    order.total = 2
    await repository.save(order)
    expect(driver.sent).toHaveLength(2)
  })

  it('are let pass where no instance can be made to look at', async () => {
    const { driver, repository } = repositoryOf<Argued>(Argued)
    await repository.insert(Object.assign(new Argued({ id: 1 }), { other: 1 }))
    expect(driver.sent).toHaveLength(1)
  })
})
