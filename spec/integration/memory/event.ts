import { defineEntity } from 'cassiform'

/** Partitions in which the rows lie, the same number in each. */
export const buckets = 20

/** A row of some 200 bytes. */
export const Event = defineEntity({
  name: 'events',
  columns: { bucket: 'int', n: 'int', id: 'uuid', title: 'text', body: 'text', amount: 'double', at: 'timestamp' },
  partitionKey: ['bucket'],
  clusteringColumns: ['n'],
})
