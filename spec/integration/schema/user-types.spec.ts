import { tableModel, userTypeModel } from '../../schema/support/user-types.js'
import { SyncBench } from './support/sync-bench.js'

jest.setTimeout(120_000)

const geo = userTypeModel('geo', { lat: 'double', 'Lon "x"': 'double' })
const address = userTypeModel('Address', {
  street: 'text',
  at: 'geo',
  tags: 'set<text>',
  lines: 'list<frozen<list<text>>>',
})
const person = userTypeModel('select', { homes: 'map<text, frozen<"Address">>', pair: 'tuple<int, frozen<"Address">>' })
const columns = {
  frozen: 'frozen<"Address">',
  cells: '"Address"',
  listed: 'list<frozen<geo>>',
  mapped: 'map<text, frozen<"select">>',
  tupled: 'tuple<int, frozen<geo>, tuple<"Address">>',
  deep: 'frozen<set<frozen<map<int, frozen<geo>>>>>',
}
const people = tableModel('people', columns, [geo, address, person])
const shops = tableModel('shops', { at: 'geo', home: 'frozen<"Address">' }, [geo, address])

describe('types that hold each other, in columns of every kind, in two tables', () => {
  const bench = new SyncBench()

  it('are created first, each once', async () => {
    expect((await bench.ddl([people, shops])).slice(1)).toMatchSnapshot()
  })

  it('leave nothing to do at the next boot, in any mode', async () => {
    for (const mode of ['additive', 'verify', 'plan'] as const) {
      expect(await bench.sync([shops, people], { mode })).toMatchObject({ mode, differences: [], applied: [] })
    }
  })

  it('hold values, also as single cells', async () => {
    const value = `{street: 'a', at: {lat: 1.5, "Lon ""x""": 2}, tags: {'t'}, lines: [['l']]}`
    await bench.run(`INSERT INTO ks.people (id, frozen, cells, listed) VALUES (1, ${value}, ${value}, [{lat: 1}])`)
    await bench.run(`UPDATE ks.people SET cells.street = 'b' WHERE id = 1`)
    const { rows } = await bench.run(`SELECT frozen, cells FROM ks.people WHERE id = 1`)
    expect(rows?.[0]).toMatchObject({
      frozen: { street: 'a', tags: new Set(['t']) },
      cells: { street: 'b', lines: [['l']] },
    })
  })

  it('get what is missing: a type, fields one by one, columns; nothing is lost, and the older model has nothing to do', async () => {
    const plus = userTypeModel('plus', { n: 'int' })
    const more = userTypeModel('geo', { lat: 'double', 'Lon "x"': 'double', height: 'int', also: 'list<frozen<plus>>' })
    const newer = tableModel('people', { ...columns, added: 'plus', other: 'frozen<geo>' }, [
      plus,
      more,
      address,
      person,
    ])
    expect(await bench.ddl([newer, shops])).toEqual([
      'CREATE TYPE IF NOT EXISTS ks."plus" ("n" int)',
      'ALTER TYPE ks."geo" ADD IF NOT EXISTS "height" int',
      'ALTER TYPE ks."geo" ADD IF NOT EXISTS "also" frozen<list<frozen<"plus">>>',
      'ALTER TABLE ks."people" ADD IF NOT EXISTS ("added" "plus", "other" frozen<"geo">)',
    ])
    expect((await bench.fields('geo')).map(([field]) => field)).toEqual(['lat', 'Lon "x"', 'height', 'also'])
    expect(await bench.ddl([newer, shops])).toEqual([])
    expect(await bench.ddl([people, shops])).toEqual([])
    const { differences } = await bench.sync([people, shops], { mode: 'verify' })
    expect(differences.map(({ action, kind, object }) => `${action} ${kind} ${object.split('.').pop()}`)).toEqual([
      expect.stringMatching(/^report type/),
      'report field height',
      'report field also',
      'report column added',
      'report column other',
    ])
    const { rows } = await bench.run('SELECT frozen FROM ks.people WHERE id = 1')
    expect(rows?.[0]).toMatchObject({ frozen: { at: { lat: 1.5 } } })
  })

  it('are refused with a field of another type, with nothing sent', async () => {
    const other = userTypeModel('geo', { lat: 'text', 'Lon "x"': 'double', late: 'int' })
    const model = { ...shops, userTypes: [other, address] }
    expect(await bench.refusal([model])).toMatchSnapshot()
    expect((await bench.fields('geo')).map(([field]) => field)).not.toContain('late')
  })
})

