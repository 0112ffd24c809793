import { randomUUID } from 'node:crypto'
import { Column, defineEntity, PartitionKey, Table, VersionColumn, VersionConflictError } from '../../../lib/index.js'
import type { DataSource, Repository } from '../../../lib/index.js'
import { createTestDataSource, recordStatements } from '../../../lib/testing/index.js'
import { errorOf } from '../../support/error-of.js'

@Table('versioned_documents')
class Document {
  @PartitionKey('text') id!: string
  @VersionColumn() version?: number
  @Column('text') title?: string | null
  @Column('set<text>') tags?: Set<string>
}

const Leaflet = defineEntity({
  name: 'versioned_leaflets',
  columns: { id: 'text', version: { version: true }, title: 'text' },
  partitionKey: ['id'],
})

let db: DataSource
let documents: Repository<Document>
let id: string

beforeAll(async () => {
  db = await createTestDataSource({ entities: [Document, Leaflet], defaults: { timeoutMs: 60_000 } })
  documents = db.getRepository(Document)
})
beforeEach(() => {
  id = randomUUID()
})
afterAll(() => db.destroy())

const read = () => documents.findOneByOrFail({ id })

/** What `work` sends. */
async function sent(work: () => Promise<unknown>): Promise<readonly string[]> {
  const statements = recordStatements(db)
  await work()
  statements.stop()
  return statements.statements.map(({ cql }) => cql.replace(/"test_\w+"\./, ''))
}

describe('save', () => {
  it('counts from 1, on the entity as in the row', async () => {
    const document = documents.create({ id, title: 'a' })
    const first = await sent(() => documents.save(document))
    expect(first).toEqual([expect.stringMatching(/^INSERT INTO .* IF NOT EXISTS$/)])
    expect(document.version).toBe(1)
    document.title = 'b'
    const second = await sent(() => documents.save(document))
    expect(second).toEqual([
      'UPDATE "versioned_documents" SET "version" = ?, "title" = ? WHERE "id" = ? IF "version" = ?',
    ])
    expect(document.version).toBe(2)
    expect(await read()).toMatchObject({ id, version: 2, title: 'b' })
    expect(await sent(() => documents.save(document))).toEqual([])
  })

  it('of a plain object gives an entity with its version', async () => {
    const document = await documents.save({ id, title: 'a' })
    expect(document).toMatchObject({ version: 1, title: 'a' })
    document.tags = new Set(['x'])
    await documents.save(document)
    expect(await read()).toMatchObject({ version: 2, tags: new Set(['x']) })
  })

  it('of what somebody else changed is a conflict, and changes neither row nor entity', async () => {
    await documents.save({ id, title: 'a' })
    const [mine, theirs] = [await read(), await read()]
    theirs.title = 'theirs'
    await documents.save(theirs)
    mine.title = 'mine'
    const error = await errorOf(() => documents.save(mine))
    expect(error).toBeInstanceOf(VersionConflictError)
    expect(error).toMatchObject({ code: 'E_VERSION_CONFLICT', outcome: 'rejected' })
    expect(error).toMatchObject({ expected: 1, current: { version: 2 }, attempted: { title: 'mine' } })
    expect(Object.keys(error)).not.toContain('attempted')
    expect(mine).toMatchObject({ version: 1, title: 'mine' })
    expect(await read()).toMatchObject({ version: 2, title: 'theirs' })
    // Still loaded, with the version it had: the same save conflicts again.
    expect(await errorOf(() => documents.save(mine))).toMatchObject({ expected: 1, current: { version: 2 } })
  })

  it('counts for an entity without decorators as well', async () => {
    const leaflets = db.getRepository(Leaflet)
    const mine = await leaflets.save({ id, title: 'a' })
    const theirs = await leaflets.findOneByOrFail({ id })
    theirs.title = 'theirs'
    await leaflets.save(theirs)
    expect([mine.version, theirs.version]).toEqual([1, 2])
    mine.title = 'mine'
    expect(await errorOf(() => leaflets.save(mine))).toBeInstanceOf(VersionConflictError)
    expect(await errorOf(() => leaflets.insert({ id, title: 'b' }))).toMatchObject({ code: 'E_VERSION' })
  })

  it('of what somebody else removed, and of a key that is taken, is a conflict', async () => {
    await documents.save({ id, title: 'a' })
    const [mine, theirs] = [await read(), await read()]
    await documents.remove(theirs)
    mine.title = 'mine'
    const gone = await errorOf(() => documents.save(mine))
    expect(gone).toMatchObject({ code: 'E_VERSION_CONFLICT', expected: 1, current: undefined })
    expect(await documents.findOneBy({ id })).toBeNull()

    await documents.save({ id, title: 'first' })
    const second = documents.create({ id, title: 'second' })
    const taken = await errorOf(() => documents.save(second))
    expect(taken).toMatchObject({ expected: undefined, current: { id, version: 1, title: 'first' } })
    expect(second.version).toBeUndefined()
  })

  it('leaves one of many that save at once', async () => {
    await documents.save({ id, title: 'a' })
    const copies = await Promise.all(Array.from({ length: 5 }, read))
    const saves = copies.map((copy, i) => documents.save(Object.assign(copy, { title: `by ${i}` })))
    const results = await Promise.allSettled(saves)
    const winners = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []))
    expect(winners).toHaveLength(1)
    expect(await read()).toMatchObject({ version: 2, title: winners[0]!.title })
  })

  it('of an array is a save of each', async () => {
    const other = randomUUID()
    const saved = await documents.save([{ id, title: 'a' }, { id: other }])
    expect(saved.map(({ version }) => version)).toEqual([1, 1])
  })
})

