import type { Width } from './benchmark-case.js'
import type { Block } from './messages.js'

/** One call to be timed. */
export type Call = () => Promise<unknown>

/** Makes calls, `width` at once, and times them. */
export async function measureBlock(call: Call, width: Width, calls: number): Promise<Block> {
  const cpuBefore = process.cpuUsage()
  const started = performance.now()
  const latencies = width === 1 ? await oneByOne(call, calls) : await together(call, width, calls)
  const wall = (performance.now() - started) * 1000
  const { user, system } = process.cpuUsage(cpuBefore)
  return { calls, latencies, wall, cpu: user + system }
}

async function oneByOne(call: Call, calls: number): Promise<number[]> {
  const latencies: number[] = []
  for (let i = 0; i < calls; i++) {
    const started = performance.now()
    await call()
    latencies.push((performance.now() - started) * 1000)
  }
  return latencies
}

async function together(call: Call, width: number, calls: number): Promise<number[]> {
  let left = calls
  const lane = async () => {
    while (left-- > 0) await call()
  }
  await Promise.all(Array.from({ length: width }, lane))
  return []
}
