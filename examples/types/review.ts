import { defineEntity, defineUserType, udt } from 'cassiform'

/** The same without decorators: type and key of the class are inferred. */
export const Author = defineUserType({ name: 'author', fields: { name: 'text', verified: 'boolean' } })

export const Review = defineEntity({
  name: 'reviews',
  columns: {
    sku: 'ascii',
    writtenAt: 'timestamp',
    author: udt(() => Author),
    stars: { type: 'tinyint', enum: [1, 2, 3, 4, 5] },
    text: 'text',
    helpfulTo: 'set<uuid>',
    changedAt: { updateDate: true },
  },
  partitionKey: ['sku'],
  clusteringColumns: [{ writtenAt: 'desc' }],
})
export type Review = InstanceType<typeof Review>
