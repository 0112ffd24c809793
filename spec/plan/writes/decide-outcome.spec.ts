import {
  Add,
  Append,
  Between,
  Column,
  In,
  IsNull,
  MoreThan,
  NotEqual,
  PartitionKey,
  SetField,
  Table,
  udt,
  UserType,
  VersionColumn,
} from '../../../lib/index.js'
import type { LwtOutcome } from '../../../lib/index.js'
import { decideOutcome } from '../../../lib/plan/writes/decide-outcome.js'
import { EntityPlans } from '../../../lib/plan/entity-plans.js'
import { WriteBinder } from '../../../lib/repository/writes/write-binder.js'
import { modelOf } from '../../support/sample-entities.js'

@UserType('place')
class Place {
  @Column('text') city?: string | null
}

@Table('seats')
class Seat {
  @PartitionKey('int') id!: number
  @Column('uuid', { generated: 'uuid' }) token?: string
  @Column('text') holder?: string | null
  @Column('int') price?: number
  @Column('bigint') sold?: bigint
  @Column('timestamp') until?: Date
  @Column('set<text>') tags?: Set<string>
  @Column('list<text>') log?: string[]
  @Column(udt(() => Place, { frozen: false })) place?: Place
}

@Table('tickets')
class Ticket {
  @PartitionKey('uuid', { generated: 'uuid' }) id!: string
  @Column('text') holder?: string
}

@Table('plain')
class Plain {
  @PartitionKey('int') id!: number
  @Column('text') holder?: string | null
  @Column('int') price?: number
}

@Table('versioned')
class Versioned {
  @PartitionKey('int') id!: number
  @VersionColumn() version?: number
  @Column('text') title?: string
}

const over = { isOver: true, age: 10 }
const underWay = { isOver: false, age: 10 }
type Row = Readonly<Record<string, unknown>> | null

function binderOf(entity: new () => object): WriteBinder {
  return new WriteBinder(new EntityPlans(modelOf(entity)), {})
}

/** What rows prove of an insert. `make` gives the row of the entity that was to be inserted. */
function insert(type: new () => object, entity: object, row: Row, circumstances = over, options = {}): LwtOutcome {
  const binder = binderOf(type)
  const { attempt } = binder.insert('insert', entity, { ...options, ifNotExists: true })
  const found = row === null ? null : { ...row }
  return decideOutcome(binder.plans.model, attempt!, found, circumstances)
}

function update(patch: object, condition: object | 'exists', row: Row, circumstances = over, options = {}): LwtOutcome {
  const binder = binderOf(Seat)
  const conditional = condition === 'exists' ? { ifExists: true } : { if: condition }
  const { attempt } = binder.update('update', { id: 1 }, patch, { ...options, ...conditional })
  return decideOutcome(binder.plans.model, attempt!, row, circumstances)
}

