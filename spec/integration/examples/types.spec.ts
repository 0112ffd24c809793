import { shopOn } from '../../../examples/types/chapters.js'
import {
  collectionColumns,
  collections,
  lamp,
  nativeColumns,
  nativeTypes,
  representations,
  representedColumns,
} from '../../../examples/types/native-types.js'
import { counters } from '../../../examples/types/counting.js'
import { changedFields, userTypes } from '../../../examples/types/customers.js'
import { vectors } from '../../../examples/types/likenesses.js'
import { anUpdate, hiddenColumns, suppliedColumns } from '../../../examples/types/offers.js'
import { definedEntity } from '../../../examples/types/reviews.js'
import { show } from '../../../examples/types/show.js'
import type { Question } from '../../../examples/quickstart/question.js'
import { nativeTypeNames } from '../../../lib/cql/data-type.js'
import { onServersWith, serverHas } from '../support/server-features.js'
import { runExample } from './support/run-example.js'
import type { PrintedExample } from './support/run-example.js'

jest.setTimeout(120_000)

let example: PrintedExample

beforeAll(async () => {
  example = await runExample('types')
})

const printed = (question: Question) => example.rowsBelow(question)

/** Rows by what stands in their first cell. */
const printedByName = (chapter: Question) => new Map(printed(chapter).map(([name = '', ...cells]) => [name, cells]))

/** The statements of a chapter on one line, without the keyspace. */
function cqlOf({ text }: Question): string {
  const [, rest = ''] = example.output.split(`${text}\n`)
  const [block = ''] = rest.split(/\n(?=\S)/)
  return block.replaceAll(/\s+/g, ' ').replaceAll(/"types_\w+"\./g, '')
}

