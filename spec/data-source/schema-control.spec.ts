import { SchemaControl } from '../../lib/data-source/schema-control.js'
import type { DropOptions } from '../../lib/data-source/schema-control.js'
import { Column } from '../../lib/decorators/column.js'
import { PartitionKey } from '../../lib/decorators/partition-key.js'
import { Table } from '../../lib/decorators/table.js'
import { Dispatcher } from '../../lib/execution/dispatcher.js'
import { fakeServer } from '../schema/support/fake-server.js'
import { liveKeyspace, liveSchema, liveTable } from '../schema/support/live.js'
import { modelOf } from '../schema/support/models.js'
import { errorOf } from '../support/error-of.js'

@Table('notes')
class Note {
  @PartitionKey('int') id!: number
  @Column('text') text?: string
}

const model = modelOf(Note)

/** Schema work by hand over the door of a data source, in a keyspace that a statement fills. */
async function open() {
  let live = liveSchema(liveKeyspace([]))
  const server = fakeServer({
    live: () => live,
    change: () => (live = liveSchema(liveKeyspace([liveTable(model)]))),
  })
  const door = new Dispatcher(() => server.driver, { maxInFlight: 8, maxQueued: 8 })
  await door.connect()
  return { server, door, control: new SchemaControl(door, () => [model], {}) }
}

describe('db.schema', () => {
  it('ends what it began, and gives the lease back, before the connections are closed', async () => {
    const { server, door, control } = await open()
    const sync = control.sync()
    await door.shutdown()
    const { applied } = await sync
    expect(applied).toHaveLength(1)
    expect([server.lease.epoch, server.lease.owner]).toEqual([1n, null])
  })

  it('says that there are no connections', async () => {
    const { door, control } = await open()
    await door.shutdown()
    const drop = () => control.drop({ keyspace: 'shop', confirm: 'shop' })
    for (const work of [() => control.plan(), () => control.check(), () => control.sync(), drop]) {
      expect(await errorOf(work)).toMatchObject({ name: 'ConnectionError', code: 'E_NOT_CONNECTED' })
    }
  })

  it.each<[string, unknown, string]>([
    ['nothing', undefined, 'drop(): the options must be an object.'],
    ['no keyspace', {}, 'drop() needs the name of the keyspace twice.'],
    ['a keyspace that is not confirmed', { keyspace: 'shop' }, 'drop() needs the name of the keyspace twice.'],
    ['another confirmation', { keyspace: 'shop', confirm: 'Shop' }, 'drop() needs the name of the keyspace twice.'],
    [
      'a misspelled option',
      { keyspace: 'shop', confirm: 'shop', allowNodeDown: true },
      "unknown option 'allowNodeDown'",
    ],
  ])('drops nothing for %s', async (_, options, message) => {
    const { server, control } = await open()
    const error = await errorOf(() => control.drop(options as DropOptions))
    expect(error.name).toBe('OptionError')
    expect(error.message).toContain(message)
    expect(server.driver.sent).toEqual([])
  })
})
