import { compile, compilers } from './support/compiler.js'
import { casesProject } from './support/workspace.js'

// `cases/` holds what must compile and, under `@ts-expect-error`, what must not. Between them the two configurations
// cover both decorator protocols, both kinds of class fields, and `exactOptionalPropertyTypes` on and off; the first one
// also checks the declarations of the package and of its peers (`skipLibCheck: false`).
const configurations = ['tsconfig.json', 'tsconfig.standard.json']

describe.each(compilers)('public types under %s', (compiler) => {
  it.each(configurations)(
    'compile, and refuse what they must: %s',
    async (config) => {
      expect(await compile(compiler, casesProject(config))).toBe('')
    },
    120_000,
  )
})
