import { compile, compilers } from './support/compiler.js'
import type { Compiler } from './support/compiler.js'
import { generateDefinedEntities, generateEntities, generateWideEntities } from './support/generate-entities.js'
import { createProject } from './support/workspace.js'

/**
 * Type instantiations of a program with 150 entities of 20 columns, and three queries of each: what the types cost in
 * editors and builds. A count says more than a time and is the same everywhere, but for a few in a thousand between
 * compilers. It may move by one in a hundred; a change that moves it further has to be worth it, and changes the number here.
 */
const pinned = 354340

/** The same entities written with `defineEntity`: what inferring them costs. */
const pinnedDefined = 646061

/** 50 entities that also use maps of `select`, conditions, pages, streams, batches and the builder. */
const pinnedWide = 216456

async function instantiations(compiler: Compiler, name: string, source: string): Promise<number> {
  const folder = createProject(`cost ${name} ${compiler}`, { 'entities.ts': source })
  const options = ['--extendedDiagnostics', ...(compiler === 'typescript-7' ? ['--singleThreaded'] : [])]
  const report = await compile(compiler, folder, ...options)
  expect(report).not.toMatch(/error TS/)
  const [, count] = /^Instantiations:\s+(\d+)$/m.exec(report) ?? []
  return Number(count)
}

describe.each(compilers)('entities with their queries, %s', (compiler) => {
  it('cost what they cost before', async () => {
    const count = await instantiations(compiler, 'decorated', generateEntities(150))
    expect(Math.abs(count / pinned - 1)).toBeLessThan(0.01)
  }, 120_000)

  it('cost what they cost before without decorators', async () => {
    const count = await instantiations(compiler, 'defined', generateDefinedEntities(150))
    expect(Math.abs(count / pinnedDefined - 1)).toBeLessThan(0.01)
  }, 120_000)

  it('cost what they cost before with all that a repository has', async () => {
    const count = await instantiations(compiler, 'wide', generateWideEntities(50))
    expect(Math.abs(count / pinnedWide - 1)).toBeLessThan(0.01)
  }, 120_000)
})
