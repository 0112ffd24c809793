import { Column, PartitionKey, Table } from '../../../lib/index.js'
import { compareSchema } from '../../../lib/schema/compare/compare-schema.js'
import type { LiveTable } from '../../../lib/schema/live/live-schema.js'
import { liveKeyspace, liveSchema, liveTable, withColumn } from '../support/live.js'
import { modelOf } from '../support/models.js'

@Table('notes')
class Note {
  @PartitionKey('int') id!: number
  @Column('text') body?: string
  @Column('int') size?: number
}

const model = modelOf(Note)
const features = { server: 'Cassandra 5.0.9', sai: true, vectors: true, linearSchema: false }
const bodyless = withColumn(liveTable(model), 'body', undefined)

function hints(table: LiveTable): (string | undefined)[] {
  const differences = compareSchema([model], liveSchema(liveKeyspace([table])), { features })
  return differences.filter(({ action }) => action === 'add').map(({ hint }) => hint)
}

describe('a column that is missing', () => {
  it('may be the one that is there under another name, which is said and not acted on', () => {
    expect(hints(withColumn(bodyless, `it's`, { type: 'text' }))).toEqual([
      String.raw`If this is a rename of what is there, keep its name in the database: { name: 'it\'s' } on Note.body.`,
    ])
  })

  it.each([
    ['another type', withColumn(bodyless, 'x', { type: 'int' })],
    ['another kind', withColumn(bodyless, 'x', { kind: 'static', type: 'text' })],
    ['two of them', withColumn(withColumn(bodyless, 'x', { type: 'text' }), 'y', { type: 'text' })],
    ['none', bodyless],
  ])('is none of a rename where what is extra is of %s', (_, table) => {
    expect(hints(table)).toEqual([undefined])
  })
})
