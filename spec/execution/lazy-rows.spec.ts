import { inspect } from 'node:util'
import type { DriverRow } from '../../lib/driver/driver.js'
import { hydrateOne } from '../../lib/execution/hydrate-rows.js'
import { lazyRows } from '../../lib/execution/lazy-rows.js'
import { EntityPlans } from '../../lib/plan/entity-plans.js'
import { errorOf } from '../support/error-of.js'
import { Measurement } from '../support/result-entities.js'
import { modelOf } from '../support/sample-entities.js'

const plans = new EntityPlans(modelOf(Measurement))
const { plan } = plans.select('find', { where: { site: 'a', day: 1 }, lazy: true })
const row = (hour: number): DriverRow => ({ site: 'a', day: 1, hour, minute: 0, small: 5n })

/** Rows, and the hours of those that were hydrated so far. */
function read(...rows: readonly DriverRow[]) {
  const hydrated: unknown[] = []
  const hydrate = (one: DriverRow) => {
    hydrated.push(one['hour'])
    return plan.hydrate(one)
  }
  return { entities: lazyRows(rows, (row) => hydrateOne({ ...plan, hydrate }, row)) as Measurement[], hydrated }
}

describe('lazy rows', () => {
  it('are hydrated one by one, when they are taken, once', () => {
    const { entities, hydrated } = read(row(0), row(1), row(2))
    expect(entities).toHaveLength(3)
    expect(hydrated).toEqual([])
    const second = entities[1]!
    expect(hydrated).toEqual([1])
    expect(second).toBeInstanceOf(Measurement)
    expect(entities[1]).toBe(second)
    expect(hydrated).toEqual([1])
  })

  it('are entities as a read makes them', () => {
    const { entities } = read(row(0))
    const [entity] = entities
    expect(entity).toEqual(plan.hydrate(row(0)))
    expect({ ...entity }).toEqual({ ...plan.hydrate(row(0)) })
    expect(plans.origins.of(entity!)).toEqual(row(0))
    expect(structuredClone({ ...entity })).toEqual({ ...plan.hydrate(row(0)) })
  })

  it.each<[string, (entities: Measurement[]) => unknown]>([
    ['iteration', (entities) => [...entities]],
    ['map', (entities) => entities.map((entity) => entity)],
    ['slice', (entities) => entities.slice()],
    ['concat', (entities) => new Array<Measurement>().concat(entities)],
    ['sort', (entities) => entities.sort((a, b) => a.hour - b.hour)],
    ['reverse twice', (entities) => entities.reverse().reverse()],
    ['Object.values', (entities) => Object.values(entities)],
    ['a copy of properties', (entities) => Object.values({ ...entities })],
    ['splice', (entities) => entities.splice(0)],
    [
      'at and shift',
      (entities) => [entities.at(0), entities[1], (entities.shift(), entities.shift(), entities.shift())],
    ],
    [
      'a descriptor',
      (entities) => [0, 1, 2].map((i) => Object.getOwnPropertyDescriptor(entities, i)!.value as unknown),
    ],
  ])('never show anything else: %s', (_, take) => {
    expect(take(read(row(0), row(1), row(2)).entities)).toEqual([0, 1, 2].map((hour) => plan.hydrate(row(hour))))
  })

  it('are an array', () => {
    const { entities, hydrated } = read(row(0), row(1))
    expect(Array.isArray(entities)).toBe(true)
    entities.push(new Measurement())
    entities[0] = new Measurement()
    expect(entities).toHaveLength(3)
    expect(entities[2]).toEqual(new Measurement())
    expect(hydrated).not.toContain(1)
    expect(Object.keys(entities)).toEqual(['0', '1', '2'])
  })

  it('are shown by console.log as entities, and no more of them taken than are shown', () => {
    const { entities, hydrated } = read(...Array.from({ length: 150 }, (_, hour) => row(hour)))
    const shown = inspect(entities)
    expect(shown).not.toContain('Unread')
    expect(shown).toContain('Measurement {')
    expect(hydrated).toEqual(Array.from({ length: 100 }, (_, hour) => hour))
    expect(inspect(entities[0])).toBe(inspect(plan.hydrate(row(0))))
    expect(inspect(entities)).toBe(shown)
    expect(hydrated).toHaveLength(100)
  })

  it('are shown with the error of one that cannot be read', () => {
    const { entities } = read(row(0), { ...row(1), small: 2n ** 60n })
    expect(inspect(entities)).toMatch(/Measurement \{[^]*DecodeError: \[Measurement\.small\]/)
  })

  it('say which cell could not be read, where it is taken', async () => {
    const { entities } = read(row(0), { ...row(1), small: 2n ** 60n })
    expect(entities[0]).toMatchObject({ hour: 0, small: 5 })
    for (let i = 0; i < 2; i++) {
      const error = await errorOf(() => entities[1])
      expect(error).toMatchObject({ code: 'E_DECODE', entity: 'Measurement', property: 'small' })
    }
  })
})
