import { defineEntity, defineUserType, udt } from 'cassiform'

/** The entities of an instance, by the name it is given at its start. Each has the key `writer`, `n`. */
export type ModelName = 'shop' | 'few' | 'old' | 'new'

const key = { partitionKey: ['writer'], clusteringColumns: ['n'] } as const
const keyColumns = { writer: 'text', n: 'int' } as const

const Address = defineUserType({ name: 'address', fields: { street: 'text', zip: 'int', country: 'text' } })
const Price = defineUserType({ name: 'price', fields: { amount: 'decimal', currency: 'text' } })
const address = udt(() => Address)
const price = udt(() => Price)

const indexed = (n: number) =>
  defineEntity({
    name: `goods_${n}`,
    columns: { ...keyColumns, status: { type: 'text', index: { using: 'sai' } }, note: 'text', address, price },
    ...key,
  })

const plain = (n: number) =>
  defineEntity({
    name: `goods_${n}`,
    columns: { ...keyColumns, note: 'text', at: 'timestamp', address, price },
    ...key,
  })

/** 12 tables, two user-defined types, four indexes: 18 statements besides those of the keyspace. */
const shop = [...[0, 1, 2, 3].map(indexed), ...[4, 5, 6, 7, 8, 9, 10, 11].map(plain)]

/** Two tables, a type and an index: four statements under the lease. */
const few = [
  defineEntity({ name: 'orders', columns: { ...keyColumns, note: 'text', address }, ...key }),
  defineEntity({
    name: 'parcels',
    columns: { ...keyColumns, note: 'text', status: { type: 'text', index: { using: 'sai' } } },
    ...key,
  }),
]

/** Two releases of an application: the new one has another field, column, index and table. */
const OldPlace = defineUserType({ name: 'place', fields: { hall: 'text', shelf: 'int' } })
const NewPlace = defineUserType({ name: 'place', fields: { hall: 'text', shelf: 'int', floor: 'int' } })
const old = [
  defineEntity({ name: 'items', columns: { ...keyColumns, note: 'text', place: udt(() => OldPlace) }, ...key }),
]
const renewed = [
  defineEntity({
    name: 'items',
    columns: {
      ...keyColumns,
      note: 'text',
      place: udt(() => NewPlace),
      status: { type: 'text', index: { using: 'sai' } },
    },
    ...key,
  }),
  defineEntity({ name: 'returns', columns: { ...keyColumns, note: 'text' }, ...key }),
]

export const models = { shop, few, old, new: renewed } satisfies Record<ModelName, unknown>
