import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createConsumer } from './support/consumer.js'
import { pack, root } from './support/packed.js'
import type { Packed } from './support/packed.js'
import { node } from './support/run.js'
import { exportedNames } from '../support/exported-names.js'

const statement =
  'SELECT "at", "value" FROM "shop"."readings" WHERE "sensor_id" = ? AND "day" = ? AND "at" >= ? AND "at" <= ? LIMIT ?\n'

let packed: Packed
let consumer: string

beforeAll(async () => {
  packed = await pack()
  consumer = await createConsumer(packed)
}, 120_000)

afterAll(() => packed.remove())

describe('a project with the package and the driver, nothing else', () => {
  const withoutPeers = ['--require', './refuse-peers.cjs']

  it.each(['class-transformer', 'class-validator', 'reflect-metadata', 'testcontainers'])('has no %s', async (peer) => {
    await expect(node(consumer, ...withoutPeers, '--eval', `require('${peer}')`)).rejects.toThrow('Cannot find module')
  })

  it.each(['exports.cjs', 'exports.mjs'])('sees these names: %s', async (program) => {
    expect(JSON.parse(await node(consumer, ...withoutPeers, program))).toEqual(exportedNames)
  })

  it('sees the same classes from require and import', async () => {
    expect(await node(consumer, 'identity.mjs')).toBe('same\n')
  })
})

/** How projects are set up: the options, and whether their files are ES modules. */
const setups: Readonly<Record<string, { readonly type: 'commonjs' | 'module'; readonly options: object }>> = {
  'CommonJS, node20': { type: 'commonjs', options: { module: 'node20', lib: ['es2022'] } },
  'ES modules, nodenext': { type: 'module', options: { module: 'nodenext', lib: ['es2022'] } },
  'ES modules, bundler': { type: 'module', options: { module: 'esnext', moduleResolution: 'bundler' } },
  'ES modules, nodenext, standard decorators': {
    type: 'module',
    options: { module: 'nodenext', lib: ['es2022', 'esnext.decorators'], experimentalDecorators: false },
  },
}

describe.each(['typescript-5.9', 'typescript', 'typescript-7'])('a TypeScript project under %s', (compiler) => {
  // The types of the package and of its peers are checked as well: `skipLibCheck: false`.
  const common = { target: 'es2022', strict: true, skipLibCheck: false, types: ['node'], experimentalDecorators: true }

  it.each(Object.entries(setups))(
    'compiles and runs: %s',
    async (name, { type, options }) => {
      const folder = join(consumer, `${compiler} ${name}`)
      mkdirSync(folder)
      copyFileSync(join(consumer, 'program.ts'), join(folder, 'program.ts'))
      writeFileSync(join(folder, 'package.json'), JSON.stringify({ type }))
      const compilerOptions = { ...common, ...options, rootDir: '.', outDir: 'out' }
      writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['program.ts'] }))
      await node(folder, join(root, 'node_modules', compiler, 'bin/tsc'), '--pretty', 'false')
      expect(await node(folder, 'out/program.js')).toBe(statement)
    },
    120_000,
  )
})
