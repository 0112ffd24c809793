import { ClusteringColumn, Column, KEY, PartitionKey, Table, vector } from 'cassiform'

/** Where a product lies among the others of its department: near means alike. Vectors came with Cassandra 5.0. */
@Table('likenesses')
export class Likeness {
  declare readonly [KEY]?: { partition: ['department']; clustering: ['sku'] }

  @PartitionKey('text') department!: string
  @ClusteringColumn('ascii') sku!: string
  /** A real one has hundreds of dimensions. */
  @Column(vector('float', 4)) embedding!: Float32Array
}
