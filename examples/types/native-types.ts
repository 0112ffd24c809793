import { types } from 'cassandra-driver'
import type { Insertable, Repository } from 'cassiform'
import type { Question } from '../quickstart/question.js'
import { Product } from './product.js'
import { show } from './show.js'

export const lampKey = { department: 'lamps', sku: 'LMP-0417' }

/** A lamp with everything that can be said of one. */
export const lamp: Insertable<Product> = {
  ...lampKey,
  manager: 'Noor',
  fragile: true,
  stars: 5,
  watts: 40,
  inStock: 1200,
  barcode: 4006381333931n,
  serialNumber: 2n ** 70n,
  weightKg: 1.3,
  lumenPerWatt: 101.7,
  price: '49.90',
  supplierId: '6ab09bec-e68e-48d9-a5f8-97e6fb4c9b47',
  countedAt: new Date('2026-03-01T07:30:00.250Z'),
  onSaleFrom: '2026-02-28',
  orderedBefore: '16:30:00',
  warranty: types.Duration.fromString('2y'),
  countedFrom: '2001:db8::17',
  thumbnail: Buffer.from('GIF89a'),
  steps: ['unpack', 'screw', 'screw', 'plug in'],
  tags: new Set(['desk', 'new']),
  priceHistory: new Map([
    ['2026-02-28', '59.90'],
    ['2026-03-01', '49.90'],
  ]),
  lengthsCm: new Map([['cable', new Set([180, 300])]]),
  sizeMm: [180, null, 420],
  views: 9000000,
  patent: '340282366920938463463374607431768211456',
  colours: ['black', 'white'],
  names: { de: 'Schreibtischlampe', fr: 'lampe de bureau' },
}

/** A property of the product and the CQL type of its column. */
type Typed = readonly [property: keyof Product & string, cql: string]

export const nativeColumns: readonly Typed[] = [
  ['department', 'text'],
  ['sku', 'ascii'],
  ['manager', 'text'],
  ['fragile', 'boolean'],
  ['stars', 'tinyint'],
  ['watts', 'smallint'],
  ['inStock', 'int'],
  ['barcode', 'bigint'],
  ['serialNumber', 'varint'],
  ['weightKg', 'float'],
  ['lumenPerWatt', 'double'],
  ['price', 'decimal'],
  ['supplierId', 'uuid'],
  ['countedAt', 'timestamp'],
  ['onSaleFrom', 'date'],
  ['orderedBefore', 'time'],
  ['warranty', 'duration'],
  ['countedFrom', 'inet'],
  ['thumbnail', 'blob'],
]

export const collectionColumns: readonly Typed[] = [
  ['steps', 'list<text>'],
  ['tags', 'set<text>'],
  ['priceHistory', 'map<date, decimal>'],
  ['lengthsCm', 'frozen<map<text, frozen<set<int>>>>'],
  ['sizeMm', 'frozen<tuple<int, int, int>>'],
]

export const representedColumns: readonly Typed[] = [
  ['views', 'bigint'],
  ['patent', 'varint'],
  ['colours', 'set<text>'],
  ['names', 'map<text, text>'],
]

export const nativeTypes: Question = {
  text: 'A lamp goes into the catalogue. What does each native type read as?',
  columns: ['property', 'CQL', 'written', 'read'],
  async answer(db) {
    const products = db.getRepository(Product)
    await products.insert(lamp)
    const read = await products.findOneByOrFail(lampKey)
    return nativeColumns.map(([property, cql]) => [property, cql, show(lamp[property]), show(read[property])])
  },
}

export const collections: Question = {
  text: 'What do its collections and its tuple read as?',
  columns: ['property', 'CQL', 'read'],
  answer: (db) => readSome(db.getRepository(Product), collectionColumns),
}

export const representations: Question = {
  text: 'And the columns that ask for another representation, with { as }?',
  columns: ['property', 'CQL', 'read'],
  answer: (db) => readSome(db.getRepository(Product), representedColumns),
}

async function readSome(products: Repository<Product>, columns: readonly Typed[]): Promise<string[][]> {
  const select = columns.map(([property]) => property)
  const read: Partial<Product> = await products.findOneOrFail({ where: lampKey, select })
  return columns.map(([property, cql]) => [property, cql, show(read[property])])
}
