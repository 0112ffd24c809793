import * as publicSurface from '../lib/index.js'
import { codeLines, functionSizes, importsOf, percentile, readSources, usesAny } from './support/source-tree.js'
import { exportedNames } from './support/exported-names.js'

/** Folders by floor: a folder imports lower floors only; folders on one floor do not see each other. */
const floors: readonly (readonly string[])[] = [
  ['errors', 'codegen', 'objects'],
  ['cql', 'driver'],
  ['codec', 'metadata'],
  ['decorators', 'model'],
  ['plan'],
  ['execution'],
  ['repository', 'schema'],
  ['data-source', 'server'],
  ['testing'],
]

const floorOf = new Map(floors.flatMap((folders, floor) => folders.map((folder) => [folder, floor] as const)))
const sources = readSources()
const folderOf = (path: string) => path.split('/')[0]!

describe('the house', () => {
  it('has no folder without a floor, and no floor without a folder', () => {
    const folders = new Set(sources.filter(({ path }) => path.includes('/')).map(({ path }) => folderOf(path)))
    expect([...folders].sort()).toEqual([...floorOf.keys()].sort())
  })

  it('imports only lower floors', () => {
    const upward = sources
      .filter(({ path }) => path.includes('/'))
      .flatMap((file) =>
        importsOf(file)
          .filter((target) => target.endsWith('.ts'))
          .filter((target) => {
            const [from, to] = [folderOf(file.path), folderOf(target)]
            return from !== to && (floorOf.get(to) ?? Infinity) >= floorOf.get(from)!
          })
          .map((target) => `${file.path} → ${target}`),
      )
    expect(upward).toEqual([])
  })

  it('reaches the code generator from plans, for rows of the driver, and for the classes of defined entities', () => {
    const users = sources.filter((file) => importsOf(file).some((target) => target.startsWith('codegen/')))
    expect([...new Set(users.map(({ path }) => folderOf(path)))].sort()).toEqual([
      'codegen',
      'decorators',
      'driver',
      'plan',
    ])
  })

  it('reaches the driver package through driver/ only, types of public options and the server floor excepted', () => {
    const users = sources.filter((file) => importsOf(file).includes('cassandra-driver')).map(({ path }) => path)
    const outside = users.filter((path) => !path.startsWith('driver/') && !path.startsWith('server/'))
    expect(outside).toEqual(['cql/type-helpers.ts', 'data-source/data-source-options.ts'])
    for (const path of outside) {
      const { text } = sources.find((file) => file.path === path)!
      expect(text).toMatch(/^import type .* from 'cassandra-driver'$/m)
    }
  })

  it('turns text into code in one place', () => {
    const evaluators = sources
      .filter(({ text }) => /new Function\(|\beval\(|node:vm/.test(text))
      .map(({ path }) => path)
    expect(evaluators).toEqual(['codegen/evaluate.ts'])
  })

  it('has no barrels: only the entry points are called index', () => {
    const barrels = sources.filter(({ path }) => path.endsWith('index.ts')).map(({ path }) => path)
    expect(barrels.sort()).toEqual(['index.ts', 'testing/index.ts'])
  })

  it('says any nowhere', () => {
    expect(sources.filter(usesAny).map(({ path }) => path)).toEqual([])
  })
})

describe('sizes', () => {
  const lines = sources.map(codeLines)
  const functions = sources.flatMap(functionSizes)

  it('keeps files small: median 80, nine of ten 200, none above 400 lines', () => {
    expect(percentile(lines, 0.5)).toBeLessThanOrEqual(80)
    expect(percentile(lines, 0.9)).toBeLessThanOrEqual(200)
    expect(sources.filter(({ text }) => text.split('\n').length > 400).map(({ path }) => path)).toEqual([])
  })

  it('keeps functions small: nine of ten 20, none above 60 lines', () => {
    expect(
      percentile(
        functions.map((one) => one.lines),
        0.9,
      ),
    ).toBeLessThanOrEqual(20)
    expect(functions.filter((one) => one.lines > 60)).toEqual([])
  })
})

describe('the public surface', () => {
  it('is exactly this', () => {
    expect(Object.keys(publicSurface).sort()).toEqual(exportedNames.root)
  })
})
