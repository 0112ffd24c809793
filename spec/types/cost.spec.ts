import { compile, compilers } from './support/compiler.js'
import type { Compiler } from './support/compiler.js'
import { generateDefinedEntities, generateEntities } from './support/generate-entities.js'
import { createProject } from './support/workspace.js'

/**
 * Type instantiations of a program with 150 entities of 20 columns, and three queries of each: what the types cost in
 * editors and builds. A count says more than a time and is the same everywhere. It may move by one in a hundred; a
 * change that moves it further has to be worth it, and changes the number here.
 */
const pinned: Readonly<Record<Compiler, number>> = {
  'typescript-5.9': 318524,
  typescript: 318524,
  'typescript-7': 318582,
}

/** The same entities written with `defineEntity`: what inferring them costs. */
const pinnedDefined: Readonly<Record<Compiler, number>> = {
  'typescript-5.9': 579922,
  typescript: 579922,
  'typescript-7': 580047,
}

async function instantiations(compiler: Compiler, name: string, source: string): Promise<number> {
  const folder = createProject(`cost ${name} ${compiler}`, { 'entities.ts': source })
  const options = ['--extendedDiagnostics', ...(compiler === 'typescript-7' ? ['--singleThreaded'] : [])]
  const report = await compile(compiler, folder, ...options)
  expect(report).not.toMatch(/error TS/)
  const [, count] = /^Instantiations:\s+(\d+)$/m.exec(report) ?? []
  return Number(count)
}

describe.each(compilers)('150 entities with three queries each, %s', (compiler) => {
  it('cost what they cost before', async () => {
    const count = await instantiations(compiler, 'decorated', generateEntities(150))
    expect(Math.abs(count / pinned[compiler] - 1)).toBeLessThan(0.01)
  }, 120_000)

  it('cost what they cost before without decorators', async () => {
    const count = await instantiations(compiler, 'defined', generateDefinedEntities(150))
    expect(Math.abs(count / pinnedDefined[compiler] - 1)).toBeLessThan(0.01)
  }, 120_000)
})