describe('an insert that may have been applied', () => {
  it('was, if the row has the id that was generated for it', () => {
    const entity: Partial<Seat> = { id: 1, holder: 'Ann' }
    const binder = binderOf(Seat)
    const { attempt } = binder.insert('insert', entity, { ifNotExists: true })
    const decide = (row: Row, circumstances = over) => decideOutcome(binder.plans.model, attempt!, row, circumstances)
    expect(decide({ id: 1, token: entity.token, holder: 'Ann' })).toBe('applied')
    expect(decide({ id: 1, token: entity.token, holder: 'Ann' }, underWay)).toBe('applied')
    // Changed by somebody since: it was applied all the same.
    expect(decide({ id: 1, token: entity.token, holder: 'Bob' })).toBe('applied')
    expect(decide({ id: 1, token: '123e4567-e89b-42d3-a456-426614174000', holder: 'Ann' })).toBe('not_applied')
    expect(decide({ id: 1, token: '123e4567-e89b-42d3-a456-426614174000' }, underWay)).toBe('undecidable')
    expect(decide({ id: 1, token: undefined, holder: 'Ann' })).toBe('not_applied')
    expect(decide(null)).toBe('not_applied')
    expect(decide(null, underWay)).toBe('undecidable')
  })

  it('keeps the id for a second attempt with the same object, not for a copy of it', () => {
    const entity: Partial<Seat> = { id: 1, holder: 'Ann' }
    insert(Seat, entity, null)
    const row = { id: 1, token: entity.token, holder: 'Ann' }
    expect(insert(Seat, entity, row)).toBe('applied')
    expect(insert(Seat, { ...entity }, row)).toBe('undecidable')
  })

  it('was, if there is a row at all under a key that was generated', () => {
    const entity: Partial<Ticket> = { holder: 'Ann' }
    const binder = binderOf(Ticket)
    const { attempt } = binder.insert('insert', entity, { ifNotExists: true })
    const decide = (row: Row) => decideOutcome(binder.plans.model, attempt!, row, over)
    expect(decide({ id: entity.id, holder: 'Bob' })).toBe('applied')
    expect(decide(null)).toBe('not_applied')
    const given = { id: '123e4567-e89b-42d3-a456-426614174000', holder: 'Ann' }
    expect(insert(Ticket, given, given)).toBe('undecidable')
  })

  it('is not known, if others could have written the same, or changed it since', () => {
    expect(insert(Plain, { id: 1, holder: 'Ann' }, { id: 1, holder: 'Ann' })).toBe('undecidable')
    expect(insert(Plain, { id: 1, holder: 'Ann' }, { id: 1, holder: 'Bob' })).toBe('undecidable')
    expect(insert(Plain, { id: 1 }, { id: 1 })).toBe('undecidable')
    expect(insert(Plain, { id: 1, holder: 'Ann' }, null)).toBe('not_applied')
  })

  it('is not known after its time to live', () => {
    const entity = { id: 1, holder: 'Ann' }
    expect(insert(Plain, entity, null, { isOver: true, age: 100 }, { ttl: 10 })).toBe('not_applied')
    expect(insert(Plain, entity, null, { isOver: true, age: 9500 }, { ttl: 10 })).toBe('undecidable')
    expect(insert(Plain, entity, null, { isOver: true, age: 9500 }, { ttl: 0 })).toBe('not_applied')
  })
})

