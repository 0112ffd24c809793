import { errors } from 'cassandra-driver'
import { Column } from '../../lib/decorators/column.js'
import { Index } from '../../lib/decorators/index-decorator.js'
import { PartitionKey } from '../../lib/decorators/partition-key.js'
import { Table } from '../../lib/decorators/table.js'
import type { LiveSchema } from '../../lib/schema/live/live-schema.js'
import type { SchemaEvent } from '../../lib/schema/schema-event.js'
import { synchroniseSchema } from '../../lib/schema/synchronise.js'
import { fakeServer } from './support/fake-server.js'
import { liveIndex, liveKeyspace, liveSchema, liveTable } from './support/live.js'
import { modelOf } from './support/models.js'
import { host } from './support/scripted-driver.js'

@Table('notes')
class Note {
  @PartitionKey('int') id!: number
  @Column('text') @Index() text?: string
}

const model = modelOf(Note)
const withoutIndex = liveSchema(liveKeyspace([liveTable(model)]))
const complete = liveSchema(liveKeyspace([liveTable(model, { indexes: [liveIndex('notes_text_idx', 'text')] })]))
const hosts = [host('a'), host('b'), host('c', { datacenter: 'dc2', isUp: false })]

/** Syncs a table that lacks an index, on nodes that say what they have built. */
async function sync(built: (handle: unknown) => readonly string[], waitTimeoutMs = 5000) {
  let live: LiveSchema = withoutIndex
  const server = fakeServer({ live: () => live, change: () => (live = complete), hosts, built })
  const events: SchemaEvent[] = []
  const log = (event: SchemaEvent) => void events.push(event)
  const options = { mode: 'additive', waitTimeoutMs, allowNodesDown: true, log } as const
  const { applied } = await synchroniseSchema(server.driver, [model], options)
  expect(applied).toHaveLength(1)
  const asked = server.driver.sent.filter(({ cql }) => cql.includes('IndexInfo'))
  return { asked, remarks: events.filter(({ stage }) => stage === 'remark').map(({ message }) => message) }
}

it('waits until every node of the data centre has built the new index', async () => {
  let looks = 0
  const { asked, remarks } = await sync((handle) => (handle === 'a' || ++looks > 2 ? ['notes_text_idx'] : ['other']))
  expect(asked.map(({ options }) => options.host)).toEqual(['a', 'b', 'a', 'b', 'a', 'b'])
  expect(asked[0]).toMatchObject({ values: ['shop'], options: { prepare: false, isIdempotent: true, consistency: 1 } })
  expect(remarks).toEqual([])
})

it('starts without at the deadline, and says so', async () => {
  const { remarks } = await sync((handle) => (handle === 'b' ? [] : ['notes_text_idx']), 300)
  expect(remarks).toEqual([
    'started without: indexes under construction, by which reads fail so long: shop.notes_text_idx on b:9042',
  ])
})

it('starts without where a node does not say, and says that', async () => {
  const { asked, remarks } = await sync(() => {
    throw new errors.ResponseError(0x2100, 'User app has no SELECT permission')
  })
  expect(asked).toHaveLength(2)
  expect(remarks).toEqual([
    'new indexes may still be under construction, and reads by them fail so long: nodes do not say.',
  ])
})

it('takes a node that does not answer for one that has not built it', async () => {
  let looks = 0
  const { asked } = await sync(() => {
    if (++looks < 3) throw new errors.OperationTimedOutError('The host did not reply', 'a:9042')
    return ['notes_text_idx']
  })
  expect(asked).toHaveLength(4)
})

it('asks nobody where there is no new index', async () => {
  const server = fakeServer({ live: () => complete })
  await synchroniseSchema(server.driver, [model], { mode: 'additive' })
  expect(server.driver.sent.filter(({ cql }) => cql.includes('IndexInfo'))).toEqual([])
})
