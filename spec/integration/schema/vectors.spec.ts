import type { IndexModel, TableModel } from '../../../lib/model/table-model.js'
import type { SchemaEvent } from '../../../lib/schema/schema-event.js'
import { tableModel, userTypeModel } from '../../schema/support/user-types.js'
import { onServersWith, serverHas } from '../support/server-features.js'
import { SyncBench } from './support/sync-bench.js'

jest.setTimeout(120_000)

const geo = userTypeModel('geo', { at: 'vector<float, 2>', seen: 'vector<list<int>, 2>' })
const types = {
  sense: 'vector<float, 3>',
  near: 'vector<float, 3>',
  far: 'vector<float, 3>',
  plain: 'vector<float, 3>',
  nested: 'vector<list<int>, 2>',
  places: 'vector<geo, 2>',
  listed: 'list<frozen<vector<text, 1>>>',
  tags: 'set<text>',
  counts: 'map<text, int>',
  whole: 'frozen<list<int>>',
  place: 'frozen<geo>',
}
const documents = tableModel('documents', types, [geo])

function index(column: keyof typeof types, given: Partial<IndexModel> = {}): IndexModel {
  const model = documents.columns.find(({ columnName }) => columnName === column)!
  return { name: `by_${column}`, column: model, using: 'sai', target: undefined, options: {}, ...given }
}

const similarity = (name: string) => ({ options: { similarity_function: name } })

const indexed: TableModel = {
  ...documents,
  indexes: [
    index('sense', similarity('cosine')),
    index('near', similarity('dot_product')),
    index('far', similarity('euclidean')),
    index('plain'),
    index('tags'),
    index('counts', { target: 'entries' }),
    index('whole', { target: 'full' }),
    index('place'),
  ],
}

onServersWith('vectors').describe('vectors', () => {
  const bench = new SyncBench()

  it('and their indexes are created, and the warning of the server is passed on once', async () => {
    const log: SchemaEvent[] = []
    expect((await bench.ddl([indexed], { log: (one) => log.push(one) })).slice(1)).toEqual([
      'CREATE TYPE IF NOT EXISTS ks."geo" ("at" vector<float, 2>, "seen" vector<frozen<list<int>>, 2>)',
      'CREATE TABLE IF NOT EXISTS ks."documents" ("id" int, "sense" vector<float, 3>, "near" vector<float, 3>, "far" vector<float, 3>, "plain" vector<float, 3>, "nested" vector<frozen<list<int>>, 2>, "places" vector<frozen<"geo">, 2>, "listed" list<vector<text, 1>>, "tags" set<text>, "counts" map<text, int>, "whole" frozen<list<int>>, "place" frozen<"geo">, PRIMARY KEY (("id")))',
      `CREATE INDEX IF NOT EXISTS "by_sense" ON ks."documents" ("sense") USING 'sai' WITH OPTIONS = {'similarity_function': 'cosine'}`,
      `CREATE INDEX IF NOT EXISTS "by_near" ON ks."documents" ("near") USING 'sai' WITH OPTIONS = {'similarity_function': 'dot_product'}`,
      `CREATE INDEX IF NOT EXISTS "by_far" ON ks."documents" ("far") USING 'sai' WITH OPTIONS = {'similarity_function': 'euclidean'}`,
      `CREATE INDEX IF NOT EXISTS "by_plain" ON ks."documents" ("plain") USING 'sai'`,
      `CREATE INDEX IF NOT EXISTS "by_tags" ON ks."documents" (values("tags")) USING 'sai'`,
      `CREATE INDEX IF NOT EXISTS "by_counts" ON ks."documents" (entries("counts")) USING 'sai'`,
      `CREATE INDEX IF NOT EXISTS "by_whole" ON ks."documents" (full("whole")) USING 'sai'`,
      `CREATE INDEX IF NOT EXISTS "by_place" ON ks."documents" ("place") USING 'sai'`,
    ])
    const warned = log.filter(({ message = '' }) => message.startsWith('the server warns'))
    expect(warned.map(({ message }) => message)).toEqual([expect.stringContaining('SAI ANN indexes')])
  })

  it('leave nothing to do then, also for those who leave the similarity to the server', async () => {
    for (const mode of ['additive', 'verify'] as const) {
      expect(await bench.sync([indexed], { mode })).toMatchObject({ mode, differences: [], applied: [] })
    }
    const others = indexed.indexes.slice(1)
    const silent = { ...indexed, indexes: [index('sense'), index('plain', similarity('cosine')), ...others] }
    expect((await bench.sync([silent])).applied).toEqual([])
  })

  it('are refused with another number of dimensions or another similarity', async () => {
    const wider = tableModel('documents', { ...types, sense: 'vector<float, 4>' }, [geo])
    expect(await bench.refusal([wider])).toBe(
      'E_SCHEMA_REFUSED [ks.documents.sense] has another type than Holder.sense; expected vector<float, 4>, found vector<float, 3>. Cassandra does not change the type of a column (CASSANDRA-12443): add a column of another name, copy, then read that one. The way there, as code to copy: error.differences, or the text of db.schema.plan().',
    )
    const other = { ...documents, indexes: [index('sense', similarity('euclidean'))] }
    expect(await bench.refusal([other])).toBe(
      `E_SCHEMA_REFUSED [ks.by_sense] is the name of another index; expected sai index on sense of documents with {'similarity_function': 'euclidean'}, found sai index on sense of documents with {'similarity_function': 'cosine'}. Sync never drops: name the index of Holder.sense otherwise, or drop the old one by hand.`,
    )
  })
})

if (!serverHas('vectors')) {
  describe('vectors on a server without them', () => {
    const bench = new SyncBench()

    it('are refused by column, by field and by index before anything is created', async () => {
      const refusal = await bench.refusal([indexed])
      expect(refusal).toMatch(/^E_SCHEMA_REFUSED /)
      expect(refusal).toContain('[ks.documents.sense] cannot be created by Cassandra 4.')
      expect(refusal).toContain('[ks.geo.at] cannot be created by Cassandra 4.')
      expect(refusal).toContain('which has no vectors; expected vector<float, 3>, found nothing. They came with 5.0')
    })
  })
}
