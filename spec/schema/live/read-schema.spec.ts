import type { DriverRow } from '../../../lib/driver/driver.js'
import { readSchema } from '../../../lib/schema/live/read-schema.js'
import { host, scriptedDriver } from '../support/scripted-driver.js'

const rows: Record<string, DriverRow[]> = {
  keyspaces: [{ keyspace_name: 'shop', replication: { class: 'SimpleStrategy', dc1: '1' }, durable_writes: true }],
  tables: [
    {
      keyspace_name: 'shop',
      table_name: 'notes',
      id: { toString: () => 'ABCDEF00-0000-5000-8000-000000000000' },
      comment: 'hello',
      compaction: { class: 'X' },
      compression: null,
      caching: new Map([['keys', 'ALL']]),
      gc_grace_seconds: 60,
      default_time_to_live: 0,
      cdc: null,
      speculative_retry: '99p',
    },
  ],
  columns: [
    {
      keyspace_name: 'shop',
      table_name: 'notes',
      column_name: 'id',
      kind: 'partition_key',
      position: 0,
      type: 'int',
      clustering_order: 'none',
    },
    {
      keyspace_name: 'shop',
      table_name: 'notes',
      column_name: 'text',
      kind: 'regular',
      position: -1,
      type: 'text',
      clustering_order: 'none',
    },
    {
      keyspace_name: 'shop',
      table_name: 'a_view',
      column_name: 'id',
      kind: 'partition_key',
      position: 0,
      type: 'int',
      clustering_order: 'none',
    },
  ],
  dropped_columns: [{ keyspace_name: 'shop', table_name: 'notes', column_name: 'old', kind: 'static', type: 'int' }],
  indexes: [
    {
      keyspace_name: 'shop',
      table_name: 'notes',
      index_name: 'by_text',
      kind: 'COMPOSITES',
      options: { target: 'text' },
    },
  ],
  views: [
    {
      keyspace_name: 'shop',
      view_name: 'a_view',
      base_table_name: 'notes',
      where_clause: 'id IS NOT NULL',
      comment: 'kept',
      gc_grace_seconds: 70,
    },
  ],
  types: [
    { keyspace_name: 'shop', type_name: 'address', field_names: ['street', 'zip'], field_types: ['text', 'int'] },
    { keyspace_name: 'shop', type_name: 'none', field_names: null, field_types: null },
  ],
}

const sourceOf = (cql: string) => /FROM system_schema\.(\w+)/.exec(cql)![1]!

describe('readSchema', () => {
  it('puts the tables of system_schema together, however the client decodes maps', async () => {
    const driver = scriptedDriver([host('a')], ({ cql }) => ({ rows: rows[sourceOf(cql)]! }))
    expect(await readSchema(driver, ['shop'])).toMatchSnapshot()
  })

  it('asks one node once for each table, for all keyspaces, all at the same time', async () => {
    let waiting = 0
    let release: () => void
    const all = new Promise<void>((resolve) => (release = resolve))
    const driver = scriptedDriver([host('a')], async () => {
      if (++waiting === 7) release()
      await all
      return { rows: [] }
    })
    const live = await readSchema(driver, ['shop', "o'ther"], { host: 'a' })
    expect(live.keyspaces.size).toBe(0)
    expect(driver.sent.map(({ cql }) => cql)).toMatchSnapshot()
    for (const { values, options } of driver.sent) {
      expect(values).toEqual(['shop', "o'ther"])
      expect(options).toMatchObject({ prepare: false, isIdempotent: true, consistency: 1, host: 'a' })
    }
  })

  it('reads all pages', async () => {
    const driver = scriptedDriver([host('a')], ({ cql, options }) => {
      const [first, ...others] = rows[sourceOf(cql)]!
      return options.pageState === undefined
        ? { rows: first === undefined ? [] : [first], pageState: 'next' }
        : { rows: others, pageState: null }
    })
    const live = await readSchema(driver, ['shop'])
    expect([...live.keyspaces.get('shop')!.tables.get('notes')!.columns.keys()]).toEqual(['id', 'text'])
    expect(driver.sent).toHaveLength(14)
  })

  it('sends nothing for no keyspace', async () => {
    const driver = scriptedDriver([host('a')], () => ({ rows: [] }))
    expect((await readSchema(driver, [])).keyspaces.size).toBe(0)
    expect(driver.sent).toEqual([])
  })
})
