const { availableParallelism } = require('node:os')

/**
 * swc compiles specs and sources; decorators are 'legacy' (with metadata) or 'standard', class fields defined or
 * assigned; modules become CommonJS.
 */
const swc = (legacy, defined) => [
  '@swc/jest',
  {
    swcrc: false,
    jsc: {
      target: 'es2022',
      keepClassNames: true,
      parser: { syntax: 'typescript', decorators: true },
      transform: legacy
        ? { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: defined }
        : { decoratorVersion: '2022-03', useDefineForClassFields: defined },
    },
    module: { type: 'commonjs' },
  },
]

/** `npm run test:no-codegen`: every spec in a context that forbids functions from text, and none that compares both. */
const noCodegen = process.execArgv.includes('--disallow-code-generation-from-strings')

const project = (displayName, testMatch, { legacy = true, defined = !legacy, ...more } = {}) => ({
  displayName,
  testMatch: testMatch.map((glob) => `<rootDir>/spec/${glob}`),
  testEnvironment: noCodegen ? '<rootDir>/spec/support/no-codegen-environment.js' : 'node',
  globals: { LEGACY: legacy, DEFINED: defined },
  transform: { '\\.ts$': swc(legacy, defined) },
  moduleNameMapper: {
    '^(\\.{1,2}/.*)\\.js$': '$1',
    '^cassiform$': '<rootDir>/lib/index.ts',
    '^cassiform/testing$': '<rootDir>/lib/testing/index.ts',
  },
  ...more,
})

const compiled = noCodegen ? ['<rootDir>/spec/plan/twins.spec.ts'] : []
const slow = ['integration', 'types', 'package', 'faults', 'soak'].map((folder) => `<rootDir>/spec/${folder}/`)

/** One Cassandra for all specs of a run. */
const server = {
  globalSetup: '<rootDir>/spec/support/start-server.js',
  globalTeardown: '<rootDir>/spec/support/stop-server.js',
}

/** `npm run test:soak`: minutes of work, so that no other run has it. */
const soak = process.env.CASSIFORM_SOAK === '1' ? [project('soak', ['soak/**/*.spec.ts'], server)] : []

/**
 * `npm run test:faults`: clusters of three nodes that are paused and killed, which takes hours in full; for every change there
 * is `npm run test:faults:short`.
 */
const faultSpecs = { full: 'faults/*.spec.ts', short: 'faults/{many-instances,leaders}.spec.ts' }
const faultForm = process.env.CASSIFORM_FAULTS
const faults = faultForm ? [project('faults', [faultSpecs[faultForm]])] : []

module.exports = {
  // Jest leaves one of two cores idle; the specs of one server wait for it more than they work.
  maxWorkers: Math.max(2, availableParallelism() - 1),
  // No test is about time: a server that is asked for schema changes by two processes takes seconds for one of them.
  testTimeout: 60_000,
  reporters: ['default', '<rootDir>/scripts/totals-reporter.js'],
  collectCoverageFrom: ['lib/**/*.ts'],
  projects: [
    project('unit', ['**/*.spec.ts'], { testPathIgnorePatterns: ['/node_modules/', ...slow, ...compiled] }),
    project('standard', ['decorators/**/*.spec.ts'], { legacy: false }),
    project('legacy-defined', ['decorators/**/*.spec.ts'], { defined: true }),
    project('standard-assigned', ['decorators/**/*.spec.ts'], { legacy: false, defined: false }),
    project('types', ['types/**/*.spec.ts'], {
      globalSetup: '<rootDir>/spec/types/support/emit-declarations.js',
      globalTeardown: '<rootDir>/spec/types/support/remove-declarations.js',
    }),
    project('package', ['package/**/*.spec.ts']),
    project('integration', ['integration/**/*.spec.ts'], server),
    ...soak,
    ...faults,
  ],
}
