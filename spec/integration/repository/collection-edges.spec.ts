import { Add, Append, Column, PartitionKey, Prepend, Put, Remove, Table } from '../../../lib/index.js'
import type { DataSource, Repository } from '../../../lib/index.js'
import { createTestDataSource, recordStatements } from '../../../lib/testing/index.js'
import { errorOf } from '../../support/error-of.js'

@Table('collected')
class Collected {
  @PartitionKey('int') id!: number
  @Column('set<text>') tags?: Set<string> | null
  @Column('map<text, int>') counts?: Map<string, number> | null
  @Column('list<int>') samples?: number[] | null
  @Column('set<text>', { nullable: true }) maybe?: Set<string> | null
  @Column('frozen<set<text>>') whole?: Set<string> | null
}

let db: DataSource
let rows: Repository<Collected>
let id = 0

beforeAll(async () => {
  db = await createTestDataSource({ entities: [Collected] })
  rows = db.getRepository(Collected)
})
beforeEach(() => {
  id++
})
afterAll(() => db.destroy())

const read = () => rows.findOneByOrFail({ id })

describe('the last element', () => {
  const full = () => ({
    id,
    tags: new Set(['a']),
    counts: new Map([['x', 1]]),
    samples: [1],
    maybe: new Set(['a']),
    whole: new Set(['a']),
  })
  const empty = { tags: new Set(), counts: new Map(), samples: [], maybe: undefined }

  it('may be removed by an update: the row stays, the collection is empty', async () => {
    await rows.insert(full())
    await rows.update(
      { id },
      { tags: Remove(['a']), counts: Remove(['x']), samples: Remove([1]), maybe: Remove(['a']) },
    )
    expect(await read()).toMatchObject({ ...empty, whole: new Set(['a']) })
  })

  it('may be removed by a save, which does not write the rest again', async () => {
    await rows.insert(full())
    const row = await read()
    row.tags!.clear()
    row.counts!.clear()
    row.samples!.pop()
    row.maybe!.delete('a')
    row.whole!.delete('a')
    await rows.save(row)
    expect(await read()).toMatchObject({ ...empty, whole: new Set() })
    const recording = recordStatements(db)
    await rows.save(row)
    await rows.save(await read())
    expect(recording.statements.filter(({ cql }) => !cql.startsWith('SELECT'))).toEqual([])
    recording.stop()
  })

  it('null and an empty collection are the same to a column that is not frozen', async () => {
    await rows.insert(full())
    await rows.update({ id }, { tags: null, counts: new Map(), samples: [], maybe: null, whole: null })
    expect(await read()).toMatchObject({ ...empty, whole: undefined })
  })
})

describe('a collection that is not there', () => {
  it('is added to without being read, and so is a row', async () => {
    await rows.update(
      { id },
      { tags: Add(['a']), counts: Put(new Map([['x', 1]])), samples: Append([2]), maybe: Add(['m']) },
    )
    await rows.update({ id }, { samples: Prepend([0, 1]) })
    await rows.update({ id }, { samples: Append([3, 4]), tags: Remove(['never there']) })
    expect(await read()).toMatchObject({
      tags: new Set(['a']),
      counts: new Map([['x', 1]]),
      samples: [0, 1, 2, 3, 4],
      maybe: new Set(['m']),
    })
  })

  it('gets elements by a save', async () => {
    await rows.insert({ id })
    const row = await read()
    row.tags!.add('a')
    row.counts!.set('x', 0)
    row.maybe = new Set(['m'])
    row.whole = new Set()
    await rows.save(row)
    expect(await read()).toEqual(row)
    expect(row.samples).toEqual([])
  })
})

describe('what no element can be', () => {
  it.each<[string, object, string]>([
    ['null in Add', { tags: Add([null as never]) }, 'tags'],
    ['undefined in Add', { tags: Add([undefined as never]) }, 'tags'],
    ['null in Remove', { tags: Remove([null as never]) }, 'tags'],
    ['null in Append', { samples: Append([1, null as never]) }, 'samples'],
    ['null in Prepend', { samples: Prepend([undefined as never]) }, 'samples'],
    ['null as a key in Put', { counts: Put(new Map([[null as never, 1]])) }, 'counts'],
    ['null as a value in Put', { counts: Put(new Map([['x', null as never]])) }, 'counts'],
    ['null as a key in Remove', { counts: Remove([null as never]) }, 'counts'],
    ['null as an element of a whole set', { tags: new Set([null as never]) }, 'tags'],
    ['null as a key of a whole map', { counts: new Map([[null as never, 1]]) }, 'counts'],
    ['a value that the column cannot hold', { counts: Put(new Map([['x', 2 ** 31]])) }, 'counts'],
  ])('%s is refused before anything is sent', async (_, patch, property) => {
    const recording = recordStatements(db)
    expect(await errorOf(() => rows.update({ id }, patch))).toMatchObject({ outcome: 'not_sent', property })
    expect(recording.statements).toEqual([])
    recording.stop()
  })
})

describe('large collections', () => {
  it('have more elements than 16 bits count, and longer ones than 16 bits measure', async () => {
    const many = Array.from({ length: 66_000 }, (_, i) => i)
    const [longer, long] = ['x'.repeat(65_536), 'y'.repeat(65_535)]
    const row = {
      id,
      whole: new Set([...many.map(String), longer]),
      tags: new Set([longer, long]),
      counts: new Map([
        [longer, 1],
        [long, 2],
      ]),
    }
    await rows.insert(row)
    expect(await read()).toEqual({ ...row, samples: [], maybe: undefined })
    await rows.update({ id }, { tags: Remove([longer]), counts: Put(new Map([[longer, 3]])) })
    const changed = await read()
    expect([changed.tags, changed.counts!.get(longer)]).toEqual([new Set([long]), 3])
  })
})
