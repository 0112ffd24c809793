import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Walk } from './walk.js'

export const ways = ['stream', 'scan', 'pages'] as const

/** The walk of a process of its own with so many megabytes of heap; one that has not enough of it dies. */
export async function walkInChild(
  heap: number,
  keyspace: string,
  way: (typeof ways)[number],
  total: number,
): Promise<Walk> {
  const program = join(__dirname, 'walk.ts')
  const flags = ['--expose-gc', `--max-old-space-size=${heap}`, '--import', 'tsx']
  const { stdout } = await promisify(execFile)(process.execPath, [...flags, program, keyspace, way, String(total)])
  return JSON.parse(stdout) as Walk
}

/** What every walk has to be: complete, once each, and no larger at its end than at its beginning. */
export function expectConstantMemory(walk: Walk, total: number): void {
  expect([walk.rows, walk.wrong]).toEqual([total, 0])
  expect(walk.endHeap).toBeLessThan(walk.quarterHeap + 10)
}
