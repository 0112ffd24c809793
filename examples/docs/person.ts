import { Column, KEY, list, PartitionKey, Table, udt, UserType } from 'cassiform'
import type { DataSource } from 'cassiform'

// #region person
@UserType('address')
export class Address {
  @Column('text') street!: string
  @Column('text') city?: string
}

@Table('people')
export class Person {
  declare readonly [KEY]?: { partition: ['id'] }

  @PartitionKey('uuid') id!: string
  @Column(udt(() => Address)) home?: Address // frozen: one cell
  @Column(udt(() => Address, { frozen: false })) work?: Address // a cell for each field
  @Column(list(udt(() => Address))) former!: Address[]
}
// #endregion

/** The calls of a page in their order, each above the CQL that it becomes. */
export async function usePeople(db: DataSource): Promise<void> {
  const people = db.getRepository(Person)
  const id = '6ab09bec-e68e-48d9-a5f8-97e6fb4c9b47'
  // #region person-usage
  await people.update({ id }, { home: { street: 'Mill Lane 7', city: 'Leeds' }, former: [] })
  // UPDATE "plant"."people" SET "home" = ?, "former" = ? WHERE "id" = ?

  await people.update({ id }, { work: { street: 'Quay 1' } }) // the city stays: it is bound as unset
  // UPDATE "plant"."people" SET "work"."street" = ?, "work"."city" = ? WHERE "id" = ?
  // #endregion
}
