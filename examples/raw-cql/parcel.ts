import { ClusteringColumn, Column, KEY, PartitionKey, Table } from 'cassiform'

/** A parcel on its way, filed under the depot that has it. */
@Table('parcels')
export class Parcel {
  declare readonly [KEY]?: { partition: ['depot']; clustering: ['number'] }

  @PartitionKey('text') depot!: string
  @ClusteringColumn('int') number!: number
  @Column('int') grams!: number
  @Column('set<text>') labels!: Set<string>
}
