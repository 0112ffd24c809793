import type { Client } from 'cassandra-driver'
import type { CatalogueOperations } from '../../operations/catalogue.js'
import { catalogueTable } from '../../tables/catalogue.js'
import type { ProductData } from '../../tables/products.js'
import { selectFrom } from '../../tables/table.js'
import { mapTable } from './model.js'
import { productColumns } from './products.js'

class CatalogueEntry {}

/** The mapper knows no indexes: it is told the statements. */
export function catalogueOperations(client: Client, keyspace: string): CatalogueOperations {
  const { model } = mapTable<ProductData>(client, keyspace, 'catalogue', CatalogueEntry, productColumns)
  const select = selectFrom(keyspace, catalogueTable, 'brand = ?')
  const count = `SELECT count(*) FROM ${keyspace}.catalogue WHERE brand = ?`
  const byBrand = model.mapWithQuery(select, ({ brand }: { brand: string }) => [brand])
  const someByBrand = model.mapWithQuery(`${select} LIMIT ?`, (some: { brand: string; limit: number }) => [
    some.brand,
    some.limit,
  ])
  const countByBrand = model.mapWithQuery(count, ({ brand }: { brand: string }) => [brand])
  return {
    findByBrand: async (brand) => (await byBrand({ brand })).toArray(),
    findSomeByBrand: async (brand, limit) => (await someByBrand({ brand, limit })).toArray(),
    countByBrand: async (brand) => Number((await countByBrand({ brand })).first()!['count' as keyof ProductData]),
  }
}
