import { MoreThan, Similarity } from '../../../lib/index.js'
import type { DataSource, Repository } from '../../../lib/index.js'
import { createTestDataSource } from '../../../lib/testing/index.js'
import { errorOf } from '../../support/error-of.js'
import { Picture } from '../../support/result-entities.js'
import { onServersWith } from '../support/server-features.js'

const north = [1, 0.1, 0]

onServersWith('vectors').describe('a vector search on a server', () => {
  let db: DataSource
  let pictures: Repository<Picture>

  beforeAll(async () => {
    db = await createTestDataSource({ entities: [Picture] })
    pictures = db.getRepository(Picture)
    const vectors = { east: [0, 1, 0], north: [1, 0, 0], northEast: [1, 1, 0], far: [30, 1, 0] }
    // One by one: the server (5.0.9, two cores) may fail at parallel inserts into a new vector index.
    for (const [size, [name, vector]] of Object.entries(vectors).entries()) {
      const floats = Float32Array.from(vector)
      const album = size < 2 ? 'a' : 'b'
      await pictures.insert({ album, name, size, cosine: floats, euclidean: floats, dot: vector, plain: floats })
    }
    await pictures.insert({ album: 'a', name: 'empty', size: 9 })
  })

  afterAll(() => db.destroy())

  const names = (found: readonly { readonly name: string }[]) => found.map(({ name }) => name)

  it('finds the nearest by the measure of each index', async () => {
    expect(names(await pictures.find({ annOf: { cosine: north }, limit: 2 }))).toEqual(['far', 'north'])
    expect(names(await pictures.find({ annOf: { euclidean: Float32Array.from(north) }, limit: 2 }))).toEqual([
      'north',
      'northEast',
    ])
    expect(names(await pictures.find({ annOf: { dot: north }, limit: 1 }))).toEqual(['far'])
    expect((await pictures.findOne({ annOf: { cosine: [0, 1, 0] } }))?.name).toBe('east')
  })

  it('takes a condition on a partition, a part of it, or an index', async () => {
    const search = { annOf: { cosine: north }, limit: 5 }
    expect(names(await pictures.find({ where: { album: 'a' }, ...search }))).toEqual(['north', 'east'])
    expect(names(await pictures.find({ where: { album: 'a', name: MoreThan('e') }, ...search }))).toEqual([
      'north',
      'east',
    ])
    expect(names(await pictures.find({ where: { size: MoreThan(1) }, ...search }))).toEqual(['far', 'northEast'])
    expect(names(await pictures.find({ where: { album: 'b', size: 2 }, ...search }))).toEqual(['northEast'])
  })

  it('tells how near they are', async () => {
    const found = await pictures.find({
      where: { album: 'a' },
      select: { name: true, cosine: Similarity('cosine', north), far: Similarity('euclidean', north) },
    })
    expect(found).toEqual([
      { name: 'east', cosine: expect.closeTo(0.55, 2) as number, far: expect.closeTo(0.356, 2) as number },
      { name: 'empty', cosine: NaN, far: NaN },
      { name: 'north', cosine: expect.closeTo(0.9975, 3) as number, far: expect.closeTo(0.99, 2) as number },
    ])
    const [best] = await pictures.find({
      annOf: { dot: north },
      limit: 1,
      select: { name: true, near: Similarity('dot', north) },
    })
    expect(best).toEqual({ name: 'far', near: expect.closeTo(15.55, 2) as number })
  })

  it('gives entities that can be saved', async () => {
    const picture = await pictures.findOneOrFail({ annOf: { cosine: north } })
    await pictures.save(Object.assign(picture, { note: 'seen' }))
    expect(await pictures.findOneByOrFail({ album: picture.album, name: picture.name })).toMatchObject({ note: 'seen' })
  })

  it.each([
    ['zeros under cosine', { cosine: new Float32Array(3) }],
    ['an element beyond 1e17', { euclidean: Float32Array.of(1e18, 0, 0) }],
    ['an element beyond 1e17 under dot product', { dot: [0, -2e17, 0] }],
  ])('is kept possible: %s are refused on write, where the server would only fail', async (_, vector) => {
    const row = { album: 'z', name: 'z' }
    const error = await errorOf(() => pictures.insert({ ...row, ...vector }))
    expect(error).toMatchObject({ code: 'E_VALUE', outcome: 'not_sent', property: Object.keys(vector)[0] })
    await pictures.insert({
      ...row,
      plain: new Float32Array(3),
      euclidean: Float32Array.of(1e17, 0, 0),
      dot: [0, 0, 0],
    })
    expect(await errorOf(() => pictures.update(row, vector))).toMatchObject({ code: 'E_VALUE', outcome: 'not_sent' })
    await pictures.delete(row)
  })

  it('is refused before it is sent where the server would fail', async () => {
    const zeros = await errorOf(() => pictures.find({ annOf: { cosine: [0, 0, 0] }, limit: 1 }))
    expect(zeros).toMatchObject({ code: 'E_VALUE', outcome: 'not_sent', property: 'cosine' })
    const quorum = await errorOf(() => pictures.find({ annOf: { cosine: north }, limit: 1, consistency: 'QUORUM' }))
    expect(quorum).toMatchObject({ code: 'E_CONSISTENCY', outcome: 'not_sent' })
  })
})
