import { ClusteringColumn, Column, PartitionKey, Table } from '../../../lib/index.js'
import type { DataSource, Repository } from '../../../lib/index.js'
import { createTestDataSource, recordStatements } from '../../../lib/testing/index.js'

@Table('iterated')
class Item {
  @PartitionKey('int') list!: number
  @ClusteringColumn('int') n!: number
  @Column('text') text?: string
}

let db: DataSource
let items: Repository<Item>
const size = 60

beforeAll(async () => {
  db = await createTestDataSource({ entities: [Item], pageTokenSecret: 'secret' })
  items = db.getRepository(Item)
  const of = (list: number) => Array.from({ length: size }, (_, n) => ({ list, n, text: `${list}/${n}` }))
  await items.insertMany([1, 2, 3].flatMap(of))
})
afterAll(() => db.destroy())

const textsOf = (list: number) => Array.from({ length: size }, (_, n) => `${list}/${n}`)

async function all(source: AsyncIterable<Item>): Promise<string[]> {
  const texts: string[] = []
  for await (const { text } of source) texts.push(text!)
  return texts
}

describe('several iterators at once', () => {
  it('of one statement, with other values or the same, do not disturb each other', async () => {
    const lists = [1, 2, 3, 2, 1]
    const streams = lists.map((list) => items.stream({ where: { list }, fetchSize: 7 }))
    const texts: string[][] = lists.map(() => [])
    for (let step = 0; step < size; step++) {
      for (const [i, stream] of streams.entries()) texts[i]!.push((await stream.next()).value!.text!)
      if (step === 20) await items.find({ where: { list: 3 }, fetchSize: 7 })
    }
    expect(texts).toEqual(lists.map(textsOf))
    expect(await Promise.all(streams.map((stream) => stream.next()))).toEqual(
      lists.map(() => ({ done: true, value: undefined })),
    )
  })

  it('may be left at different times, and of different kinds', async () => {
    const left = items.stream({ where: { list: 1 }, fetchSize: 5 })
    await left.next()
    const [whole, scanned] = await Promise.all([
      all(items.stream({ where: { list: 1 }, fetchSize: 5 })),
      all(items.scan({ fetchSize: 5, parallelism: 3 })),
      left.return(),
    ])
    expect(whole).toEqual(textsOf(1))
    expect(scanned.sort()).toEqual([1, 2, 3].flatMap(textsOf).sort())
  })

  it('have tokens of their own, told in any order', async () => {
    const page = (list: number, token?: string) => items.findPage({ where: { list }, pageSize: 20, page: token })
    const [one, two] = await Promise.all([page(1), page(2)])
    const [two2, one2] = await Promise.all([page(2, two.nextPage), page(1, one.nextPage)])
    const texts = (pages: { items: Item[] }[]) => pages.flatMap((each) => each.items.map(({ text }) => text))
    expect(texts([one, one2])).toEqual(textsOf(1).slice(0, 40))
    expect(texts([two, two2])).toEqual(textsOf(2).slice(0, 40))
    // A token is not used up: a reader may go back.
    expect(texts([await page(1, one.nextPage)])).toEqual(textsOf(1).slice(20, 40))
  })
})

describe('iterating twice', () => {
  it('over a stream goes on where it was left, and reads nothing once it is at its end', async () => {
    const stream = items.stream({ where: { list: 1 }, fetchSize: 25 })
    const first = (await stream.next()).value!.text
    expect([first, ...(await all(stream))]).toEqual(textsOf(1))
    const recording = recordStatements(db)
    expect(await all(stream)).toEqual([])
    expect(recording.statements).toEqual([])
    recording.stop()
  })

  it('by another call reads again, and sees what was written meanwhile', async () => {
    const options = { where: { list: 3 }, fetchSize: 25 }
    expect(await all(items.stream(options))).toEqual(textsOf(3))
    await items.update({ list: 3, n: size }, { text: 'new' })
    expect(await all(items.stream(options))).toEqual([...textsOf(3), 'new'])
    expect(options).toEqual({ where: { list: 3 }, fetchSize: 25 })
  })
})
