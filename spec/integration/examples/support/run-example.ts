import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { promisify } from 'node:util'
import type { Question } from '../../../../examples/quickstart/question.js'
import { parseReport } from './parse-report.js'
import type { Block } from './parse-report.js'

/** What an example printed. */
export class PrintedExample {
  readonly blocks: readonly Block[]

  constructor(readonly output: string) {
    this.blocks = parseReport(output)
  }

  /** The rows below the question of a number. */
  rowsOf(number: number): Block['rows'] {
    return this.blocks.find(({ title }) => title.startsWith(`${number}. `))!.rows
  }

  /** The rows that were printed below a question. */
  rowsBelow({ text }: Question): Block['rows'] {
    const block = this.blocks.find(({ title }) => title.replace(/^\d+\. /, '') === text)
    if (block === undefined) throw new Error(`Nothing was printed for '${text}'`)
    return block.rows
  }
}

/** Runs the program of an example with the built package; rejects if its exit code is not 0. */
export async function runExample(name: string): Promise<PrintedExample> {
  if (!existsSync('dist/index.js')) throw new Error('dist is missing: run npm run build first.')
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', `examples/${name}/main.ts`])
  return new PrintedExample(stdout)
}
