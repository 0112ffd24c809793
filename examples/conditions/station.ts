import { Column, Index, KEY, PartitionKey, Table } from 'cassiform'

/** A station by its code. Names are found by how they begin, which is what SASI indexes are for. */
@Table('stations')
export class Station {
  declare readonly [KEY]?: { partition: ['code']; indexed: ['name'] }

  @PartitionKey('text') code!: string
  @Column('text') @Index({ using: 'sasi' }) name!: string
}
