import { readFileSync } from 'node:fs'
import { questions } from '../../../examples/quickstart/questions.js'
import { readEarthquakes } from '../../../examples/quickstart/read-earthquakes.js'
import { readWeather } from '../../../examples/quickstart/read-weather.js'
import { createDataSource } from '../../../examples/readme/connect.js'
import { Reading } from '../../../examples/readme/reading.js'
import { refusedCalls } from '../../../examples/readme/refusals.js'
import { errorOf } from '../../support/error-of.js'
import { codeBlocks, commentsOf, readSource } from './source-regions.js'

const readme = readFileSync('README.md', 'utf8')

describe('README.md', () => {
  it.each(codeBlocks().map(({ source, code }) => [source, code]))('shows %s as it is', (source, code) => {
    expect(code).toBe(readSource(source))
  })

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

  it('links to files that are there', () => {
    const links = [...readme.matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, path]) => path!)
    for (const path of links) expect(() => readFileSync(path)).not.toThrow(/ENOENT/)
  })
})
