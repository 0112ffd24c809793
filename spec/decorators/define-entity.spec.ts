import 'reflect-metadata'
import { forbidEvaluation } from '../../lib/codegen/evaluate.js'
import { printDataType } from '../../lib/cql/data-type.js'
import type { CqlType } from '../../lib/cql/data-type.js'
import { Column, defineEntity, defineUserType, PartitionKey, Repository, set, Table, udt } from '../../lib/index.js'
import type { EntityClass } from '../../lib/index.js'
import { readEntityMetadata } from '../../lib/metadata/read-entity-metadata.js'
import { buildTableModel } from '../../lib/model/build-table-model.js'
import { snakeCase } from '../../lib/model/naming-strategy.js'
import { EntityPlans } from '../../lib/plan/entity-plans.js'
import { FakeDriver, rows } from '../support/fake-driver.js'

const Address = defineUserType({ name: 'address', fields: { street: 'text', zip: { type: 'int', name: 'post_code' } } })

const Reading = defineEntity({
  name: 'readings',
  comment: 'one row per measurement',
  with: { gcGraceSeconds: 60 },
  defaults: { ttl: 5 },
  columns: {
    channel: 'int',
    sensorId: 'uuid',
    at: 'timestamp',
    day: { type: 'date', name: 'the day' },
    site: { type: 'text', static: true, index: { using: 'sai' } },
    value: { type: 'bigint', as: 'number', default: 1 },
    tags: set('text'),
    address: udt(() => Address),
    createdAt: { createDate: true },
    changedAt: { type: 'timestamp', updateDate: true },
  },
  partitionKey: ['sensorId', 'day'],
  clusteringColumns: [{ at: 'DESC' }, 'channel'],
  computed: { writtenAt: { writetime: 'value' } },
})

const problemsOf = (entity: EntityClass) =>
  readEntityMetadata(entity).problems.map(({ code, property, message, hint }) =>
    [code, property ?? '-', message, hint ?? ''].join(' ').trim(),
  )
const modelOf = (entity: EntityClass) =>
  buildTableModel(entity, { keyspace: 'ks', namingStrategy: snakeCase, absent: 'undefined' })

/** What only JavaScript can write. */
const define = defineEntity as (definition: unknown) => EntityClass

describe('defineEntity', () => {
  const { metadata, problems } = readEntityMetadata(Reading)

  it('declares the table', () => {
    expect(problems).toEqual([])
    expect(metadata.table).toEqual({
      name: 'readings',
      comment: 'one row per measurement',
      with: { gcGraceSeconds: 60 },
      defaults: { ttl: 5 },
    })
  })

  it('declares the columns with what was said of them', () => {
    const of = (name: string) => metadata.columns.find(({ propertyName }) => propertyName === name)
    expect(of('day')).toMatchObject({ role: 'partition', type: 'date', columnName: 'the day' })
    expect(of('site')).toMatchObject({ role: 'static' })
    expect(of('value')).toMatchObject({ role: 'regular', type: 'bigint', as: 'number', default: 1 })
    expect(printDataType(of('tags')!.type as CqlType)).toBe('set<text>')
    expect(of('address')).toMatchObject({ type: { kind: 'class', frozen: true } })
    expect((of('address')!.type as { classOf: () => unknown }).classOf()).toBe(Address)
    expect(of('createdAt')).toMatchObject({ type: 'timestamp', moment: 'created' })
    expect(of('changedAt')).toMatchObject({ type: 'timestamp', moment: 'updated' })
    expect(metadata.indexes).toMatchObject([{ propertyName: 'site', using: 'sai' }])
    expect(metadata.computed).toEqual([{ propertyName: 'writtenAt', function: 'writetime', of: 'value' }])
  })

  it('orders the key as its lists do, not as the columns stand', () => {
    const Ordered = defineEntity({
      name: 't',
      columns: { channel: 'int', day: 'date', note: 'text', at: 'timestamp', id: 'uuid' },
      partitionKey: ['id', 'day'],
      clusteringColumns: [{ at: 'DESC' }, 'channel'],
    })
    const { model, problems: found } = modelOf(Ordered)
    expect(found.list).toEqual([])
    const key = model.primaryKey.map(({ propertyName, role, order }) => `${role} ${propertyName} ${order}`)
    expect(key).toEqual([
      'partition id undefined',
      'partition day undefined',
      'clustering at desc',
      'clustering channel asc',
    ])
  })

  it('serves a repository as a decorated class does', async () => {
    const Note = defineEntity({
      name: 'notes',
      columns: { id: 'int', at: 'int', text: 'text' },
      partitionKey: ['id'],
      clusteringColumns: [{ at: 'desc' }],
    })
    const driver = new FakeDriver(rows({ id: 1, at: 2, text: null }))
    const plans = new EntityPlans(modelOf(Note).model)
    const repository = new Repository<InstanceType<typeof Note>>({ door: driver, plans, defaults: {} })
    const found = await repository.findOneBy({ id: 1, at: 2 })
    expect(found).toBeInstanceOf(Note)
    expect({ ...found }).toEqual({ id: 1, at: 2, text: undefined })
    expect(repository.getKey(found!)).toEqual({ id: 1, at: 2 })
  })

  it('gives what a decorated class gives', () => {
    const Plain = defineEntity({ name: 't', columns: { id: 'int', note: 'text' }, partitionKey: ['id'] })
    @Table('t')
    class Decorated {
      @PartitionKey('int', { position: 0 }) id!: number
      @Column('text') note?: string
    }
    const known = ({ metadata: { entity: _entity, ...rest } }: ReturnType<typeof readEntityMetadata>) => ({
      ...rest,
      columns: rest.columns.map(({ designType: _designType, ...column }) => column),
    })
    expect(known(readEntityMetadata(Plain))).toEqual(known(readEntityMetadata(Decorated)))
  })
})

