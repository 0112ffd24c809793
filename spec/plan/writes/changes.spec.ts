import { Assignment } from '../../../lib/cql/assignments.js'
import type { Call } from '../../../lib/plan/call.js'
import { changesOf, snapshotOf } from '../../../lib/plan/writes/changes.js'
import { buildHydrate } from '../../../lib/plan/reads/compile-hydrate.js'
import { createOrigins } from '../../../lib/plan/loaded.js'
import { Column, PartitionKey, Table } from '../../../lib/index.js'
import { errorOf } from '../../support/error-of.js'
import { modelOf, Reading, rowKey } from '../../support/sample-entities.js'

const { mark, forget, of: originOf } = createOrigins()
const origins = { mark, forget, of: originOf }
const call: Call = { model: modelOf(Reading), method: 'save' }

/** A reading as if it had been saved with these values, and then changed. */
function saved(values: Partial<Reading>, change: (entity: Reading) => void): Record<string, unknown> | undefined {
  const entity = Object.assign(new Reading(), rowKey, values)
  const origin = snapshotOf(call, entity as never, {})
  change(entity)
  return changesOf(call, entity as never, origin)
}

const assignment = (kind: string, operand: unknown) => new Assignment(kind as never, operand)

describe('what save sends', () => {
  it('is nothing if nothing changed', () => {
    expect(saved({ value: 1, tags: new Set(['a']), samples: [1], note: 'x' }, () => {})).toBeUndefined()
  })

  it('is nothing if a value was replaced by an equal one', () => {
    const before = { tags: new Set(['a', 'b']), samples: [1], counts: new Map([['a', 1]]), shape: [1] }
    const change = (entity: Reading) =>
      Object.assign(entity, { tags: new Set(['b', 'a']), samples: [1], counts: new Map([['a', 1]]), shape: [1] })
    expect(saved(before, change)).toBeUndefined()
  })

  it.each<[string, Partial<Reading>, (entity: Reading) => void, Record<string, unknown>]>([
    ['a changed value', { value: 1 }, (e) => (e.value = 2), { value: 2 }],
    ['a deleted value', { note: 'x' }, (e) => (e.note = null), { note: null }],
    [
      'elements added to a set',
      { tags: new Set(['a']) },
      (e) => e.tags!.add('b'),
      { tags: assignment('add', new Set(['b'])) },
    ],
    [
      'elements removed from a set',
      { tags: new Set(['a', 'b']) },
      (e) => e.tags!.delete('a'),
      { tags: assignment('remove', ['a']) },
    ],
    [
      'both',
      { tags: new Set(['a']) },
      (e) => (e.tags = new Set(['b'])),
      { tags: assignment('change', { added: new Set(['b']), removed: ['a'] }) },
    ],
    ['a set emptied', { tags: new Set(['a']) }, (e) => e.tags!.clear(), { tags: assignment('remove', ['a']) }],
    ['a set where there was none', {}, (e) => (e.tags = new Set(['a'])), { tags: assignment('add', new Set(['a'])) }],
    ['a set deleted', { tags: new Set(['a']) }, (e) => (e.tags = null as never), { tags: null }],
    [
      'entries of a map',
      {
        counts: new Map([
          ['a', 1],
          ['b', 2],
        ]),
      },
      (e) => (e.counts = new Map([['b', 3]])),
      { counts: assignment('change', { added: new Map([['b', 3]]), removed: ['a'] }) },
    ],
    ['a changed list, whole', { samples: [1, 2] }, (e) => e.samples!.push(3), { samples: [1, 2, 3] }],
    ['a frozen value, whole', { shape: [1] }, (e) => e.shape!.push(2), { shape: [1, 2] }],
    ['a static value', { site: 'a' }, (e) => (e.site = 'b'), { site: 'b' }],
  ])('is %s', (_, before, change, expected) => {
    expect(saved(before, change)).toEqual(expected)
  })

  it.each<[string, Partial<Reading>, (entity: Reading) => void]>([
    ['an absent set made empty', {}, (e) => (e.tags = new Set())],
    ['an empty set made null', { tags: new Set() }, (e) => (e.tags = null as never)],
    ['null where there was nothing', {}, (e) => (e.note = null)],
  ])('is nothing for %s', (_, before, change) => {
    expect(saved(before, change)).toBeUndefined()
  })

  it.each(['at', 'channel', 'sensorId'] as const)('never moves a row: %s', async (property) => {
    const change = (entity: Reading) => {
      if (property === 'at') entity.at.setTime(0)
      else Object.assign(entity, { [property]: property === 'channel' ? 9 : '00000000-0000-4000-8000-000000000000' })
    }
    const error = await errorOf(() => saved({ at: new Date(5) }, change))
    expect(error.message).toBe(
      `[Reading.${property}] save(): is part of the primary key and was changed on a loaded entity. A row cannot move: insert a copy under the new key and delete the old row.`,
    )
    expect(error.code).toBe('E_KEY_IMMUTABLE')
  })

  it('refuses a loaded value set to undefined', async () => {
    const error = await errorOf(() => saved({ note: 'x' }, (entity) => delete entity.note))
    expect(error.message).toBe(
      '[Reading.note] save(): was set to undefined on a loaded entity; expected a value or null. null deletes the cell; undefined means "not known" and is never sent.',
    )
    expect(error.code).toBe('E_UNSET')
  })

  it('notices a Date or Buffer changed in place', () => {
    @Table()
    class InPlace {
      @PartitionKey('int') id!: number
      @Column('timestamp') at!: Date
      @Column('blob') bytes!: Buffer
    }
    const inPlace: Call = { model: modelOf(InPlace), method: 'save' }
    const row = { id: 1, at: new Date(1), bytes: Buffer.from('ab') }
    const entity = buildHydrate(inPlace.model, inPlace.model.columns, origins).hydrate(row) as InPlace
    entity.at.setTime(2)
    entity.bytes[0] = 1
    const patch = changesOf(inPlace, entity as never, originOf(entity)!)
    expect(patch).toEqual({ at: new Date(2), bytes: Buffer.from([1, 98]) })
  })

  it('tells elements apart as the server does', () => {
    @Table()
    class Sets {
      @PartitionKey('int') id!: number
      @Column('set<timestamp>') dates!: Set<Date>
      @Column('set<decimal>') decimals!: Set<string>
      @Column('set<uuid>') uuids!: Set<string>
    }
    const sets: Call = { model: modelOf(Sets), method: 'save' }
    const uuid = 'AAAAAAAA-AAAA-4AAA-8AAA-AAAAAAAAAAAA'
    const entity = { id: 1, dates: new Set([new Date(1)]), decimals: new Set(['1.0']), uuids: new Set([uuid]) }
    const origin = snapshotOf(sets, entity, {})
    entity.dates = new Set([new Date(1), new Date(2)])
    entity.decimals = new Set(['1.00'])
    entity.uuids = new Set([uuid.toLowerCase(), '00000000-0000-4000-8000-000000000000'])
    expect(changesOf(sets, entity, origin)).toEqual({
      dates: assignment('add', new Set([new Date(2)])),
      decimals: new Set(['1.00']),
      uuids: assignment('add', new Set(['00000000-0000-4000-8000-000000000000'])),
    })
  })

  it('leaves a value the column refuses to the binder, which names it', () => {
    expect(saved({ tags: new Set(['a']) }, (entity) => entity.tags!.add(5 as never))).toEqual({
      tags: new Set(['a', 5]),
    })
  })
})

describe('being loaded', () => {
  it('is known of an object and of no copy', () => {
    const entity = new Reading()
    expect(originOf(entity)).toBeUndefined()
    const origin = snapshotOf(call, entity as never, {})
    mark(entity, origin)
    expect(originOf(entity)).toBe(origin)
    for (const copy of [
      { ...entity },
      Object.assign(new Reading(), entity),
      JSON.parse(JSON.stringify(entity)) as object,
    ]) {
      expect(originOf(copy)).toBeUndefined()
    }
    expect(Reflect.ownKeys(entity)).toEqual([])
    expect(entity).toEqual(new Reading())
  })

  it('can be said of a frozen entity, again, and no longer', () => {
    const entity = Object.freeze(new Reading())
    const [one, two] = [snapshotOf(call, entity, {}), snapshotOf(call, entity, {})]
    mark(entity, one)
    mark(entity, two)
    expect(originOf(entity)).toBe(two)
    forget(entity)
    expect(originOf(entity)).toBeUndefined()
  })
})
