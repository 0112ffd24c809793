import { writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { dirname, join } from 'node:path'
import { widthsOf } from './harness/benchmark-case.js'
import type { BenchmarkCase } from './harness/benchmark-case.js'
import { contenderNames, loadCases } from './harness/discover.js'
import { fullEffort, quickEffort } from './harness/effort.js'
import type { Effort } from './harness/effort.js'
import { readFlags } from './harness/flags.js'
import type { Flags } from './harness/flags.js'
import { progressLine } from './harness/progress.js'
import { legend, renderTable, shortLegend } from './harness/render-table.js'
import { runRound } from './harness/round.js'
import type { RoundRow, RowKey } from './harness/round.js'
import { openDatabase } from './harness/server.js'
import { sidesOf } from './harness/side.js'
import { summarise } from './harness/summary.js'
import type { Summary } from './harness/summary.js'
import { missesOf } from './harness/target-check.js'
import { isSince } from './tables/table.js'

void main(readFlags(process.argv.slice(2)))

async function main(flags: Flags): Promise<void> {
  const sides = sidesOf(chosenContenders(flags), flags.packageEntry, flags.against)
  const cases = chosenCases(flags)
  const effort = effortOf(flags)
  const progress = progressLine()
  const onProgress = (text: string) => progress.show(text)
  onProgress('starting the server')
  const { target, close } = await openDatabase(join(dirname(flags.packageEntry), 'testing/index.js'))
  const rounds: (readonly RoundRow[])[] = []
  try {
    const rows = cases.filter(({ since }) => isSince(since, target.server)).flatMap(rowsOf)
    const plan = { sides, rows, target, effort, profileFolder: flags.profileFolder, onProgress }
    for (let round = 0; round < effort.rounds; round++) rounds.push(await runRound(plan, round))
  } finally {
    progress.end()
    await close()
  }
  report(summarise(rounds), flags, { ...effort, server: target.server })
}

function rowsOf(benchmarkCase: BenchmarkCase): readonly RowKey[] {
  return widthsOf(benchmarkCase).map((width) => ({ benchmarkCase, width }))
}

function effortOf({ quick, rounds }: Flags): Effort {
  const effort = quick ? quickEffort : fullEffort
  return rounds === undefined ? effort : { ...effort, rounds }
}

function chosenCases({ cases }: Flags): readonly BenchmarkCase[] {
  const all = loadCases()
  const chosen = all.filter(({ name }) => cases.length === 0 || cases.some((part) => name.includes(part)))
  if (chosen.length > 0) return chosen
  throw new Error(`no such case; there are: ${all.map(({ name }) => name).join(', ')}`)
}

function chosenContenders({ contenders }: Flags): readonly string[] {
  const all = contenderNames()
  const unknown = contenders.find((name) => !all.includes(name))
  if (unknown !== undefined) throw new Error(`no contender '${unknown}'; there are: ${all.join(', ')}`)
  return contenders.length === 0 ? all : contenders
}

function report(summary: Summary, flags: Flags, facts: Effort & { server: string }): void {
  const node = process.version
  const cores = availableParallelism()
  console.log(`Node ${node}, Cassandra ${facts.server}, ${cores} cores, ${facts.rounds} rounds\n`)
  console.log(`${renderTable(summary, !flags.quick)}\n`)
  console.log(flags.quick ? shortLegend : legend)
  if (flags.json !== undefined) {
    writeFileSync(flags.json, JSON.stringify({ node, cores, ...facts, ...summary }, null, 2))
  }
  if (summary.means.repository === undefined || (flags.quick && !flags.check)) return
  const misses = missesOf(summary, 'repository')
  console.log(misses.length === 0 ? '\nTarget reached.' : ['\nTarget missed:', ...misses].join('\n- '))
  if (flags.check && misses.length > 0) process.exitCode = 1
}