describe('other writes', () => {
  it('compare the version and count on', async () => {
    expect(await documents.insert({ id, title: 'a' }, { ifNotExists: true })).toEqual({ applied: true })
    expect(await documents.update({ id }, { title: 'b' }, { if: { version: 1 } })).toEqual({ applied: true })
    expect(await documents.update({ id }, { title: 'c' }, { if: { version: 1 } })).toEqual({
      applied: false,
      current: { version: 2 },
    })
    expect(await documents.delete({ id }, { if: { version: 1 } })).toMatchObject({ applied: false })
    expect(await documents.delete({ id }, { if: { version: 2 } })).toEqual({ applied: true })
    expect(await documents.findOrCreate({ id }, { title: 'd' })).toMatchObject({
      created: true,
      entity: { version: 1 },
    })
  })

  it('remove what was read, or conflict', async () => {
    await documents.save({ id, title: 'a' })
    const [mine, theirs] = [await read(), await read()]
    theirs.title = 'b'
    await documents.save(theirs)
    expect(await errorOf(() => documents.remove(mine))).toMatchObject({ code: 'E_VERSION_CONFLICT', expected: 1 })
    expect(await documents.remove(theirs)).toBeUndefined()
    expect(await documents.findOneBy({ id })).toBeNull()
  })

  it.each<[string, () => Promise<unknown>]>([
    ['insert', () => documents.insert({ id })],
    ['upsert', () => documents.upsert({ id })],
    ['update', () => documents.update({ id }, { title: 'x' })],
    ['update with another condition', () => documents.update({ id }, { title: 'x' }, { if: { title: 'a' } })],
    ['update with ifExists', () => documents.update({ id }, { title: 'x' }, { ifExists: true })],
    ['delete', () => documents.delete({ id })],
    ['remove of what was not read', () => documents.remove(documents.create({ id }))],
    ['save of a version', () => documents.save({ id, version: 7 })],
    ['update to a version', () => documents.update({ id }, { version: 9 }, { if: { version: 1 } })],
  ])('%s that would overwrite anything is refused', async (_, write) => {
    let error: unknown
    const statements = await sent(async () => {
      error = await errorOf(write)
    })
    expect(error).toMatchObject({ code: 'E_VERSION', property: 'version', outcome: 'not_sent' })
    expect(statements).toEqual([])
  })

  it('are taken when they say that they are unsafe', async () => {
    await documents.upsert({ id, title: 'a' }, { unsafe: true })
    await documents.update({ id }, { title: 'b' }, { unsafe: true })
    expect(await read()).toMatchObject({ version: 1, title: 'b' })
    await documents.delete({ id }, { unsafe: true })
    expect(await documents.findOneBy({ id })).toBeNull()
  })

  it('of a row without a version are refused: it could not be told from one that is missing', async () => {
    await documents.update({ id }, { title: 'old' }, { unsafe: true })
    const old = await read()
    old.title = 'new'
    expect(await errorOf(() => documents.save(old))).toMatchObject({ code: 'E_VERSION' })
    await documents.update({ id }, { version: 1 }, { unsafe: true })
    await documents.save(Object.assign(await read(), { title: 'new' }))
    expect(await read()).toMatchObject({ version: 2, title: 'new' })
  })
})
