import { randomUUID } from 'node:crypto'
import { Column, PartitionKey, Table } from '../../../lib/index.js'
import type { DataSource } from '../../../lib/index.js'
import { createTestDataSource, recordStatements } from '../../../lib/testing/index.js'

@Table('notes')
class Note {
  @PartitionKey('uuid', { generated: 'uuid' }) id!: string
  @Column('text') text?: string
}

describe('tenants with a keyspace each', () => {
  let db: DataSource
  const keyspace = `tenant_${randomUUID().replaceAll('-', '').slice(0, 16)}`

  beforeAll(async () => {
    db = await createTestDataSource({ entities: [Note] })
  }, 120_000)

  afterAll(async () => {
    await db.schema.drop({ keyspace, confirm: keyspace })
    await db.destroy()
  }, 120_000)

  it('have rows of their own, over the connections of one data source', async () => {
    const tenant = db.withKeyspace(keyspace)
    await tenant.schema.sync()
    const note = await tenant.getRepository(Note).save(tenant.getRepository(Note).create({ text: 'theirs' }))
    expect(await tenant.getRepository(Note).findOneBy({ id: note.id })).toMatchObject({ text: 'theirs' })
    expect(await db.getRepository(Note).findOneBy({ id: note.id })).toBeNull()
    expect(await db.getRepository(Note).withKeyspace(keyspace).count({ scan: true })).toBe(1)
    await tenant.batch().insert(Note, { id: note.id, text: 'changed' }).execute()
    const rows = await tenant.cql<{ text: string }>`SELECT text FROM ${Note}`
    expect(rows).toEqual([{ text: 'changed' }])
  })

  it('take an entity of another keyspace for new', async () => {
    const theirs = db.withKeyspace(keyspace).getRepository(Note)
    const note = await theirs.save(theirs.create({ text: 'a' }))
    const recording = recordStatements(db)
    await db.getRepository(Note).save(note)
    recording.stop()
    expect(recording.statements.map(({ cql }) => cql.slice(0, 11))).toEqual(['INSERT INTO'])
  })
})
