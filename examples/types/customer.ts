import { Column, KEY, list, PartitionKey, Table, udt, UserType } from 'cassiform'

/** A user-defined type, `CREATE TYPE "address" (…)`. What a class has beside its columns stays out of the database. */
@UserType('address')
export class Address {
  @Column('text') street!: string
  @Column('text') city!: string
  @Column('ascii') country?: string

  get label(): string {
    return `${this.street}, ${this.city}`
  }
}

@Table('customers')
export class Customer {
  declare readonly [KEY]?: { partition: ['id']; generated: ['id'] }

  @PartitionKey('uuid', { generated: 'uuidv7' }) id!: string
  @Column('text') name!: string
  /** Frozen, as it is unless said otherwise: one cell, replaced whole. */
  @Column(udt(() => Address)) home?: Address
  /** Not frozen: a cell for each field, so that one is changed without the others. */
  @Column(udt(() => Address, { frozen: false })) delivery?: Address
  @Column(list(udt(() => Address))) former!: Address[]
}
