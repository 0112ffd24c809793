import type { DataSource } from 'cassiform'
import { createTestDataSource, recordStatements, startCassandra } from 'cassiform/testing'
import { boot, removeKeyspace } from '../../../examples/quickstart/application.js'
import { DailyWeather } from '../../../examples/quickstart/daily-weather.js'
import { Earthquake } from '../../../examples/quickstart/earthquake.js'
import { fillTables } from '../../../examples/quickstart/fill-tables.js'
import { ask } from '../../../examples/quickstart/question.js'
import { questions } from '../../../examples/quickstart/questions.js'
import { numberOf } from './support/parse-report.js'
import type { Block } from './support/parse-report.js'
import { runExample } from './support/run-example.js'
import { sourceFigures } from './support/source-figures.js'

jest.setTimeout(120_000)

const figures = sourceFigures()
const work = [fillTables, ...questions]

describe('the questions of the quick start', () => {
  let db: DataSource

  beforeAll(async () => {
    db = await createTestDataSource({ entities: [Earthquake, DailyWeather] })
  })

  afterAll(() => db?.destroy())

  it('all have their figures', () => {
    expect(work).toHaveLength(figures.length)
  })

  // In their order: the first fills the tables, the last two change rows.
  it.each(work.map((question, i) => [question.text, question, figures[i]!] as const))(
    '%s',
    async (_, question, { rows, times }) => {
      const answered = await ask(db, question)
      expect(answered.rows).toEqual(rows)
      expect(repeats(answered.cql)).toEqual(times)
    },
  )

  it('send no null: what the feed does not know is left out', async () => {
    const recording = recordStatements(db)
    await fillTables.answer(db)
    recording.stop()
    const values = recording.statements.flatMap(({ params }) => params ?? [])
    expect(values.filter((value) => value === null)).toEqual([])
    expect(values.filter((value) => value === undefined).length).toBeGreaterThan(1580)
  })
})

describe('booting twice', () => {
  it('creates the schema the first time and sends no schema statement the second time', async () => {
    const server = await startCassandra({ log: false })
    const keyspace = `quickstart_spec_${process.pid}_${Date.now().toString(36)}`
    try {
      const first = await boot(server, keyspace)
      await first.db.destroy()
      const second = await boot(server, keyspace)
      await second.db.destroy()
      const kinds = first.schemaStatements.map((cql) => cql.split(' ').slice(0, 2).join(' '))
      // Two tables are those of schema sync.
      expect(kinds).toEqual(['CREATE KEYSPACE', ...Array<string>(4).fill('CREATE TABLE')])
      expect(second.schemaStatements).toEqual([])
    } finally {
      await removeKeyspace(server, keyspace)
      await server.stop()
    }
  })
})

describe('npm run quickstart, once built', () => {
  let blocks: readonly Block[]

  beforeAll(async () => {
    blocks = (await runExample('quickstart')).blocks
  })

  it('boots twice and cleans up', () => {
    const titles = blocks.map(({ title }) => title)
    expect(titles[0]).toMatch(/^Cassandra \d/)
    expect(titles[1]).toBe('First boot: 5 schema statements')
    expect(titles[3]).toBe('Second boot: no schema statement, the schema is unchanged')
    expect(titles.at(-1)).toMatch(/^Keyspace quickstart_\w+ is dropped\.$/)
  })

  it('prints what the source files say, number by number', () => {
    const answers = blocks.filter(({ rows }) => rows.length > 0)
    expect(answers).toHaveLength(figures.length)
    for (const [i, { rows, times }] of figures.entries()) {
      expect(answers[i]!.title.replace(/^\d+\. /, '')).toBe(work[i]!.text)
      expect(answers[i]!.times).toEqual(times)
      const printed = answers[i]!.rows.map((cells, row) => cells.map((cell, j) => asIn(rows[row]?.[j], cell)))
      expect(printed).toEqual(rows)
    }
  })
})

/** A printed cell as what it should be: a number where a number is expected. */
function asIn(expected: string | number | undefined, cell: string): string | number {
  return typeof expected === 'number' ? numberOf(cell) : cell
}

/** How often each statement was sent that was sent more than once. */
function repeats(statements: readonly string[]): number[] {
  const counts = [...new Set(statements)].map((cql) => statements.filter((other) => other === cql).length)
  return counts.filter((count) => count > 1)
}
