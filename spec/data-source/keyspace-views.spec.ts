import { Column, DataSource, PartitionKey, Table } from '../../lib/index.js'
import { errorOf } from '../support/error-of.js'

@Table('notes')
class Note {
  @PartitionKey('uuid') id!: string
  @Column('text') text?: string
}

@Table('plans', { keyspace: 'common' })
class Plan {
  @PartitionKey('text') name!: string
  @Column('text') text?: string
}

const open = () =>
  new DataSource({
    contactPoints: ['127.0.0.1:9042'],
    localDataCenter: 'datacenter1',
    keyspace: 'shop',
    entities: [Note, Plan],
  })

describe('a data source in another keyspace', () => {
  it('has the tables of that keyspace, and those of entities that name theirs', () => {
    const tenant = open().withKeyspace('tenant_42')
    expect(tenant.getRepository(Note).explain('clear').cql).toBe('TRUNCATE TABLE "tenant_42"."notes"')
    expect(tenant.getRepository(Plan).explain('clear').cql).toBe('TRUNCATE TABLE "common"."plans"')
  })

  it('is the same view each time, views of views are views of the first, and its own keyspace is itself', () => {
    const db = open()
    const tenant = db.withKeyspace('tenant_42')
    expect(db.withKeyspace('tenant_42')).toBe(tenant)
    expect(tenant.withKeyspace('tenant_43')).toBe(db.withKeyspace('tenant_43'))
    expect(tenant.withKeyspace('shop')).toBe(db)
    expect(tenant.isInitialized).toBe(false)
  })

  it('leaves the connections alone when it is destroyed', async () => {
    const tenant = open().withKeyspace('tenant_42')
    await expect(tenant.destroy()).resolves.toBeUndefined()
  })

  it.each<[string, unknown]>([
    ['an empty name', ''],
    ['a name with a quote', 'a"; DROP KEYSPACE shop; --'],
    ['a long name', 'k'.repeat(49)],
    ['no text', 42],
  ])('is refused for %s', async (_, name) => {
    const db = open()
    for (const view of [
      () => db.withKeyspace(name as string),
      () => db.getRepository(Note).withKeyspace(name as string),
    ]) {
      const error = await errorOf(view)
      expect(error).toMatchObject({ name: 'OptionError', code: 'E_KEYSPACE' })
      expect(error.message).not.toContain('DROP')
    }
  })
})

describe('a repository in another keyspace', () => {
  it('keeps its options', () => {
    const notes = open().getRepository(Note).withOptions({ ttl: 60 }).withKeyspace('tenant_42')
    expect(notes.explain('insert', { id: '123e4567-e89b-42d3-a456-426614174000' }).cql).toBe(
      'INSERT INTO "tenant_42"."notes" ("id", "text") VALUES (?, ?) USING TTL ?',
    )
  })

  it('is refused for an entity that names its keyspace', async () => {
    const plans = open().getRepository(Plan)
    expect(await errorOf(() => plans.withKeyspace('tenant_42'))).toMatchObject({ code: 'E_KEYSPACE', entity: 'Plan' })
    expect(plans.withKeyspace('common').explain('clear').cql).toBe('TRUNCATE TABLE "common"."plans"')
  })
})
