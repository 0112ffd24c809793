import { PartitionKey, Table } from '../../lib/index.js'
import { changesSchema, forgetSchemas, oncePerSchema, schemaKey } from '../../lib/schema/known-schema.js'
import { AssignedTicket, Ticket } from '../support/tickets.js'
import { modelOf, modelsOf } from './support/models.js'
import { host } from './support/scripted-driver.js'

@Table('notes')
class Note {
  @PartitionKey('int') id!: number
}

@Table('notes', { comment: 'another' })
class Other {
  @PartitionKey('int') id!: number
}

beforeEach(forgetSchemas)

async function times(work: (done: () => Promise<void>) => Promise<unknown>): Promise<number> {
  let count = 0
  await work(() => {
    count++
    return Promise.resolve()
  })
  return count
}

describe('work on a schema', () => {
  it('is done once for a key, and again when the schema was changed', async () => {
    const count = await times(async (look) => {
      await oncePerSchema('a', look)
      await oncePerSchema('a', look)
      await oncePerSchema('b', look)
      forgetSchemas()
      await oncePerSchema('a', look)
    })
    expect(count).toBe(3)
  })

  it('is done again where it failed, or the schema was changed while it was done', async () => {
    await expect(oncePerSchema('a', () => Promise.reject(new Error('no')))).rejects.toThrow('no')
    const count = await times(async (look) => {
      await oncePerSchema('a', async () => {
        await look()
        forgetSchemas()
      })
      await oncePerSchema('a', look)
    })
    expect(count).toBe(2)
  })
})

it('is known by the nodes in any order, the tables, the keyspace and what is asked', () => {
  const [a, b] = [host('a'), host('b')]
  const key = schemaKey([a, b], [modelOf(Note)], { mode: 'verify' })
  expect(schemaKey([b, a], [modelOf(Note)], { mode: 'verify' })).toBe(key)
  const others = [
    schemaKey([a], [modelOf(Note)], { mode: 'verify' }),
    schemaKey([a, b], [modelOf(Other)], { mode: 'verify' }),
    schemaKey([a, b], [modelOf(Note, 'elsewhere')], { mode: 'verify' }),
    schemaKey([a, b], [modelOf(Note)], { mode: 'additive' }),
  ]
  expect(new Set([key, ...others]).size).toBe(5)
})

it('is another one where a view is of another table', () => {
  const [ticket, assigned] = modelsOf([Ticket, AssignedTicket])
  const keyOf = (table: string) => schemaKey([host('a')], [{ ...assigned!, viewOf: { ...ticket!, table } }], {})
  expect(keyOf('tickets')).toBe(keyOf('tickets'))
  expect(keyOf('archived_tickets')).not.toBe(keyOf('tickets'))
})

it.each([
  ['CREATE TABLE t (id int PRIMARY KEY)', true],
  [' alter table t add x int', true],
  ['-- why\n/* and\nhow */ // so\nDROP TABLE t', true],
  ['SELECT * FROM created', false],
  ['INSERT INTO t (id) VALUES (1) -- CREATE', false],
  ['TRUNCATE t', false],
])('%j changes the schema: %s', (cql, changes) => {
  expect(changesSchema(cql)).toBe(changes)
})
