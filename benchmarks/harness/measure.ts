import type { Width } from './benchmark-case.js'
import type { Block } from './messages.js'

/** One call to be timed; `rows`: how many a bulk call is to handle. */
export type Call = (rows: number) => Promise<unknown>

/** Makes calls, `width` at once, and times them; a bulk is one call that handles as many rows. */
export async function measureBlock(call: Call, width: Width, calls: number): Promise<Block> {
  const cpuBefore = process.cpuUsage()
  const started = performance.now()
  const latencies = await callAll(call, width, calls)
  const wall = (performance.now() - started) * 1000
  const { user, system } = process.cpuUsage(cpuBefore)
  return { calls, latencies, wall, cpu: user + system }
}

async function callAll(call: Call, width: Width, calls: number): Promise<number[]> {
  if (width === 1) return oneByOne(call, calls)
  await (width === 'bulk' ? call(calls) : together(call, width, calls))
  return []
}

async function oneByOne(call: Call, calls: number): Promise<number[]> {
  const latencies: number[] = []
  for (let i = 0; i < calls; i++) {
    const started = performance.now()
    await call(1)
    latencies.push((performance.now() - started) * 1000)
  }
  return latencies
}

async function together(call: Call, width: number, calls: number): Promise<void> {
  let left = calls
  const lane = async () => {
    while (left-- > 0) await call(1)
  }
  await Promise.all(Array.from({ length: width }, lane))
}