describe('the types example, once built', () => {
  it('prints every chapter in its order, and cleans up', () => {
    const titles = example.blocks.map(({ title }) => title)
    const { entities, chapters } = shopOn(process.env.CASSIFORM_SERVER_RELEASE!)
    expect(titles[0]).toMatch(/^Cassandra \d/)
    // A keyspace, two tables of schema sync, two user-defined types, a table for each entity, an index.
    expect(titles[1]).toBe(`Boot: ${1 + 2 + 2 + entities.length + 1} schema statements`)
    expect(titles.slice(2, 2 + chapters.length)).toEqual(chapters.map(({ text }, i) => `${i + 1}. ${text}`))
    expect(titles.at(-1)).toMatch(/^Keyspace types_\w+ is dropped\.$/)
    expect(chapters).toHaveLength(serverHas('vectors') ? 11 : 10)
    expect(example.output.includes('Vectors are left out')).toBe(!serverHas('vectors'))
  })

  it('has every kind of column', () => {
    const created = example.output.slice(0, example.output.indexOf('1. ')).replaceAll(/\s+/g, ' ')
    const missing = nativeTypeNames.filter((name) => !new RegExp(`" ${name}[ ,)]`).test(created))
    expect(missing).toEqual([])
    for (const kind of ['list<', 'set<', 'map<', 'frozen<map<', 'tuple<', 'text STATIC', 'counter STATIC']) {
      expect(created).toContain(kind)
    }
    expect(created).toContain('"home" frozen<"address">, "delivery" "address", "former" list<frozen<"address">>')
    expect(created.includes('vector<float, 4>')).toBe(serverHas('vectors'))
  })

  it('says the CQL type of each column of the product as it was created', () => {
    const [, created = ''] = /"products" \((.*?), PRIMARY KEY/.exec(example.output.replaceAll(/\s+/g, ' '))!
    const said = [...nativeColumns, ...collectionColumns, ...representedColumns]
    const snake = (name: string) => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
    expect(said.map(([name, cql]) => `"${snake(name)}" ${cql}`).join(', ')).toBe(created.replace(' STATIC', ''))
  })
})

describe('what is read', () => {
  it('is what was written, but for what single precision rounds', () => {
    const read = (name: (typeof nativeColumns)[number][0]) =>
      name === 'weightKg' ? '1.2999999523162842' : show(lamp[name])
    expect(printed(nativeTypes)).toEqual(nativeColumns.map(([name, cql]) => [name, cql, show(lamp[name]), read(name)]))
    const written = printedByName(nativeTypes)
    expect(['barcode', 'serialNumber', 'price', 'warranty', 'thumbnail'].map((name) => written.get(name)![1])).toEqual([
      '4006381333931n',
      '1180591620717411303424n',
      "'49.90'",
      'Duration 2y',
      '<Buffer 47 49 46 38 39 61>',
    ])
  })

  it('is collections and tuples as they were', () => {
    expect(printed(collections)).toEqual([
      ['steps', 'list<text>', "[ 'unpack', 'screw', 'screw', 'plug in' ]"],
      ['tags', 'set<text>', "Set(2) { 'desk', 'new' }"],
      ['priceHistory', 'map<date, decimal>', "Map(2) { '2026-02-28' => '59.90', '2026-03-01' => '49.90' }"],
      ['lengthsCm', 'frozen<map<text, frozen<set<int>>>>', "Map(1) { 'cable' => Set(2) { 180, 300 } }"],
      ['sizeMm', 'frozen<tuple<int, int, int>>', '[ 180, null, 420 ]'],
    ])
  })

  it('is another representation where one is asked for', () => {
    expect(printed(representations)).toEqual([
      ['views', 'bigint', '9000000'],
      ['patent', 'varint', "'340282366920938463463374607431768211456'"],
      ['colours', 'set<text>', "[ 'black', 'white' ]"],
      ['names', 'map<text, text>', "{ de: 'Schreibtischlampe', fr: 'lampe de bureau' }"],
    ])
  })

  it('is instances of the classes of user-defined types', () => {
    const mill = "Address { street: 'Mill Lane 7', city: 'Leeds', country: 'GB' }"
    expect(printed(userTypes)).toEqual([
      ['home', 'frozen<address>', mill, 'Mill Lane 7, Leeds'],
      ['delivery', 'address', mill, 'Mill Lane 7, Leeds'],
      [
        'former',
        'list<frozen<address>>',
        "[ Address { street: 'Quay 1', city: 'Hull', country: 'GB' } ]",
        'Quay 1, Hull',
      ],
    ])
  })

  it('is what a defined entity holds', () => {
    expect(printed(definedEntity)).toEqual([
      ['author', 'frozen<author>', "author { name: 'Ada', verified: true }"],
      ['stars', 'tinyint, enum', '4'],
      ['helpfulTo', 'set<uuid>', 'Set(0) {}'],
    ])
  })
})

describe('columns that fill themselves', () => {
  it('do so on the object given, and in the row', () => {
    const rows = printedByName(suppliedColumns)
    const read = (name: string) => rows.get(name)![2]!
    expect([...rows].filter(([, [, isThere]]) => isThere !== 'at once').map(([name]) => name)).toEqual(['pricedAt'])
    expect(read('id')).toMatch(/^'[\da-f]{8}-[\da-f]{4}-1/)
    expect(read('publicId')).toMatch(/^'[\da-f]{8}-[\da-f]{4}-4/)
    expect([read('state'), read('channels')]).toEqual(["'draft'", "Set(1) { 'shop' }"])
    expect([read('sku'), read('price'), read('page'), read('paid')]).toEqual([
      "'LMP-0417'",
      "'49.90'",
      'URL https://shop.example/lamps/417',
      '–',
    ])
    expect(read('updatedAt')).toBe(read('createdAt'))
    const [created, priced] = [Date.parse(read('createdAt')), Number(read('pricedAt').slice(0, -1)) / 1000]
    expect(Math.abs(priced - created)).toBeLessThan(60_000)
    expect(Math.abs(Date.now() - created)).toBeLessThan(120_000)
  })

  it('move with an update only where they should', () => {
    const rows = printedByName(anUpdate)
    expect(rows.get('state')).toEqual(["'draft'", "'public'"])
    expect(rows.get('voucher')).toEqual(['–', "'SPRING'"])
    for (const name of ['createdAt', 'pricedAt']) expect(rows.get(name)![1]).toBe(rows.get(name)![0])
    const [before, after] = rows.get('updatedAt')!.map((moment) => Date.parse(moment))
    expect(after).toBeGreaterThan(before!)
    const [none, left] = rows.get('voucherSecondsLeft')!
    expect(none).toBe('–')
    expect(Number(left)).toBeGreaterThan(3540)
    expect(Number(left)).toBeLessThanOrEqual(3600)
  })

  it('are told only to those who ask by name where they are hidden', () => {
    expect(printed(hiddenColumns)).toEqual([
      ['no select', '–'],
      ["select: ['paid']", "'21.05'"],
    ])
    expect(cqlOf(hiddenColumns)).toContain('SELECT "paid" FROM "offers" WHERE "state" = ?')
  })
})

describe('changes', () => {
  it('of a user-defined type send one field, or the whole where it is frozen', () => {
    expect(printed(changedFields)).toEqual([
      ['home', "{ street: 'Quay 2', city: 'Hull', country: 'GB' }", 'Quay 2, Hull'],
      ['delivery', "'Quay 2', unset, unset", 'Quay 2, Hull'],
    ])
    expect(cqlOf(changedFields)).toContain('SET "home" = ? WHERE')
    expect(cqlOf(changedFields)).toContain('SET "delivery"."street" = ?, "delivery"."city" = ?')
  })

  it('of counters add up', () => {
    expect(printed(counters)).toEqual([
      ['seen', 'counter', '90n'],
      ['liked', "counter, as: 'number'", '3'],
      ['ever', 'counter, static', '90n'],
    ])
    expect(cqlOf(counters)).toContain('100 × UPDATE "page_views" SET "seen" = "seen" + ?')
    expect(cqlOf(counters)).toContain('SET "ever" = "ever" + ?, "seen" = "seen" - ?')
  })
})

onServersWith('vectors').describe('vectors', () => {
  it('are read in single precision and ranked', () => {
    expect(printed(vectors)).toEqual([
      ['LMP-0417 desk lamp', 'Float32Array(4) [ 0.8999999761581421, 0.10000000149011612, 0.5, 0 ]', '1.000'],
      ['LMP-0418 clamp lamp', 'Float32Array(4) [ 0.800000011920929, 0.20000000298023224, 0.5, 0 ]', '0.992'],
      ['LMP-0500 chandelier', 'Float32Array(4) [ 0, 0.8999999761581421, 0.25, 1 ]', '0.152'],
    ])
  })
})
