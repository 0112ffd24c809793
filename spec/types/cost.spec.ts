import { compile, compilers } from './support/compiler.js'
import type { Compiler } from './support/compiler.js'
import { generateEntities } from './support/generate-entities.js'
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

describe('150 entities with three queries each', () => {
  it.each(compilers)(
    'cost %s what they cost before',
    async (compiler) => {
      const folder = createProject(`cost ${compiler}`, { 'entities.ts': generateEntities(150) })
      const options = ['--extendedDiagnostics', ...(compiler === 'typescript-7' ? ['--singleThreaded'] : [])]
      const report = await compile(compiler, folder, ...options)
      expect(report).not.toMatch(/error TS/)
      const [, count] = /^Instantiations:\s+(\d+)$/m.exec(report) ?? []
      expect(Math.abs(Number(count) / pinned[compiler] - 1)).toBeLessThan(0.01)
    },
    120_000,
  )
})
