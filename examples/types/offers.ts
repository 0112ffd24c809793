import type { DataSource, Insertable } from 'cassiform'
import type { Question } from '../quickstart/question.js'
import { Offer, OfferState } from './offer.js'
import { show } from './show.js'

const sku = 'LMP-0417'

/** Where each value comes from. */
const origins: Readonly<Partial<Record<keyof Offer, string>>> = {
  sku: 'the shop',
  id: "generated: 'timeuuid'",
  publicId: "generated: 'uuid'",
  state: 'default, of an enum',
  channels: 'default, by a function',
  price: 'the shop',
  page: 'the shop, transformed',
  paid: 'the shop, select: false',
  createdAt: '@CreateDateColumn',
  updatedAt: '@UpdateDateColumn',
  pricedAt: '@Computed: writetime',
}

/** What an insert makes of a few values: all but the computed ones are on the object at once. */
export const suppliedColumns: Question = {
  text: 'An offer is made of a price, a page and what the shop paid. What fills itself?',
  columns: ['property', 'comes from', 'on the object', 'read'],
  async answer(db) {
    const offers = db.getRepository(Offer)
    const page = new URL('https://shop.example/lamps/417')
    const offer: Insertable<Offer> = { sku, price: '49.90', page, paid: '21.05' }
    await offers.insert(offer)
    const read = await newest(db)
    return Object.entries(origins).map(([property, origin]) => {
      const isThere = Object.hasOwn(offer, property)
      return [property, origin, isThere ? 'at once' : 'no', shown(read, property)]
    })
  },
}

/** An update moves `updatedAt`, and only `price` gets a new time of writing when it is written. */
export const anUpdate: Question = {
  text: 'The offer goes public, with a voucher for an hour. What moves?',
  columns: ['property', 'before', 'after'],
  async answer(db) {
    const offers = db.getRepository(Offer)
    const { id, ...before } = await newest(db)
    await offers.update({ sku, id }, { state: OfferState.Public })
    await offers.update({ sku, id }, { voucher: 'SPRING' }, { ttl: 3600 })
    const after = await newest(db)
    const moving = ['state', 'updatedAt', 'createdAt', 'pricedAt', 'voucher', 'voucherSecondsLeft']
    return moving.map((property) => [property, shown(before, property), shown(after, property)])
  },
}

/** `state` has an index, so the partition key is not needed. */
export const hiddenColumns: Question = {
  text: 'Which offers are public, and what did the shop pay? Only who asks by name is told.',
  columns: ['asked with', 'paid'],
  async answer(db) {
    const offers = db.getRepository(Offer)
    const where = { state: OfferState.Public }
    const [plain] = await offers.findBy(where)
    const [named] = await offers.find({ where, select: ['paid'] })
    return [
      ['no select', shown(plain!, 'paid')],
      ["select: ['paid']", shown(named!, 'paid')],
    ]
  },
}

function newest(db: DataSource): Promise<Offer> {
  return db.getRepository(Offer).findOneOrFail({ where: { sku } })
}

function shown(object: object, property: string): string {
  const value: unknown = Object.entries(object).find(([name]) => name === property)?.[1]
  return value instanceof URL ? `URL ${value.href}` : show(value)
}