describe.each(['compiled', 'interpreted'])('the class of defineEntity, %s', (kind) => {
  const allow = kind === 'compiled' ? () => undefined : forbidEvaluation()
  const names = ['b', 'a', 'constructor', '__proto__', 'toString', 'hasOwnProperty', "it's", 'a\u2028"b', 'class']
  const columns = Object.fromEntries(names.map((name, i) => [name, { type: 'int', name: `c${i}` }]))
  const Hostile = define({ name: 'my table', columns, partitionKey: names }) as new () => Record<string, unknown>
  allow()

  it('has the name of the table', () => {
    expect(Hostile.name).toBe('my table')
    expect(modelOf(Hostile).model.entityName).toBe('my table')
  })

  it('makes instances that own every property, in order, whatever it is called', () => {
    const one = new Hostile()
    expect(Object.keys(one)).toEqual(names)
    expect(Object.values(one)).toEqual(names.map(() => undefined))
    expect(one).toBeInstanceOf(Hostile)
    expect(Object.getPrototypeOf(one)).toBe(Hostile.prototype)
    expect(Hostile.prototype).toHaveProperty('constructor', Hostile)
    one['__proto__'] = 1
    expect(Object.keys(one)).toEqual(names)
  })

  it('keeps such names as columns and key', () => {
    expect(problemsOf(Hostile)).toEqual([])
    expect(modelOf(Hostile).model.partitionKey.map(({ propertyName }) => propertyName)).toEqual(names)
  })

  it('may be extended', () => {
    class More extends Hostile {
      more = 1
    }
    expect(Object.keys(new More())).toEqual([...names, 'more'])
    expect(new More()).toBeInstanceOf(Hostile)
  })

  it('needs new', () => {
    expect(() => (Hostile as unknown as () => void)()).toThrow(TypeError)
  })
})

