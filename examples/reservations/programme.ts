import { Column, KEY, PartitionKey, Table, VersionColumn } from 'cassiform'

/** A text that several people edit: nobody overwrites what he has not read. */
@Table('programmes')
export class Programme {
  declare readonly [KEY]?: { partition: ['show']; generated: ['version'] }

  @PartitionKey('text') show!: string
  @VersionColumn() version!: number
  @Column('text') title!: string
}
