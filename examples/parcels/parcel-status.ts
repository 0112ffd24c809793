import { Column, PartitionKey, Table } from 'cassiform'

/** The last that is known of a parcel: the table of another question, kept by `StatusKeeper`. */
@Table('parcel_status')
export class ParcelStatus {
  @PartitionKey('text') parcel!: string
  @Column('text') state?: string
}
