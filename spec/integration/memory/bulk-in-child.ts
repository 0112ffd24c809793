import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { BulkReport } from './bulk.js'

export const bulkWays = ['single', 'grouped'] as const

/** Requests at once, unless said otherwise. */
const underWay = 100
/** Rows that may be read and not reported yet: those under way, a step of progress, and what groups keep back. */
const readAhead = { single: underWay + 100, grouped: underWay * 100 + 1000 + 100 } as const

/** The bulk write of a process of its own with so many megabytes of heap; one that has not enough of it dies. */
export async function writeInChild(
  heap: number,
  keyspace: string,
  way: (typeof bulkWays)[number],
  total: number,
): Promise<BulkReport> {
  const program = join(__dirname, 'bulk.ts')
  const flags = ['--expose-gc', `--max-old-space-size=${heap}`, '--import', 'tsx']
  const { stdout } = await promisify(execFile)(process.execPath, [...flags, program, keyspace, String(total), way])
  const report = JSON.parse(stdout) as BulkReport
  expect(report.succeeded).toBe(total)
  expect(report.mostInFlight).toBeLessThanOrEqual(readAhead[way])
  expect(report.endHeap).toBeLessThan(report.quarterHeap + 10)
  return report
}
