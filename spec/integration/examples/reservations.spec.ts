import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { promisify } from 'node:util'
import { versions } from '../../../examples/reservations/programmes.js'
import { conditions, findOrCreate, oneGuest, wishes } from '../../../examples/reservations/seats.js'
import type { Question } from '../../../examples/quickstart/question.js'
import { parseReport } from './support/parse-report.js'
import type { Block } from './support/parse-report.js'

jest.setTimeout(120_000)

let output: string
let blocks: readonly Block[]

beforeAll(async () => {
  if (!existsSync('dist/index.js')) throw new Error('dist is missing: run npm run build first.')
  // Rejects if the exit code is not 0.
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', 'examples/reservations/main.ts'])
  output = stdout
  blocks = parseReport(stdout)
})

/** The rows that were printed below a question. */
function printed({ text }: Question): Block['rows'] {
  const block = blocks.find(({ title }) => title.replace(/^\d+\. /, '') === text)
  if (block === undefined) throw new Error(`Nothing was printed for '${text}'`)
  return block.rows
}

describe('the reservations example, once built', () => {
  it('gives a seat to one guest, and tells the others', () => {
    const answers = printed(oneGuest).map(([, answer]) => answer)
    expect([...answers].sort()).toEqual(['has the seat', 'is told who has it', 'is told who has it'])
  })

  it('changes what is as it should be', () => {
    expect(printed(conditions)).toEqual([
      ['from Bob to Eve', 'no', '{"guest":"Ann"}'],
      ['from Ann or Bob to Eve', 'yes', '–'],
      ['seat 9Z, if it is there', 'no', '–'],
      ['open the show, once', 'yes', '–'],
      ['open it again', 'no', '{"isOpen":true}'],
      ['Ann gives it back', 'no', '{"guest":"Eve"}'],
    ])
  })

  it('creates once, and changes elements by their index', () => {
    expect(printed(findOrCreate)).toEqual([
      ['left', 'yes', '–'],
      ['right', 'no', 'yes'],
    ])
    expect(printed(wishes)).toEqual([
      ['SetAt(1, …)', 'aisle, two cushions, programme'],
      ['RemoveAt(0)', 'two cushions, programme'],
    ])
  })

  it('overwrites nothing that was not read', () => {
    expect(printed(versions)).toEqual([
      ['a new one', 'version 1'],
      ['theirs', 'version 2'],
      ['mine', 'conflict: expected version 1, there is 2'],
      ['mine, made of what is there now', 'version 3'],
    ])
  })

  it('leaves nothing behind', () => {
    expect(output).toMatch(/Keyspace reservations_\w+ is dropped\.\n$/)
  })
})
