import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { questions } from '../../../examples/quickstart/questions.js'
import { readEarthquakes } from '../../../examples/quickstart/read-earthquakes.js'
import { readWeather } from '../../../examples/quickstart/read-weather.js'
import { createDataSource } from '../../../examples/readme/connect.js'
import { Reading } from '../../../examples/readme/reading.js'
import { refusedCalls } from '../../../examples/readme/refusals.js'
import { errorOf } from '../../support/error-of.js'
import { codeBlocks, commentsOf, pages, readSource } from './source-regions.js'

const readme = readFileSync('README.md', 'utf8')

describe('the code of the pages', () => {
  it.each(codeBlocks().map(({ page, source, code }) => [page, source, code]))(
    '%s shows %s as it is',
    (_, source, code) => {
      expect(code).toBe(readSource(source))
    },
  )

  it('shows every region there is', () => {
    const shown = new Set(codeBlocks().map(({ source }) => source))
    const files = ['examples/readme', 'examples/docs'].flatMap((folder) =>
      readdirSync(folder).map((name) => `${folder}/${name}`),
    )
    const regions = files.flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(/\/\/ #region (\S+)/g)].map(([, region]) => `${file}#${region}`),
    )
    expect(regions.filter((region) => !shown.has(region))).toEqual([])
  })
})

describe('README.md', () => {
  it('says of refused calls what they really answer', async () => {
    const calls = refusedCalls(createDataSource().getRepository(Reading))
    const messages = commentsOf('examples/readme/refusals.ts#refusals', /^\[/)
    const errors = await Promise.all(calls.map((call) => errorOf(call)))
    expect(errors.map(({ message }) => message)).toEqual(messages)
    expect(new Set(errors.map(({ outcome }) => outcome))).toEqual(new Set(['not_sent']))
  })

  it('counts the rows and questions of the quick start', () => {
    const rows = (readEarthquakes().events.length + readWeather().length).toLocaleString('en-US')
    expect(readme).toContain(`${rows} rows of real data, eleven questions`)
    expect(questions).toHaveLength(11)
  })

  it('leads to every page', () => {
    for (const page of pages.slice(1)) expect(readme).toContain(`](${page})`)
  })

  it.each(programs())('leads to the example %s, which has a script and a spec', (name) => {
    const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> }
    const script = name === 'quickstart' ? name : `example:${name}`
    expect(readme).toContain(`](examples/${name})`)
    expect(readme).toContain(`npm run ${script}`)
    expect(scripts[script]).toBe(`npm run build && node --import tsx examples/${name}/main.ts`)
    expect(existsSync(`spec/integration/examples/${name}.spec.ts`)).toBe(true)
  })
})

/** Folders of examples that can be run. */
function programs(): string[] {
  return readdirSync('examples').filter((name) => existsSync(`examples/${name}/main.ts`))
}

/** `[text](path#anchor)` of a page, but for addresses elsewhere; anchors of the page itself have no path. */
function linksOf(page: string): { readonly path: string; readonly anchor: string | undefined }[] {
  const links = readFileSync(page, 'utf8').matchAll(/\]\((?!https?:)([^)#]*)(?:#([^)]+))?\)/g)
  return [...links].map(([, path = '', anchor]) => ({ path: path === '' ? page : join(dirname(page), path), anchor }))
}

/** Anchors of the headings of a page, as they are made where it is shown. */
function anchorsOf(page: string): string[] {
  const headings = readFileSync(page, 'utf8').matchAll(/^#+ (.*)$/gm)
  return [...headings].map(([, text = '']) =>
    text
      .toLowerCase()
      .replaceAll(/[^\w\- ]/g, '')
      .replaceAll(' ', '-'),
  )
}

describe.each([...pages, 'CONTRIBUTING.md', 'lib/README.md', 'benchmarks/README.md'])('%s', (page) => {
  it('links to what is there', () => {
    const links = linksOf(page)
    expect(links.filter(({ path }) => !existsSync(path))).toEqual([])
    const anchors = links.filter(({ anchor }) => anchor !== undefined)
    expect(anchors.filter(({ path, anchor }) => !anchorsOf(path).includes(anchor!))).toEqual([])
  })
})