describe('an update that may have been applied', () => {
  const row = { id: 1, holder: 'Ann', price: 5, sold: 3n, until: new Date(5), tags: new Set(['a']), log: ['x'] }

  it.each<[string, object, object | 'exists', Row, LwtOutcome]>([
    ['was not: the condition holds, the value is not there', { price: 6 }, { holder: 'Ann' }, row, 'not_applied'],
    ['the condition on the same column', { price: 6 }, { price: 5 }, row, 'not_applied'],
    ['the value is there, and others may have written it', { price: 5 }, { price: 4 }, row, 'undecidable'],
    ['the value was there before', { price: 5 }, { holder: 'Ann' }, row, 'undecidable'],
    ['somebody went on from here', { price: 6 }, { price: 4 }, row, 'undecidable'],
    ['null that is not there yet', { holder: null }, { price: 5 }, row, 'not_applied'],
    ['null that is there', { holder: null }, { price: 5 }, { ...row, holder: undefined }, 'undecidable'],
    ['NotEqual', { price: 6 }, { holder: NotEqual('Bob') }, row, 'not_applied'],
    ['NotEqual, failing', { price: 6 }, { holder: NotEqual('Ann') }, row, 'undecidable'],
    ['NotEqual(null)', { price: 6 }, { holder: NotEqual(null) }, row, 'not_applied'],
    ['IsNull', { price: 6 }, { holder: IsNull() }, row, 'undecidable'],
    ['IsNull on a missing row', { price: 6 }, { holder: IsNull() }, null, 'not_applied'],
    ['In', { price: 6 }, { price: In([4, 5]) }, row, 'not_applied'],
    ['In, failing', { price: 6 }, { price: In([4]) }, row, 'undecidable'],
    ['MoreThan', { price: 6 }, { price: MoreThan(4) }, row, 'not_applied'],
    ['MoreThan, failing', { price: 6 }, { price: MoreThan(5) }, row, 'undecidable'],
    ['MoreThan of bigint', { price: 6 }, { sold: MoreThan(2n) }, row, 'not_applied'],
    ['MoreThan of a date', { price: 6 }, { until: MoreThan(new Date(4)) }, row, 'not_applied'],
    ['MoreThan of text: for the server to say', { price: 6 }, { holder: MoreThan('A') }, row, 'undecidable'],
    ['Between', { price: 6 }, { price: Between(5, 6) }, row, 'not_applied'],
    ['Between, failing', { price: 7 }, { price: Between(6, 7) }, row, 'undecidable'],
    [
      'a comparison with an absent cell',
      { price: 6 },
      { price: MoreThan(1) },
      { ...row, price: undefined },
      'undecidable',
    ],
    ['two conditions, one failing', { price: 6 }, { price: 5, holder: 'Bob' }, row, 'undecidable'],
    ['ifExists', { price: 6 }, 'exists', row, 'not_applied'],
    ['ifExists, no row', { price: 6 }, 'exists', null, 'undecidable'],
    ['a whole set', { tags: new Set(['b']) }, { price: 5 }, row, 'not_applied'],
    ['elements that are not there', { tags: Add(['b']) }, { price: 5 }, row, 'not_applied'],
    ['elements that are there', { tags: Add(['a']) }, { price: 5 }, row, 'undecidable'],
    ['elements of a list: twice is not once', { log: Append(['y']) }, { price: 5 }, row, 'undecidable'],
    ['a list beside a value that is not there', { log: Append(['y']), price: 6 }, { price: 5 }, row, 'not_applied'],
    ['a field', { place: SetField('city', 'Bonn') }, { price: 5 }, row, 'not_applied'],
    [
      'a field that is there',
      { place: SetField('city', 'Bonn') },
      { price: 5 },
      { ...row, place: { city: 'Bonn' } },
      'undecidable',
    ],
    ['fields', { place: { city: 'Bonn' } }, { price: 5 }, { ...row, place: { city: 'Ulm' } }, 'not_applied'],
  ])('%s', (_, patch, condition, found, expected) => {
    expect(update(patch, condition, found)).toBe(expected)
    expect(update(patch, condition, found, underWay)).toBe('undecidable')
  })

  it('was, if the row has the id it set beside all else', () => {
    const token = '123e4567-e89b-42d3-a456-426614174000'
    const patch = { price: 6, token }
    expect(update(patch, { price: 5 }, { ...row, price: 6, token })).toBe('applied')
    expect(update(patch, { price: 5 }, { ...row, price: 6, token }, underWay)).toBe('applied')
    expect(update(patch, { price: 5 }, { ...row, price: 7, token })).toBe('undecidable')
    expect(update(patch, { price: 5 }, row)).toBe('not_applied')
  })

  it('is judged by what it said when it was sent', () => {
    const binder = binderOf(Seat)
    const [patch, condition] = [{ tags: new Set(['b']) }, { until: new Date(5) }]
    const { attempt } = binder.update('update', { id: 1 }, patch, { if: condition })
    patch.tags.add('a').delete('b')
    condition.until.setTime(9)
    expect(decideOutcome(binder.plans.model, attempt!, row, over)).toBe('not_applied')
  })
})

describe('a delete that may have been applied', () => {
  it.each<[string, object, Row, LwtOutcome]>([
    ['was not: the row is there', { ifExists: true }, { id: 1 }, 'not_applied'],
    ['may be: there is no row', { ifExists: true }, null, 'undecidable'],
    ['was not: the condition holds', { if: { price: 5 } }, { id: 1, price: 5 }, 'not_applied'],
    ['may be: there is another row', { if: { price: 5 } }, { id: 1, price: 6 }, 'undecidable'],
  ])('%s', (_, options, row, expected) => {
    const binder = binderOf(Plain)
    const { attempt } = binder.delete('delete', { id: 1 }, options)
    expect(decideOutcome(binder.plans.model, attempt!, row, over)).toBe(expected)
    expect(decideOutcome(binder.plans.model, attempt!, row, underWay)).toBe('undecidable')
  })
})

describe('versions', () => {
  it.each<[Row, LwtOutcome]>([
    [{ id: 1, version: 3, title: 'a' }, 'not_applied'],
    [{ id: 1, version: 4, title: 'theirs' }, 'not_applied'],
    [{ id: 1, version: 4, title: 'mine' }, 'undecidable'],
    [{ id: 1, version: 5, title: 'mine' }, 'undecidable'],
    [null, 'undecidable'],
  ])('%o', (row, expected) => {
    const binder = binderOf(Versioned)
    const { attempt } = binder.update('update', { id: 1 }, { title: 'mine' }, { if: { version: 3 } })
    expect(decideOutcome(binder.plans.model, attempt!, row, over)).toBe(expected)
  })
})
