import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { canonical } from './support/canonical.js'
import { compile, compilers, root } from './support/compiler.js'
import { refusals } from './support/refusals.js'
import { createProject } from './support/workspace.js'

const prelude = `
import { Add, Append, Column, defineEntity, In, MoreThan, PartitionKey } from 'cassiform'
import { accounts, defined, devices, hidden, jobs, partition, readings, rowKey } from './entities.js'
declare const at: Date
`.trim()

const entities = readFileSync(join(root, 'spec/types/cases/entities.ts'), 'utf8')
const sources = refusals.map(({ code }, i) => [`case-${i}.ts`, `${prelude}\n${code}\n`] as const)
const files: Record<string, string> = { 'entities.ts': entities, ...Object.fromEntries(sources) }

/** What the compiler says of each case: the lines of its first message, without the place. */
async function messages(folder: string, compiler: (typeof compilers)[number]): Promise<readonly string[][]> {
  const found: string[][] = refusals.map(() => [])
  let current: string[] | undefined
  for (const line of (await compile(compiler, folder)).split('\n')) {
    const [, file, text] = /^case-(\d+)\.ts\(\d+,\d+\): error TS\d+: (.*)$/.exec(line) ?? []
    if (file !== undefined) current = found[Number(file)]?.length === 0 ? found[Number(file)] : undefined
    current?.push((text ?? line).trim())
  }
  return found
}

// A message that names the wrong cure teaches the wrong thing: "Property 'allowFiltering' is missing" would make full
// scans of half the queries in the world. So the words are pinned: the reason in all compilers, the first line in each.
describe.each(compilers)('messages of %s', (compiler) => {
  let said: readonly string[][] = []

  beforeAll(async () => {
    said = await messages(createProject(`messages ${compiler}`, files), compiler)
  }, 120_000)

  it.each(refusals.map((refusal, i) => [refusal.title, refusal.because, i] as const))('%s', (_title, because, i) => {
    expect(said[i]!.join('\n')).toContain(because)
  })

  it('never advise to filter or to scan', () => {
    expect(said.flat().filter((line) => /allowFiltering|scan/.test(line))).toEqual([])
  })

  it('begin with these lines', () => {
    const lines = refusals.map(({ title }, i) => `${title}\n  ${canonical(said[i]![0] ?? 'compiles')}`)
    expect(`\n${lines.join('\n')}\n`).toMatchSnapshot()
  })
})
