import { ElementIs, In, IsNull, LwtUnknownError, NotEqual, VersionConflictError } from 'cassiform'
import type { DataSource } from 'cassiform'
import { Programme } from '../reservations/programme.js'
import { Seat } from '../reservations/seat.js'

const key = { show: 'Hamlet', seat: '4A' }

/** The calls of a page in their order, each above the CQL that it becomes. */
export async function reserveSeats(db: DataSource, print = console.log): Promise<void> {
  // #region conditions
  const seats = db.getRepository(Seat)

  const reserved = await seats.insert({ ...key, guest: 'Ann' }, { ifNotExists: true })
  // INSERT INTO "plant"."seats" ("show", "seat", "is_open", "reservation", "guest", "wishes")
  //   VALUES (?, ?, ?, ?, ?, ?) IF NOT EXISTS

  if (!reserved.applied) print(reserved.current?.guest) // the row that is there, an entity like any other

  await seats.update(key, { guest: 'Bob' }, { if: { guest: 'Ann', wishes: IsNull() } })
  // UPDATE "plant"."seats" SET "guest" = ? WHERE "show" = ? AND "seat" = ? IF "guest" = ? AND "wishes" = null

  await seats.update(key, { guest: 'Eve' }, { if: { guest: In(['Ann', 'Bob']) } })
  // UPDATE "plant"."seats" SET "guest" = ? WHERE "show" = ? AND "seat" = ? IF "guest" IN ?

  await seats.update(key, { guest: 'Joe' }, { ifExists: true })
  // UPDATE "plant"."seats" SET "guest" = ? WHERE "show" = ? AND "seat" = ? IF EXISTS

  await seats.delete(key, { if: { guest: NotEqual('Ann'), wishes: ElementIs(0, 'aisle') } })
  // DELETE FROM "plant"."seats" WHERE "show" = ? AND "seat" = ? IF "guest" != ? AND "wishes"[?] = ?
  // #endregion

  // #region unknown
  try {
    await seats.update(key, { guest: 'Sue' }, { if: { guest: 'Joe' } })
    // UPDATE "plant"."seats" SET "guest" = ? WHERE "show" = ? AND "seat" = ? IF "guest" = ?
  } catch (error) {
    if (!(error instanceof LwtUnknownError)) throw error
    const outcome = await error.resolve() // reads at SERIAL: 'applied', 'not_applied' or 'undecidable'
    if (outcome !== 'applied') throw error
  }
  // #endregion

  // #region find-or-create
  const { entity, created } = await seats.findOrCreate({ show: 'Hamlet', seat: '5B' }, { guest: 'Joe' })
  // SELECT "show", "seat", "is_open", "reservation", "guest", "wishes" FROM "plant"."seats"
  //   WHERE "show" = ? AND "seat" = ? LIMIT ?
  // INSERT INTO "plant"."seats" ("show", "seat", "is_open", "reservation", "guest", "wishes")
  //   VALUES (?, ?, ?, ?, ?, ?) IF NOT EXISTS          only where there was none
  // #endregion
  void [entity, created]

  // #region versions
  const programmes = db.getRepository(Programme)

  const programme = await programmes.save({ show: 'Hamlet', title: 'Hamlet' }) // programme.version is 1
  // INSERT INTO "plant"."programmes" ("show", "version", "title") VALUES (?, ?, ?) IF NOT EXISTS

  programme.title = 'Hamlet, Prince of Denmark'
  try {
    await programmes.save(programme)
    // UPDATE "plant"."programmes" SET "version" = ?, "title" = ? WHERE "show" = ? IF "version" = ?
  } catch (error) {
    if (!(error instanceof VersionConflictError)) throw error
    print(error.expected, error.current) // nothing was written
  }
  // #endregion
}
