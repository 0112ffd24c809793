import { identifier } from 'cassiform'
import type { DataSource } from 'cassiform'
import { Parcel } from '../raw-cql/parcel.js'

/** The calls of a page in their order, each above the CQL that it becomes. */
export async function askDepots(db: DataSource, print = console.log): Promise<void> {
  // #region template
  const depot = 'Leeds'
  const heavy = await db.cql<Pick<Parcel, 'number' | 'labels'>>`
    SELECT number, labels FROM ${Parcel} WHERE depot = ${depot} AND grams > ${1000} ALLOW FILTERING`
  // SELECT number, labels FROM "plant"."parcels" WHERE depot = ? AND grams > ? ALLOW FILTERING

  const inLeeds = db.cql`depot = ${depot}` // not sent: part of another
  const [heaviest] = await db.cql<{ most: number }>`
    SELECT max(${identifier('grams')}) AS most FROM ${Parcel} WHERE ${inLeeds}`
  // SELECT max("grams") AS most FROM "plant"."parcels" WHERE depot = ?
  // #endregion
  void [heavy, heaviest]

  const { cql } = db.cql`SELECT * FROM ${Parcel} WHERE depot = :depot AND number = :number`

  // #region text
  const parcels = await db.query(cql, { depot: 'Leeds', number: 2 }, { into: Parcel, consistency: 'ONE' })
  // SELECT * FROM "plant"."parcels" WHERE depot = :depot AND number = :number
  // #endregion
  void parcels

  // #region builder
  const ofLeeds = db.getRepository(Parcel).createQueryBuilder().where({ depot: 'Leeds' }).select(['number'])

  const first = await ofLeeds.limit(2).getMany()
  // SELECT "number" FROM "plant"."parcels" WHERE "depot" = ? LIMIT ?

  const last = await ofLeeds.orderBy('number', 'desc').getOne() // ofLeeds itself has no order
  // SELECT "number" FROM "plant"."parcels" WHERE "depot" = ? ORDER BY "number" DESC LIMIT ?
  // #endregion
  void [first, last]

  // #region explain
  const { requests, accessPath, isIdempotent, warnings } = ofLeeds.explain()

  const update = db.getRepository(Parcel).explain('update', { depot: 'Leeds', number: 2 }, { grams: 1900 })
  print(update.cql, update.markers) // UPDATE …, ['grams', 'depot', 'number']
  // #endregion
  void [requests, accessPath, isIdempotent, warnings]
}