describe('mistakes in defineEntity', () => {
  const columns = { id: 'int', at: 'int', site: { type: 'text', static: true } }

  it.each([
    [{ columns, partitionKey: ['id'] }, "E_NAME - has no table name; expected { name: 'readings', … }."],
    [{ name: 't', columns }, 'E_KEY - has no partitionKey; expected a list of property names, one at least.'],
    [
      { name: 't', columns, partitionKey: 'id' },
      'E_KEY - has an impossible partitionKey; expected a list of property names, one at least.',
    ],
    [
      { name: 't', columns, partitionKey: ['id', { at: 'desc' }] },
      'E_KEY - has an impossible partitionKey; expected property names.',
    ],
    [
      { name: 't', columns, partitionKey: ['id', 'sitee'] },
      "E_KEY - names 'sitee' in partitionKey, which is none of its columns. Did you mean 'site'?",
    ],
    [
      { name: 't', columns, partitionKey: ['id', 'toString'] },
      "E_KEY - names 'toString' in partitionKey, which is none of its columns.",
    ],
    [{ name: 't', columns, partitionKey: ['id', 'id'] }, 'E_KEY id stands in the primary key twice; expected it once.'],
    [
      { name: 't', columns, partitionKey: ['id'], clusteringColumns: ['at', { id: 'desc' }] },
      'E_KEY id stands in the primary key twice; expected it once.',
    ],
    [
      { name: 't', columns, partitionKey: ['id'], clusteringColumns: [{ at: 'desc', site: 'asc' }] },
      "E_KEY - has an impossible clusteringColumns; expected property names, or objects like { at: 'desc' } with one of them.",
    ],
    [
      { name: 't', columns, partitionKey: ['id'], clusteringColumns: [{ at: 'down' }] },
      "E_COLUMN_OPTION at has an impossible { order }; expected one of 'asc', 'desc'.",
    ],
    [
      { name: 't', columns, partitionKey: ['id'], clusteringColumns: ['site'] },
      'E_KEY site is static and part of the primary key; expected one of the two.',
    ],
    [
      { name: 't', columns, partitionKey: ['id'], clusteringColums: ['at'] },
      "E_UNKNOWN_OPTION - has an unknown table option 'clusteringColums'. Did you mean 'clusteringColumns'?",
    ],
    [
      { name: 't', columns: { ...columns, at: { type: 'int', order: 'desc' } }, partitionKey: ['id'] },
      "E_UNKNOWN_OPTION at has an unknown column option 'order'. partitionKey and clusteringColumns list the key in its order",
    ],
    [
      { name: 't', columns: { ...columns, at: { type: 'int', nmae: 'x' } }, partitionKey: ['id'] },
      "E_UNKNOWN_OPTION at has an unknown column option 'nmae'. Did you mean 'name'?",
    ],
    [{ name: 't', columns: { ...columns, at: null }, partitionKey: ['id'] }, 'E_TYPE_UNKNOWN at has no CQL type.'],
    [{ name: 't', columns: { ...columns, at: {} }, partitionKey: ['id'] }, 'E_TYPE_UNKNOWN at has no CQL type.'],
    [
      { name: 't', columns, partitionKey: ['id'], computed: { since: null } },
      'E_COMPUTED since does not say what is computed',
    ],
    [
      { name: 't', columns, partitionKey: ['id'], computed: { at: { ttl: 'site' } } },
      'E_DECLARED_TWICE at is declared as a column twice.',
    ],
  ])('are problems of the entity: %#', (definition, expected) => {
    const [problem, ...others] = problemsOf(define(definition))
    expect(problem).toContain(expected)
    expect(others).toEqual([])
  })

  it.each([undefined, null, 1, {}])('are problems however little was given: %s', (definition) => {
    expect(problemsOf(define(definition)).length).toBeGreaterThanOrEqual(2)
  })
})

describe('defineUserType', () => {
  it('declares the type and its fields', () => {
    const { metadata, problems } = readEntityMetadata(Address)
    expect(problems).toEqual([])
    expect(metadata).toMatchObject({ table: undefined, userType: { name: 'address' } })
    expect(Address.name).toBe('address')
    expect(Object.keys(new Address())).toEqual(['street', 'zip'])
  })

  it('keeps mistakes', () => {
    const wrong = (defineUserType as (definition: unknown) => EntityClass)({ name: 1, fields: { a: 1 }, keyspace: 'k' })
    expect(problemsOf(wrong)).toEqual([
      "E_NAME - has no name; expected { name: 'address', fields: { … } }.",
      "E_UNKNOWN_OPTION - has an unknown option 'keyspace'. Known: name, fields.",
      expect.stringContaining('E_TYPE_UNKNOWN a has no CQL type.'),
    ])
  })
})
