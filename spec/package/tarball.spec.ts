import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { pack, root } from './support/packed.js'
import type { Packed } from './support/packed.js'
import { node, run } from './support/run.js'

interface Manifest {
  readonly version: string
  readonly engines: { readonly node: string }
  readonly dependencies?: object
  readonly peerDependencies: Readonly<Record<string, string>>
  readonly peerDependenciesMeta: Readonly<Record<string, { readonly optional: boolean }>>
}

describe('the tarball', () => {
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Manifest
  let packed: Packed

  beforeAll(async () => {
    packed = await pack()
  }, 60_000)

  afterAll(() => packed.remove())

  it('holds the build, its sources and the papers, nothing else', () => {
    const outside = packed.files.filter((path) => !/^(dist|lib)\//.test(path))
    expect(outside).toEqual(['CHANGELOG.md', 'LICENSE', 'README.md', 'package.json'])
    expect(packed.files.filter((path) => /spec|__|fixture|\.tsbuildinfo|\.log$/.test(basename(path)))).toEqual([])
  })

  it('has every entry point in both module systems, typed', () => {
    const entries = ['dist/index', 'dist/testing/index']
    const wanted = entries.flatMap((entry) => ['.js', '.mjs', '.d.ts', '.d.mts'].map((end) => entry + end))
    expect(wanted.filter((path) => !packed.files.includes(path))).toEqual([])
  })

  it('has code, types, and maps to a source for every module', () => {
    const all = new Set(packed.files)
    const modules = packed.files.filter((path) => path.startsWith('lib/') && path.endsWith('.ts'))
    expect(modules.length).toBeGreaterThan(100)
    const expected = modules.flatMap((path) => {
      const stem = path.replace(/^lib/, 'dist').replace(/\.ts$/, '')
      return ['.js', '.js.map', '.d.ts', '.d.ts.map'].map((end) => stem + end)
    })
    expect(expected.filter((path) => !all.has(path))).toEqual([])
    const built = packed.files.filter((path) => path.startsWith('dist/') && !path.endsWith('.mjs'))
    expect(built.filter((path) => !expected.includes(path) && !path.endsWith('.d.mts'))).toEqual([])
  })

  it('stays small: 5 MB unpacked, sources and maps included', () => {
    expect(packed.unpackedSize).toBeLessThan(5_000_000)
  })

  it('depends on nothing but the driver, and says for which Node.js it is', () => {
    expect(manifest.engines).toEqual({ node: '>=20.19' })
    expect(manifest.dependencies).toBeUndefined()
    const optional = Object.keys(manifest.peerDependenciesMeta)
    expect(Object.keys(manifest.peerDependencies).filter((name) => !optional.includes(name))).toEqual([
      'cassandra-driver',
    ])
    expect(Object.values(manifest.peerDependenciesMeta).every((meta) => meta.optional)).toBe(true)
  })

  it('passes publint', async () => {
    const bin = join(root, 'node_modules/publint/src/cli.js')
    expect(await node(root, bin, 'run', packed.tarball, '--strict')).toContain('All good!')
  }, 60_000)

  it('passes arethetypeswrong', async () => {
    const bin = join(root, 'node_modules/.bin/attw')
    expect(await run(root, bin, packed.tarball, '--no-color', '--no-emoji')).toContain('No problems found')
  }, 120_000)
})
