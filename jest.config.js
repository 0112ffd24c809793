/** swc compiles specs and sources; decorators are 'legacy' (with metadata) or 'standard'; modules become CommonJS. */
const swc = (legacy) => [
  '@swc/jest',
  {
    swcrc: false,
    jsc: {
      target: 'es2022',
      keepClassNames: true,
      parser: { syntax: 'typescript', decorators: true },
      transform: legacy
        ? { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false }
        : { decoratorVersion: '2022-03', useDefineForClassFields: true },
    },
    module: { type: 'commonjs' },
  },
]

const project = (displayName, testMatch, { legacy = true, ...more } = {}) => ({
  displayName,
  testMatch: testMatch.map((glob) => `<rootDir>/spec/${glob}`),
  testEnvironment: 'node',
  globals: { LEGACY: legacy },
  transform: { '\\.ts$': swc(legacy) },
  moduleNameMapper: {
    '^(\\.{1,2}/.*)\\.js$': '$1',
    '^cassiform$': '<rootDir>/lib/index.ts',
    '^cassiform/testing$': '<rootDir>/lib/testing/index.ts',
  },
  ...more,
})

const slow = ['integration', 'types', 'package', 'faults'].map((folder) => `<rootDir>/spec/${folder}/`)

module.exports = {
  reporters: ['default', '<rootDir>/scripts/totals-reporter.js'],
  collectCoverageFrom: ['lib/**/*.ts'],
  projects: [
    project('unit', ['**/*.spec.ts'], { testPathIgnorePatterns: ['/node_modules/', ...slow] }),
    project('standard', ['decorators/**/*.spec.ts'], { legacy: false }),
    project('types', ['types/**/*.spec.ts'], {
      globalSetup: '<rootDir>/spec/types/support/emit-declarations.js',
      globalTeardown: '<rootDir>/spec/types/support/remove-declarations.js',
    }),
    project('package', ['package/**/*.spec.ts']),
    project('integration', ['integration/**/*.spec.ts'], {
      globalSetup: '<rootDir>/spec/support/start-server.js',
      globalTeardown: '<rootDir>/spec/support/stop-server.js',
    }),
  ],
}
