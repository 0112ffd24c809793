import { Column } from '../../../lib/decorators/column.js'
import { Index } from '../../../lib/decorators/index-decorator.js'
import { PartitionKey } from '../../../lib/decorators/partition-key.js'
import { Table } from '../../../lib/decorators/table.js'
import type { TableModel } from '../../../lib/model/table-model.js'
import { compareSchema } from '../../../lib/schema/compare/compare-schema.js'
import { describeDifference } from '../../../lib/schema/compare/describe-difference.js'
import type { LiveIndex } from '../../../lib/schema/live/live-schema.js'
import type { ServerFeatures } from '../../../lib/schema/live/server-features.js'
import { liveIndex, liveKeyspace, liveSchema, liveTable } from '../support/live.js'
import { modelOf } from '../support/models.js'
import { tableModel } from '../support/user-types.js'

const features: ServerFeatures = { server: 'Cassandra 5.0.9', sai: true, vectors: true, linearSchema: false }
const saiClass = 'org.apache.cassandra.index.sai.StorageAttachedIndex'

@Table('places')
class Place {
  @PartitionKey('int') id!: number
  @Column('text', { name: 'City "x"' }) @Index({ name: 'by_city' }) city?: string
}

@Table('posts')
class Post {
  @PartitionKey('int') id!: number
  @Column('map<text, int>') @Index({ name: 'by_key', using: 'sai', target: 'keys' }) counts!: Map<string, number>
}

@Table('words')
class Word {
  @PartitionKey('int') id!: number
  @Column('text') @Index({ name: 'by_word', using: 'sai', options: { case_sensitive: false } }) word?: string
}

@Table('tagged')
class Tagged {
  @PartitionKey('int') id!: number
  @Column('set<text>') @Index({ name: 'by_tag' }) tags!: Set<string>
  @Column('frozen<list<int>>') @Index({ name: 'by_path', target: 'full' }) path?: number[]
}

/** Models of documents with an index on a vector. */
const [doc, note] = [{ similarity_function: 'cosine' }, {}].map((options): TableModel => {
  const table = tableModel('docs', { sense: 'vector<float, 3>' }, [])
  return {
    ...table,
    indexes: [{ name: 'by_sense', column: table.columns[1]!, using: 'sai', target: undefined, options }],
  }
}) as [TableModel, TableModel]

function differences(
  entity: typeof Place | typeof Post | typeof Word | typeof Tagged | TableModel,
  indexes: LiveIndex[],
  on = features,
) {
  const model = 'columns' in entity ? entity : modelOf(entity)
  const live = liveSchema(liveKeyspace([liveTable(model, { indexes })]))
  return compareSchema([model], live, { features: on })
}

function told(...given: Parameters<typeof differences>): string[] {
  return differences(...given).map((one) => `${one.action}: ${describeDifference(one)}`)
}

describe('indexes that are missing', () => {
  it('are created, each by its own statement', () => {
    expect(differences(Tagged, []).map(({ action, cql }) => `${action}: ${cql}`)).toEqual([
      'create: CREATE INDEX IF NOT EXISTS "by_tag" ON "shop"."tagged" (values("tags"))',
      'create: CREATE INDEX IF NOT EXISTS "by_path" ON "shop"."tagged" (full("path"))',
    ])
    expect(differences(Place, [])).toMatchSnapshot()
    expect(differences(Word, [])[0]?.cql).toBe(
      `CREATE INDEX IF NOT EXISTS "by_word" ON "shop"."words" ("word") USING 'sai' WITH OPTIONS = {'case_sensitive': 'false'}`,
    )
  })

  it('on vectors say how similar is meant', () => {
    expect(differences(doc, [])[0]?.cql).toBe(
      `CREATE INDEX IF NOT EXISTS "by_sense" ON "shop"."docs" ("sense") USING 'sai' WITH OPTIONS = {'similarity_function': 'cosine'}`,
    )
    expect(differences(note, [])[0]?.cql).toBe(
      `CREATE INDEX IF NOT EXISTS "by_sense" ON "shop"."docs" ("sense") USING 'sai'`,
    )
  })

  it('are refused where the server has no storage-attached indexes', () => {
    expect(told(Word, [], { ...features, server: 'Cassandra 4.1.10', sai: false })).toMatchSnapshot()
  })
})

it('are refused on a column whose name a storage-attached index does not take', () => {
  @Table('odd')
  class Odd {
    @PartitionKey('int') id!: number
    @Column('text', { name: 'ü' }) @Index({ name: 'by_name', using: 'sai' }) name?: string
  }
  const model = modelOf(Odd)
  const differences = compareSchema([model], liveSchema(liveKeyspace([liveTable(model)])), { features })
  expect(differences.map((one) => `${one.action}: ${describeDifference(one)}`)).toMatchSnapshot()
})

