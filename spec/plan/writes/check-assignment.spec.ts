import {
  Add,
  Append,
  Column,
  CounterColumn,
  Decrement,
  Increment,
  isCassiformError,
  list,
  PartitionKey,
  Prepend,
  Put,
  Remove,
  RemoveAt,
  SetAt,
  SetField,
  Table,
  tuple,
  udt,
  UserType,
  vector,
} from '../../../lib/index.js'
import { Assignment } from '../../../lib/cql/assignments.js'
import type { AssignmentKind } from '../../../lib/cql/assignments.js'
import { checkAssignment } from '../../../lib/plan/writes/check-assignment.js'
import { errorOf } from '../../support/error-of.js'
import { modelOf } from '../../support/sample-entities.js'

@UserType()
class Place {
  @Column('text') name?: string
}

const sorted = { to: (values: Iterable<string>) => [...values].sort(), from: (values: string[]) => values }

@Table()
class Sample {
  @PartitionKey('int') id!: number
  @Column('list<int>') list?: number[]
  @Column('set<int>') set?: Set<number>
  @Column('map<text, int>') map?: Map<string, number>
  @Column('frozen<list<int>>') frozenList?: number[]
  @Column('frozen<set<int>>') frozenSet?: Set<number>
  @Column('frozen<map<text, int>>') frozenMap?: Map<string, number>
  @Column(tuple('int', 'text')) tuple?: [number, string]
  @Column(vector('float', 2)) vector?: Float32Array
  @Column(udt(() => Place, { frozen: false })) place?: Place
  @Column(udt(() => Place)) frozenPlace?: Place
  @Column(list(udt(() => Place))) places?: Place[]
  @Column('bigint') number?: bigint
  @Column('list<text>', { transformer: sorted as never }) sortedList?: never
  @Column('set<text>', { transformer: sorted as never }) sortedSet?: never
  @Column('map<text, int>', { transformer: sorted as never }) sortedMap?: never
  @Column('text', { transformer: sorted as never }) sortedText?: never
}

@Table()
class Counts {
  @PartitionKey('int') id!: number
  @CounterColumn() count?: bigint
}

const assignments: Readonly<Record<AssignmentKind, Assignment>> = {
  append: Append([1]),
  prepend: Prepend([1]),
  setAt: SetAt(0, 1),
  removeAt: RemoveAt(0),
  add: Add([1]),
  remove: Remove([1]),
  put: Put(new Map([[1, 1]])),
  change: new Assignment('change', { added: new Set(), removed: [] }),
  setField: SetField('name', 'x'),
  increment: Increment(),
  decrement: Decrement(),
}
const kinds = Object.keys(assignments) as AssignmentKind[]

function check(property: string, kind: AssignmentKind): void {
  const model = modelOf(property === 'count' ? Counts : Sample)
  checkAssignment({ model, method: 'update' }, model.columnOf.get(property)!, assignments[kind].kind)
}

function isTaken(property: string, kind: AssignmentKind): boolean {
  try {
    check(property, kind)
    return true
  } catch (error) {
    if (isCassiformError(error)) return false
    throw error
  }
}

describe('assignments', () => {
  it.each<[string, AssignmentKind[]]>([
    ['list', ['append', 'prepend', 'setAt', 'removeAt', 'remove']],
    ['set', ['add', 'remove', 'change']],
    ['map', ['remove', 'put', 'change']],
    ['places', ['append', 'prepend', 'setAt', 'removeAt', 'remove']],
    ['frozenList', []],
    ['frozenSet', []],
    ['frozenMap', []],
    ['tuple', []],
    ['vector', []],
    ['place', ['setField']],
    ['frozenPlace', []],
    ['number', []],
    ['sortedList', []],
    ['sortedSet', []],
    ['sortedMap', []],
    ['sortedText', []],
    ['count', ['increment', 'decrement']],
  ])('%s takes %p', (property, expected) => {
    expect(kinds.filter((kind) => isTaken(property, kind))).toEqual(expected)
  })

  const whole = 'Write the whole value.'
  it.each<[string, AssignmentKind, string]>([
    [
      'set',
      'append',
      'Append is for list columns that are not frozen; this one is set<int>. Use Add, Remove, or write the whole value.',
    ],
    [
      'map',
      'prepend',
      'Prepend is for list columns that are not frozen; this one is map<text, int>. Use Remove, Put, or write the whole value.',
    ],
    [
      'list',
      'add',
      'Add is for set columns that are not frozen; this one is list<int>. Use Append, Prepend, SetAt, RemoveAt, Remove, or write the whole value.',
    ],
    [
      'set',
      'put',
      'Put is for map columns that are not frozen; this one is set<int>. Use Add, Remove, or write the whole value.',
    ],
    [
      'list',
      'change',
      'a change is for set, map columns that are not frozen; this one is list<int>. Use Append, Prepend, SetAt, RemoveAt, Remove, or write the whole value.',
    ],
    [
      'frozenSet',
      'remove',
      `Remove is for list, set, map columns that are not frozen; this one is frozen<set<int>>. ${whole}`,
    ],
    [
      'place',
      'put',
      `Put is for map columns that are not frozen; this one is "place". Use SetField, or write the whole value.`,
    ],
    ['number', 'increment', `Increment is for counter columns; this one is bigint. ${whole}`],
    ['number', 'decrement', `Decrement is for counter columns; this one is bigint. ${whole}`],
    [
      'set',
      'increment',
      'Increment is for counter columns; this one is set<int>. Use Add, Remove, or write the whole value.',
    ],
    ['count', 'add', 'Add is for set columns that are not frozen; this one is counter. Use Increment, Decrement.'],
    [
      'frozenPlace',
      'setField',
      `SetField is for user-defined type columns that are not frozen; this one is frozen<"place">. ${whole}`,
    ],
    ['sortedList', 'setAt', `SetAt cannot change a column with a transformer. ${whole}`],
    ['sortedList', 'append', `Append cannot change a column with a transformer. ${whole}`],
    ['sortedSet', 'remove', `Remove cannot change a column with a transformer. ${whole}`],
    ['sortedMap', 'put', `Put cannot change a column with a transformer. ${whole}`],
    ['sortedSet', 'change', `a change cannot change a column with a transformer. ${whole}`],
    ['sortedText', 'add', `Add is for set columns that are not frozen; this one is text. ${whole}`],
  ])('%s says what it takes instead of %s', async (property, kind, expected) => {
    const error = await errorOf(() => check(property, kind))
    const entity = property === 'count' ? 'Counts' : 'Sample'
    expect(error.message).toBe(`[${entity}.${property}] update(): ${expected}`)
    expect(error).toMatchObject({ code: 'E_ASSIGNMENT', outcome: 'not_sent', entity, property })
  })
})
