import { DataSource, In } from 'cassiform'
import type { Repository } from 'cassiform'
import { buckets, Event } from './event.js'

/**
 * A program of its own, so that its heap is its own: `node --expose-gc --max-old-space-size=64 … walk.ts <keyspace> <way>
 * <total>` walks all rows one way and prints a `Walk`.
 */
type Row = InstanceType<typeof Event>

/** What a walk saw. Megabytes are of 10⁶ bytes. */
export interface Walk {
  readonly rows: number
  /** Rows that came twice, or that nobody wrote. */
  readonly wrong: number
  /** Live heap after a quarter of the rows, and at the end, in megabytes. */
  readonly quarterHeap: number
  readonly endHeap: number
  readonly peakHeap: number
  readonly peakResident: number
  readonly milliseconds: number
}

const where = { bucket: In(Array.from({ length: buckets }, (_, bucket) => bucket)) }

/** A small server that is compacting answers late; how late is not what is measured. */
const timeoutMs = 60_000

const ways: Readonly<Record<string, (events: Repository<Row>) => AsyncIterable<Row>>> = {
  stream: (events) => events.stream({ where, timeoutMs }),
  scan: (events) => events.scan({ timeoutMs }),
  async *pages(events) {
    let page: string | undefined
    do {
      const { items, nextPage } = await events.findPage({ where, pageSize: 1000, page, timeoutMs })
      yield* items
      page = nextPage
    } while (page !== undefined)
  },
}

async function main([keyspace, way, count]: readonly string[]): Promise<void> {
  const total = Number(count)
  const contactPoints = process.env['CASSANDRA_CONTACT_POINTS']!.split(',')
  const localDataCenter = process.env['CASSANDRA_LOCAL_DC'] ?? 'datacenter1'
  const pageTokenSecret = 'any text'
  const db = new DataSource({ contactPoints, localDataCenter, keyspace: keyspace!, entities: [Event], pageTokenSecret })
  await db.initialize()
  const walk = await measure(ways[way!]!(db.getRepository(Event)), total)
  await db.destroy()
  process.stdout.write(JSON.stringify(walk))
}

async function measure(events: AsyncIterable<Row>, total: number): Promise<Walk> {
  const seen = new Uint8Array(total)
  const began = performance.now()
  let [rows, wrong, quarterHeap, peakHeap, peakResident] = [0, 0, 0, 0, 0]
  for await (const { bucket, n } of events) {
    const place = bucket * (total / buckets) + n
    if (seen[place] !== 0) wrong++
    seen[place] = 1
    if (++rows % 1000 !== 0) continue
    const { heapUsed, rss } = process.memoryUsage()
    peakHeap = Math.max(peakHeap, megabytes(heapUsed))
    peakResident = Math.max(peakResident, megabytes(rss))
    if (rows === total / 4) quarterHeap = liveHeap()
  }
  const milliseconds = Math.round(performance.now() - began)
  return { rows, wrong, quarterHeap, endHeap: liveHeap(), peakHeap, peakResident, milliseconds }
}

function liveHeap(): number {
  globalThis.gc!()
  return megabytes(process.memoryUsage().heapUsed)
}

function megabytes(bytes: number): number {
  return Math.round(bytes / 1e5) / 10
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error)
  process.exitCode = 1
})