describe('types made by hand', () => {
  const bench = new SyncBench()
  const keyed = tableModel('keyed', {}, [])

  beforeAll(async () => {
    await bench.sync([keyed])
    await bench.run('CREATE TYPE ks.geo ("Lon ""x""" double, more int, lat double)')
    await bench.run(
      'CREATE TYPE ks."Address" (lines list<frozen<list<text>>>, tags set<text>, at frozen<geo>, street text)',
    )
  })

  it('fit with fields in another order, more of them, and collections that are not frozen', async () => {
    expect(await bench.ddl([tableModel('fits', { home: 'frozen<"Address">' }, [geo, address])])).toEqual([
      'CREATE TABLE IF NOT EXISTS ks."fits" ("id" int, "home" frozen<"Address">, PRIMARY KEY (("id")))',
    ])
  })

  it('are refused for a column that is not frozen if their collections are not either, as the server would', async () => {
    const model = tableModel('people', { cells: '"Address"' }, [geo, address])
    expect(await bench.refusal([model])).toMatchSnapshot()
    await expect(bench.run('CREATE TABLE ks.x (id int PRIMARY KEY, cells "Address")')).rejects.toThrow(
      'Non-frozen UDTs with nested non-frozen collections are not supported',
    )
  })

  it('are refused a new field if a partition key has them, as the server would', async () => {
    await bench.run('CREATE TABLE ks.by_place (at frozen<set<frozen<"Address">>> PRIMARY KEY)')
    const longer = userTypeModel('geo', { lat: 'double', height: 'int' })
    const model = tableModel('shops', { at: 'frozen<geo>' }, [longer])
    expect(await bench.refusal([model])).toMatchSnapshot()
    await expect(bench.run('ALTER TYPE ks.geo ADD height int')).rejects.toThrow('being used in partition key')
  })

  it('do not come back as the type of a dropped column, as on the server', async () => {
    await bench.run('ALTER TABLE ks.fits DROP home')
    const model = tableModel('fits', { home: 'frozen<"Address">' }, [geo, address])
    expect(await bench.refusal([model])).toMatchSnapshot()
    await expect(bench.run('ALTER TABLE ks.fits ADD home frozen<"Address">')).rejects.toThrow(
      'incompatible with previous',
    )
  })
})

describe('a field and a new table whose partition key has the type', () => {
  const bench = new SyncBench()

  it('come in the only order the server takes: the field first', async () => {
    await bench.sync([tableModel('shops', { at: 'frozen<geo>' }, [geo])])
    const longer = userTypeModel('geo', { lat: 'double', height: 'int' })
    const keyed = tableModel('by_place', {}, [longer])
    const key = { ...keyed.columns[0]!, type: { kind: 'udt', frozen: true, name: 'geo' } as const }
    const ddl = await bench.ddl([{ ...keyed, columns: [key], partitionKey: [key] }])
    expect(ddl.map((cql) => cql.split(' ks.')[0])).toEqual(['ALTER TYPE', 'CREATE TABLE IF NOT EXISTS'])
  })
})

describe('a type that an index finds', () => {
  const bench = new SyncBench()
  const longer = userTypeModel('geo', { lat: 'double', 'Lon "x"': 'double', height: 'int' })

  function indexed(type: typeof geo) {
    const model = tableModel('shops', { at: 'frozen<geo>' }, [type])
    const column = model.regularColumns[0]!
    const index = { name: 'by_at', column, using: 'secondary', target: undefined, options: {} } as const
    return { ...model, indexes: [index] }
  }

  it('gets a field when the index was dropped, which is then made anew, and the table can be flushed', async () => {
    await bench.sync([indexed(geo)])
    await bench.run('INSERT INTO ks.shops (id, at) VALUES (1, {lat: 1})')
    expect(await bench.refusal([indexed(longer)])).toContain(
      '[ks.geo.height] cannot be added to a type while there is the index ks.by_at',
    )
    await bench.run('DROP INDEX ks.by_at')
    expect(await bench.ddl([indexed(longer)])).toEqual([
      'ALTER TYPE ks."geo" ADD IF NOT EXISTS "height" int',
      'CREATE INDEX IF NOT EXISTS "by_at" ON ks."shops" ("at")',
    ])
    for (const id of [1, 2, 2]) await bench.run(`INSERT INTO ks.shops (id, at) VALUES (${id}, {lat: 1, height: 3})`)
    expect((await bench.run('SELECT id FROM ks.shops WHERE at = {lat: 1, height: 3}')).rows).toHaveLength(2)
    // Servers flush what they truncate; with the old index this one fails.
    await bench.run('TRUNCATE ks.shops')
  })
})

describe('twelve instances with a field each, all at once', () => {
  const bench = new SyncBench()

  it('lose none', async () => {
    await bench.sync([tableModel('shops', { at: 'frozen<geo>' }, [userTypeModel('geo', { lat: 'double' })])])
    const names = Array.from({ length: 12 }, (_, i) => `f${i}`)
    await Promise.all(
      names.map((name) => {
        const type = userTypeModel('geo', { lat: 'double', [name]: 'list<int>' })
        return bench.sync([tableModel('shops', { at: 'frozen<geo>' }, [type])])
      }),
    )
    expect((await bench.fields('geo')).map(([field]) => field).sort()).toEqual([...names, 'lat'].sort())
  })
})
