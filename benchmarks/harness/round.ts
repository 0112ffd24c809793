import { widthsOf, widthText } from './benchmark-case.js'
import type { BenchmarkCase, Width } from './benchmark-case.js'
import { checkAgreement } from './agreement.js'
import type { Target } from './contender.js'
import { ContenderProcess } from './contender-process.js'
import { blockCalls, settlingCalls } from './effort.js'
import type { Effort } from './effort.js'
import type { Block } from './messages.js'
import { targetOf } from './side.js'
import type { Side } from './side.js'
import { turnOrder } from './turn-order.js'

/** One row of the table: a case at a width. */
export interface RowKey {
  readonly benchmarkCase: BenchmarkCase
  readonly width: Width
}

/** The blocks of one row in one round, by label of the side. */
export interface RoundRow extends RowKey {
  readonly blocks: ReadonlyMap<string, readonly Block[]>
}

/** What a round needs to know. */
export interface RoundPlan {
  readonly sides: readonly Side[]
  readonly rows: readonly RowKey[]
  readonly target: Omit<Target, 'packageEntry'>
  readonly effort: Effort
  readonly profileFolder: string | undefined
  readonly onProgress: (text: string) => void
}

interface Runner {
  readonly label: string
  readonly process: ContenderProcess
  readonly caseNames: readonly string[]
}

/** Starts a fresh process per side, compares their answers, then measures row by row, the sides taking turns. */
export async function runRound(plan: RoundPlan, round: number): Promise<readonly RoundRow[]> {
  const processes: ContenderProcess[] = []
  try {
    const runners: Runner[] = []
    for (const side of plan.sides) {
      const process = new ContenderProcess(side.label, plan.profileFolder)
      processes.push(process)
      const target = targetOf(side, plan.target)
      const caseNames = await process.ask({ kind: 'open', contender: side.contender, target })
      runners.push({ label: side.label, process, caseNames })
    }
    await settle(plan, runners)
    const rows: RoundRow[] = []
    for (const [i, row] of plan.rows.entries()) {
      plan.onProgress(`round ${round + 1} of ${plan.effort.rounds}: ${row.benchmarkCase.name}, ${widthText(row.width)}`)
      rows.push({ ...row, blocks: await measureRow(row, runners, plan.effort, round + i) })
    }
    for (const process of processes) await process.end()
    return rows
  } catch (error) {
    for (const process of processes) process.kill()
    throw error
  }
}

/** Answers compared, then every case called many times, so that no row pays for the compiling of another. */
async function settle({ rows, effort }: RoundPlan, runners: readonly Runner[]): Promise<void> {
  for (const benchmarkCase of new Set(rows.map((row) => row.benchmarkCase))) {
    const { name: caseName } = benchmarkCase
    const answers = []
    for (const { label, process } of able(runners, caseName)) {
      answers.push({ label, value: await process.ask({ kind: 'answer', caseName }) })
    }
    checkAgreement(caseName, answers)
    const width = widthsOf(benchmarkCase).at(-1)!
    const calls = settlingCalls(benchmarkCase.blockSizes, width, effort)
    for (const { process } of able(runners, caseName)) await process.ask({ kind: 'warm', caseName, width, calls })
  }
}

async function measureRow(
  { benchmarkCase, width }: RowKey,
  runners: readonly Runner[],
  effort: Effort,
  offset: number,
) {
  const { name: caseName, blockSizes } = benchmarkCase
  const calls = blockCalls(blockSizes, width, effort)
  const taking = able(runners, caseName)
  if (width !== 'bulk') {
    for (const { process } of taking)
      await process.ask({ kind: 'warm', caseName, width, calls: calls * effort.warmUpBlocks })
  }
  const blocks = new Map<string, Block[]>(taking.map(({ label }) => [label, []]))
  const turns = width === 'bulk' ? effort.bulkBlocks : effort.blocks
  for (let turn = 0; turn < turns; turn++) {
    for (const i of turnOrder(taking.length, turn, offset)) {
      const { label, process } = taking[i]!
      blocks.get(label)!.push(await process.ask({ kind: 'block', caseName, width, calls }))
    }
  }
  return blocks
}

function able(runners: readonly Runner[], caseName: string): readonly Runner[] {
  return runners.filter(({ caseNames }) => caseNames.includes(caseName))
}