describe('SASI indexes', () => {
  @Table('texts')
  class Text {
    @PartitionKey('int') id!: number
    @Column('text') @Index({ name: 'by_text', using: 'sasi', options: { mode: 'CONTAINS' } }) text?: string
  }
  @Table('titles')
  class Title {
    @PartitionKey('int') id!: number
    @Column('text') @Index({ name: 'by_title', using: 'sasi' }) title?: string
  }
  const class_name = 'org.apache.cassandra.index.sasi.SASIIndex'

  it('are created as every server wants it', () => {
    expect(differences(Text, [])[0]?.cql).toBe(
      `CREATE CUSTOM INDEX IF NOT EXISTS "by_text" ON "shop"."texts" ("text") USING '${class_name}' WITH OPTIONS = {'mode': 'CONTAINS'}`,
    )
  })

  it.each<[string, typeof Text | typeof Title, LiveIndex, boolean]>([
    ['with its mode', Text, liveIndex('by_text', 'text', { class_name, mode: 'contains' }), true],
    ['with the mode of the server', Title, liveIndex('by_title', 'title', { class_name }), true],
    ['with that mode spelled out', Title, liveIndex('by_title', 'title', { class_name, mode: 'PREFIX' }), true],
    ['with another mode', Text, liveIndex('by_text', 'text', { class_name }), false],
    ['of another kind', Title, liveIndex('by_title', 'title', { class_name: 'sai' }), false],
  ])('that are there are compared: %s', (_name, entity, index, isEqual) => {
    expect(told(entity, [index]).length).toBe(isEqual ? 0 : 1)
  })
})

describe('indexes that are there', () => {
  it.each<[string, typeof Place | typeof Post | typeof Word | TableModel, LiveIndex]>([
    ['with a quoted target', Place, liveIndex('by_city', '"City ""x"""')],
    ['under another name', Place, liveIndex('else', '"City ""x"""')],
    [
      'that the server made storage-attached by default',
      Place,
      liveIndex('by_city', '"City ""x"""', { class_name: 'sai' }),
    ],
    ['with a target function', Post, liveIndex('by_key', 'keys(counts)', { class_name: 'sai' })],
    [
      'of the class by its simple name',
      Post,
      liveIndex('by_key', 'keys(counts)', { class_name: 'StorageAttachedIndex' }),
    ],
    ['of the class by its full name', Post, liveIndex('by_key', 'keys(counts)', { class_name: saiClass })],
    ['with options', Word, liveIndex('by_word', 'word', { class_name: 'sai', case_sensitive: 'FALSE' })],
    [
      'with defaults spelled out',
      Word,
      liveIndex('by_word', 'word', { class_name: 'sai', case_sensitive: 'false', normalize: 'false', ascii: 'false' }),
    ],
    ['with the same similarity', doc, liveIndex('x', 'sense', { class_name: 'sai', similarity_function: 'COSINE' })],
    ['with the similarity of the server', doc, liveIndex('x', 'sense', { class_name: 'sai' })],
    [
      'with no wish for a similarity',
      note,
      liveIndex('x', 'sense', { class_name: 'sai', similarity_function: 'cosine' }),
    ],
  ])('are taken for equal %s', (_name, entity, index) => {
    expect(told(entity, [index])).toEqual([])
  })

  it.each<[string, typeof Place | typeof Post | typeof Word, LiveIndex]>([
    ['of another column', Place, liveIndex('by_city', 'id2')],
    [
      'of a column whose name only looks like a target',
      Post,
      liveIndex('by_key', '"keys(counts)"', { class_name: 'sai' }),
    ],
    ['of another part of the column', Post, liveIndex('by_key', 'values(counts)', { class_name: 'sai' })],
    ['of another class', Post, liveIndex('by_key', 'keys(counts)')],
    ['of a class we do not know', Place, liveIndex('by_city', '"City ""x"""', { class_name: 'com.example.Other' })],
    ['with other options', Word, liveIndex('by_word', 'word', { class_name: 'sai' })],
    [
      'with more options',
      Word,
      liveIndex('by_word', 'word', { class_name: 'sai', case_sensitive: 'false', ascii: 'true' }),
    ],
  ])('under the same name %s are refused', (_name, entity, index) => {
    const lines = told(entity, [index])
    expect(lines).toHaveLength(1)
    expect(lines[0]).toMatchSnapshot()
  })

  it('under the same name on another table are refused', () => {
    const place = modelOf(Place)
    const other = { ...liveTable(modelOf(Post)), indexes: [liveIndex('by_city', 'counts')] }
    const live = liveSchema(liveKeyspace([liveTable(place), other]))
    const index = compareSchema([place], live, { features }).find(({ kind }) => kind === 'index')
    expect(describeDifference(index!)).toMatchSnapshot()
  })

  it('storage-attached on the same column under another name with other options are refused', () => {
    const lines = told(Word, [liveIndex('else', 'word', { class_name: 'sai' })])
    expect(lines).toMatchSnapshot()
  })

  it('on the same vector with another similarity are refused', () => {
    const other = { class_name: 'sai', similarity_function: 'DOT_PRODUCT' }
    expect(told(doc, [liveIndex('else', 'sense', other)])).toMatchSnapshot()
    expect(told(note, [liveIndex('by_sense', 'sense', other)])).toMatchSnapshot()
  })

  it('on another part of the column do not stand in the way', () => {
    const lines = told(Post, [liveIndex('else', 'values(counts)', { class_name: 'sai' })])
    expect(lines).toMatchSnapshot()
  })
})
