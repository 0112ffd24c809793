import { ClusteringColumn, Column, DataSource, KEY, PartitionKey, Table } from 'cassiform'
import { startCassandra } from 'cassiform/testing'

/** Ten columns, some of which cost more to decode than others. */
@Table('visits')
class Visit {
  declare readonly [KEY]?: { partition: ['site']; clustering: ['id'] }

  @PartitionKey('text') site!: string
  @ClusteringColumn('int') id!: number
  @Column('uuid') visitor!: string
  @Column('timestamp') at!: Date
  @Column('text') page!: string
  @Column('text') agent!: string
  @Column('double') seconds!: number
  @Column('decimal') price!: string
  @Column('set<text>') tags!: Set<string>
  @Column('map<text, int>') clicks!: Map<string, number>
}

const rowCount = 1000
const rounds = 7
const callsPerRound = 10
/** The share of the rows that the program looks at; or as given: `0.1 1`. */
const shares = process.argv.length > 2 ? process.argv.slice(2).map(Number) : [0, 0.1, 0.5, 1]

/** Reads 1,000 rows, eagerly and lazily, and looks at some of them: CPU of the whole process a row, as ratios. */
async function main(): Promise<void> {
  const server = await startCassandra()
  const keyspace = `lazy_${process.pid}`
  const db = new DataSource({
    ...{ contactPoints: server.contactPoints, localDataCenter: server.localDataCenter, keyspace, entities: [Visit] },
    createKeyspace: { replication: { class: 'SimpleStrategy', replication_factor: 1 } },
    synchronize: 'additive',
  })
  await db.initialize()
  try {
    await seed(db)
    for (const share of shares) {
      const { eager, lazy, ratios } = await compare(db, share)
      const range = `${ratios[0]!.toFixed(2)}–${ratios.at(-1)!.toFixed(2)}`
      const line = [`${share * 100} %`, eager.toFixed(2), lazy.toFixed(2), `${median(ratios).toFixed(2)} (${range})`]
      process.stdout.write(`| ${line.join(' | ')} |\n`)
    }
  } finally {
    await db.schema.drop({ keyspace, confirm: keyspace })
    await db.destroy()
    await server.stop()
  }
}

async function seed(db: DataSource): Promise<void> {
  const visits = Array.from({ length: rowCount }, (_, id) => ({
    ...{ site: 'a', id, visitor: '123e4567-e89b-42d3-a456-426614174000', at: new Date(id * 1000), page: `/page/${id}` },
    ...{
      agent: 'Mozilla/5.0 (X11; Linux x86_64)',
      seconds: id / 7,
      price: `${id}.50`,
      tags: new Set(['new', 'mobile']),
    },
    clicks: new Map([
      ['buy', id],
      ['read', 2],
    ]),
  }))
  await db.getRepository(Visit).insert(visits)
}

/** Microseconds of CPU a row; a ratio for each round, in which the two take turns. */
async function compare(db: DataSource, share: number) {
  const measured: { eager: number; lazy: number }[] = []
  await measure(db, share, false)
  await measure(db, share, true)
  for (let round = 0; round < rounds; round++) {
    const first = await measure(db, share, round % 2 === 0)
    const second = await measure(db, share, round % 2 !== 0)
    measured.push(round % 2 === 0 ? { lazy: first, eager: second } : { eager: first, lazy: second })
  }
  const ratios = measured.map(({ eager, lazy }) => lazy / eager).sort((a, b) => a - b)
  const of = (side: 'eager' | 'lazy') => median(measured.map((one) => one[side]).sort((a, b) => a - b))
  return { eager: of('eager'), lazy: of('lazy'), ratios }
}

let sum = 0

async function measure(db: DataSource, share: number, lazy: boolean): Promise<number> {
  const visits = db.getRepository(Visit)
  const start = process.cpuUsage()
  for (let call = 0; call < callsPerRound; call++) {
    const found = await visits.find({ where: { site: 'a' }, lazy })
    const looked = Math.round(rowCount * share)
    for (let i = 0; i < looked; i++) sum += found[i]!.seconds
  }
  const { user, system } = process.cpuUsage(start)
  return (user + system) / callsPerRound / rowCount
}

function median(sorted: readonly number[]): number {
  return sorted[Math.floor(sorted.length / 2)]!
}

main().then(
  () => process.stdout.write(`Sum of all that was looked at: ${Math.round(sum)}\n`),
  (error: unknown) => {
    console.error(error)
    process.exitCode = 1
  },
)
