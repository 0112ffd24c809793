import { identifier } from 'cassiform'
import type { Question } from '../quickstart/question.js'
import { show } from '../types/show.js'
import { Parcel } from './parcel.js'

/** Values are bound, an entity stands for its table, and rows look as those of `find` do. */
export const values: Question = {
  text: 'What does Leeds have that weighs more than a kilo?',
  columns: ['number', 'grams', 'labels'],
  async answer(db) {
    const [depot, grams] = ['Leeds', 1000]
    const rows = await db.cql<Pick<Parcel, 'number' | 'grams' | 'labels'>>`
      SELECT number, grams, labels FROM ${Parcel} WHERE depot = ${depot} AND grams > ${grams} ALLOW FILTERING`
    return rows.map((row) => [row.number, `${row.grams} g`, show(row.labels)])
  },
}

/** Names are checked and quoted; a statement may be made of others. */
export const names: Question = {
  text: 'What do the lightest and the heaviest of Leeds weigh?',
  columns: ['depot', 'least', 'most'],
  async answer(db) {
    const measure = identifier('grams')
    const inLeeds = db.cql`depot = ${'Leeds'}`
    const rows = await db.cql<{ depot: string; least: number; most: number }>`
      SELECT depot, min(${measure}) AS least, max(${measure}) AS most FROM ${Parcel} WHERE ${inLeeds}`
    return rows.map(({ depot, least, most }) => [depot, `${least} g`, `${most} g`])
  },
}

/** A text with its values, by the names of its markers; rows as instances of the entity. */
export const text: Question = {
  text: 'What is parcel 2 of Hull?',
  columns: ['class', 'parcel'],
  async answer(db) {
    const { cql } = db.cql`SELECT * FROM ${Parcel} WHERE depot = :depot AND number = :number`
    const [parcel] = await db.query(cql, { depot: 'Hull', number: 2 }, { into: Parcel })
    return [[parcel!.constructor.name, `${parcel!.depot} ${parcel!.number}, ${parcel!.grams} g`]]
  },
}

/** The builder says what `find` says, step by step; each step is a builder of its own. */
export const builder: Question = {
  text: 'What comes first in Leeds, and what last?',
  columns: ['end', 'numbers'],
  async answer(db) {
    const leeds = db.getRepository(Parcel).createQueryBuilder().where({ depot: 'Leeds' }).select(['number']).limit(2)
    const first = await leeds.getMany()
    const last = await leeds.orderBy('number', 'desc').getMany()
    const numbers = (rows: readonly { number: number }[]) => rows.map(({ number }) => number).join(', ')
    return [
      ['first', numbers(first)],
      ['last', numbers(last)],
    ]
  },
}

/** What calls would send, and whether they may be sent twice. Nothing is sent. */
export const explained: Question = {
  text: 'What would be sent?',
  columns: ['call', 'CQL', 'sent twice?'],
  answer(db) {
    const parcels = db.getRepository(Parcel)
    const calls = {
      'createQueryBuilder()': parcels.createQueryBuilder().where({ depot: 'Hull' }).limit(1).explain(),
      'delete()': parcels.explain('delete', { depot: 'Hull', number: 1 }),
      'db.cql, reading': db.cql`SELECT depot FROM ${Parcel} LIMIT ${1}`.explain(),
      'db.cql, writing': db.cql`UPDATE ${Parcel} SET grams = ${5} WHERE depot = ${'Hull'} AND number = ${1}`.explain(),
    }
    return Promise.resolve(
      Object.entries(calls).map(([call, { cql, isIdempotent }]) => [
        call,
        cql.replace(/"raw_cql_\w+"\./, ''),
        isIdempotent ? 'yes' : 'no',
      ]),
    )
  },
}
