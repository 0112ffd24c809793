import { ClusteringColumn, Column, In, KEY, PartitionKey, Table } from '../../../lib/index.js'
import type { DataSource, Repository } from '../../../lib/index.js'
import { createTestDataSource, recordStatements } from '../../../lib/testing/index.js'
import { errorOf } from '../../support/error-of.js'

/** A hundred steps of each journey. */
@Table('steps')
class Step {
  declare readonly [KEY]?: { partition: ['journey']; clustering: ['n'] }

  @PartitionKey('int') journey!: number
  @ClusteringColumn('int') n!: number
  @Column('text') place?: string
}

let db: DataSource
let steps: Repository<Step>
const where = { journey: 1 }

beforeAll(async () => {
  db = await createTestDataSource({ entities: [Step] })
  steps = db.getRepository(Step)
  await steps.insert(
    [1, 2].flatMap((journey) => Array.from({ length: 100 }, (_, n) => ({ journey, n, place: `p${n}` }))),
  )
})

afterAll(() => db.destroy())

async function numbersOf(rows: AsyncIterable<{ readonly n: number }>): Promise<number[]> {
  const numbers: number[] = []
  for await (const { n } of rows) numbers.push(n)
  return numbers
}

const upTo = (end: number) => Array.from({ length: end }, (_, n) => n)

describe('streams on a server', () => {
  it.each([1, 7, 50, 100, 101])('have every row in its order, in pages of %i', async (fetchSize) => {
    expect(await numbersOf(steps.stream({ where, fetchSize }))).toEqual(upTo(100))
    expect(await numbersOf(steps.stream({ where, fetchSize, order: { n: 'desc' } }))).toEqual(upTo(100).reverse())
    expect(await numbersOf(steps.stream({ where, fetchSize, limit: 53 }))).toEqual(upTo(53))
  })

  it('have entities that can be saved, or rows of what was selected', async () => {
    for await (const step of steps.stream({ where, limit: 2 })) {
      expect(step).toBeInstanceOf(Step)
      step.place = `new ${step.n}`
      await steps.save(step)
    }
    for await (const step of steps.stream({ where, limit: 2, select: ['n', 'place'] })) {
      expect(step).toEqual({ n: step.n, place: `new ${step.n}` })
    }
  })

  it('have the rows of several partitions', async () => {
    expect(await numbersOf(steps.stream({ where: { journey: In([1, 2]) }, fetchSize: 30 }))).toHaveLength(200)
  })

  it('read one page ahead of a slow consumer, and no more', async () => {
    const recording = recordStatements(db)
    const rows = steps.stream({ where, fetchSize: 10 })
    await rows.next()
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(recording.statements).toHaveLength(2)
    await rows.return()
    recording.stop()
  })

  it('go on behind rows that were deleted meanwhile', async () => {
    const own = { journey: 3 }
    await steps.insert(upTo(30).map((n) => ({ ...own, n })))
    const numbers: number[] = []
    for await (const { n } of steps.stream({ where: own, fetchSize: 5 })) {
      numbers.push(n)
      if (n === 0) await steps.delete({ ...own }, { partition: true })
    }
    expect(numbers.slice(0, 5)).toEqual(upTo(5))
    expect(numbers.length).toBeLessThanOrEqual(10)
  })

  it('are closed with the data source, which does not wait for who reads them', async () => {
    const own = await createTestDataSource({ entities: [Step] })
    const repository = own.getRepository(Step)
    await repository.insert(upTo(30).map((n) => ({ journey: 1, n })))
    const rows = repository.stream({ where, fetchSize: 10 })
    await rows.next()
    await own.destroy()
    const numbers: number[] = []
    const reading = async () => {
      for await (const { n } of rows) numbers.push(n)
    }
    expect(await errorOf(reading)).toMatchObject({ code: 'E_NOT_CONNECTED', outcome: 'not_sent' })
    expect(numbers).toEqual(upTo(20).slice(1))
  })
})
