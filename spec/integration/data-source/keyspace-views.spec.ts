import { randomUUID } from 'node:crypto'
import { Column, defineEntity, defineUserType, PartitionKey, Table, udt } from '../../../lib/index.js'
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

  it('refuse to lose a field that a user-defined type of theirs lacks, until it has it', async () => {
    const Place = defineUserType({ name: 'place', fields: { street: 'text', zip: 'text' } })
    const Shop = defineEntity({
      name: 'shops',
      columns: { id: 'int', place: udt(() => Place) },
      partitionKey: ['id'],
    })
    const here = await createTestDataSource({ entities: [Shop] })
    const other = `tenant_${randomUUID().replaceAll('-', '').slice(0, 16)}`
    const tenant = here.withKeyspace(other)
    const shop = { id: 1, place: { street: 'Main Street', zip: '1000' } }
    try {
      const replication = "{'class': 'SimpleStrategy', 'replication_factor': 1}"
      await here.query(`CREATE KEYSPACE ${other} WITH replication = ${replication}`)
      await here.query(`CREATE TYPE ${other}.place (street text)`)
      await here.query(`CREATE TABLE ${other}.shops (id int PRIMARY KEY, place frozen<place>)`)
      const recording = recordStatements(here)
      await expect(tenant.getRepository(Shop).insert(shop)).rejects.toMatchObject({ code: 'E_SCHEMA_DRIFT' })
      await expect(tenant.batch().insert(Shop, shop).execute()).rejects.toMatchObject({ code: 'E_SCHEMA_DRIFT' })
      recording.stop()
      expect(recording.statements.filter(({ cql }) => !cql.includes('system_schema'))).toEqual([])
      await tenant.schema.sync()
      await tenant.getRepository(Shop).insert(shop)
      expect(await tenant.getRepository(Shop).findOneBy({ id: 1 })).toMatchObject(shop)
    } finally {
      await here.schema.drop({ keyspace: other, confirm: other })
      await here.destroy()
    }
  })
})
