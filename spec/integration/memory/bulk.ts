import { randomUUID } from 'node:crypto'
import { DataSource } from 'cassiform'
import { buckets, Event } from './event.js'

/**
 * A program of its own, so that its heap is its own: `node --expose-gc --max-old-space-size=64 … bulk.ts <keyspace> <total>
 * <grouped | single>` writes rows from a generator and prints a `BulkReport`.
 */
export interface BulkReport {
  readonly succeeded: number
  readonly mostInFlight: number
  /** Live heap after a quarter of the rows, and at the end, in megabytes of 10⁶ bytes. */
  readonly quarterHeap: number
  readonly endHeap: number
  readonly peakResident: number
  readonly milliseconds: number
}

const body = 'x'.repeat(120)

async function* events(total: number, onRead: () => void) {
  for (let row = 0; row < total; row++) {
    onRead()
    const [bucket, n] = [Math.floor(row / (total / buckets)), row % (total / buckets)]
    yield { bucket, n, id: randomUUID(), title: `title ${n}`, body, amount: n / 3, at: new Date(n) }
    if (row % 1000 === 0) await new Promise(setImmediate)
  }
}

async function main([keyspace, count, way]: readonly string[]): Promise<void> {
  const total = Number(count)
  const contactPoints = process.env['CASSANDRA_CONTACT_POINTS']!.split(',')
  const localDataCenter = process.env['CASSANDRA_LOCAL_DC'] ?? 'datacenter1'
  const db = new DataSource({ contactPoints, localDataCenter, keyspace: keyspace!, entities: [Event] })
  await db.initialize()
  let [read, settled, mostInFlight, quarterHeap, peakResident] = [0, 0, 0, 0, 0]
  const began = performance.now()
  const source = events(total, () => {
    read++
    mostInFlight = Math.max(mostInFlight, read - settled)
  })
  const { succeeded } = await db.getRepository(Event).insertMany(source, {
    groupByPartition: way === 'grouped',
    // A small server that is flushing answers late; how late is not what is measured.
    timeoutMs: 60_000,
    onProgress({ succeeded: written }) {
      settled = written
      peakResident = Math.max(peakResident, megabytes(process.memoryUsage().rss))
      if (quarterHeap === 0 && written >= total / 4) quarterHeap = liveHeap()
    },
  })
  const milliseconds = Math.round(performance.now() - began)
  await db.destroy()
  const report: BulkReport = { succeeded, mostInFlight, quarterHeap, endHeap: liveHeap(), peakResident, milliseconds }
  process.stdout.write(JSON.stringify(report))
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
