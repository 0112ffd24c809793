const regularColumns = [
  `@Column('text') name!: string`,
  `@Column('text') note?: string | null`,
  `@Column('text') state!: 'open' | 'done'`,
  `@Column('int') level!: number`,
  `@Column('double') ratio?: number`,
  `@Column('bigint') total!: bigint`,
  `@Column('boolean') isActive!: boolean`,
  `@Column('timestamp') changedAt?: Date`,
  `@Column('uuid') ownerId!: string`,
  `@Column('blob') payload?: Buffer`,
  `@Column('set<text>') tags!: Set<string>`,
  `@Column('list<int>') samples!: number[]`,
  `@Column('map<text, int>') counts!: Map<string, number>`,
  `@Column('map<text, frozen<list<timestamp>>>') visits?: Map<string, Date[]>`,
  `@Column('frozen<list<double>>') shape?: number[]`,
]

function queries(entity: string, i: number): string {
  return `export const queries${i} = async (db: DataSource, at: Date) => {
  const repository = db.getRepository(${entity})
  const key = { tenantId${i}: 'a', day: 'd', at, id: 'b' }
  const rows = await repository.find({
    where: { tenantId${i}: 'a', day: In(['d', 'e']), at: Between(at, at) },
    select: ['id', 'level', 'tags'],
  })
  await repository.update(key, { level: 1, note: null, tags: Add(['a']), counts: Put(new Map([['a', 1]])) })
  const found = await repository.findOneBy({ tenantId${i}: 'a', day: 'd', at, id: In(['b']) })
  return [rows[0]?.level, found?.total] as const
}
`
}

/** What an application may use besides: maps, conditions, pages, batches, a builder. */
function moreQueries(entity: string, i: number): string {
  return `export const more${i} = async (db: DataSource, at: Date) => {
  const repository = db.getRepository(${entity})
  const partition = { tenantId${i}: 'a', day: 'd' }
  const key = { ...partition, at, id: 'b' }
  const select = { level: true, written: Writetime('level'), once: Element('counts', 'a') } as const
  const { items } = await repository.findPage({ where: { ...partition, at: MoreThan(at) }, select, pageSize: 20 })
  const changed = await repository.update(key, { level: 1 }, { if: { level: MoreThan(1), state: 'open' } })
  const built = await repository.createQueryBuilder().where(partition).select(['id', 'level']).limit(5).getMany()
  await db.batch().update(${entity}, key, { note: 'x' }).delete(${entity}, key).execute()
  for await (const row of repository.stream({ where: { ...partition, ...TupleRange(['at', 'id'], { moreThan: [at, 'b'] }) } })) void row.level
  return [items[0]?.once, changed.applied, built[0]?.level] as const
}
`
}

function entity(i: number): string {
  return `
@Table('entity_${i}')
class Entity${i} {
  declare readonly [KEY]?: { partition: ['tenantId${i}', 'day']; clustering: ['at', 'id']; static: ['site'] }
  @PartitionKey('uuid') tenantId${i}!: string
  @PartitionKey('date') day!: string
  @ClusteringColumn('timestamp', { order: 'desc' }) at!: Date
  @ClusteringColumn('timeuuid') id!: string
  @StaticColumn('text') site?: string
  ${regularColumns.join('\n  ')}
}
${queries(`Entity${i}`, i)}`
}

/** A file of entities with `KEY` and twenty columns each, and three queries of every one of them. */
export function generateEntities(count: number): string {
  const names = 'Add, Between, ClusteringColumn, Column, In, KEY, PartitionKey, Put, StaticColumn, Table'
  const head = `import { ${names} } from 'cassiform'\nimport type { DataSource } from 'cassiform'\n`
  return head + Array.from({ length: count }, (_, i) => entity(i)).join('')
}

const definedColumns = [
  `day: 'date', at: 'timestamp', id: 'timeuuid', site: { type: 'text', static: true }, name: 'text', note: 'text'`,
  `state: { type: 'text', enum: ['open', 'done'] }, level: 'int', ratio: 'double', total: 'bigint'`,
  `isActive: 'boolean', changedAt: 'timestamp', ownerId: 'uuid', payload: 'blob', tags: 'set<text>'`,
  `samples: 'list<int>', counts: 'map<text, int>', visits: 'map<text, frozen<list<timestamp>>>'`,
  `shape: 'frozen<list<double>>'`,
]

/** The same entities without decorators. */
export function generateDefinedEntities(count: number): string {
  const head = `import { Add, Between, defineEntity, In, Put } from 'cassiform'\nimport type { DataSource } from 'cassiform'\n`
  const define = (i: number) => `
const Entity${i} = defineEntity({
  name: 'entity_${i}',
  columns: { tenantId${i}: 'uuid', ${definedColumns.join(', ')} },
  partitionKey: ['tenantId${i}', 'day'],
  clusteringColumns: [{ at: 'desc' }, 'id'],
})
${queries(`Entity${i}`, i)}`
  return head + Array.from({ length: count }, (_, i) => define(i)).join('')
}

/** Entities with the three queries and with what else an application may use. */
export function generateWideEntities(count: number): string {
  const names = 'Element, MoreThan, TupleRange, Writetime'
  const more = Array.from({ length: count }, (_, i) => moreQueries(`Entity${i}`, i)).join('')
  return `import { ${names} } from 'cassiform'\n${generateEntities(count)}${more}`
}
