import type { types } from 'cassandra-driver'
import type { CatalogueOperations } from '../../operations/catalogue.js'
import { catalogueTable } from '../../tables/catalogue.js'
import { selectFrom } from '../../tables/table.js'
import { idempotent } from './bare-client.js'
import type { BareClient } from './bare-client.js'
import { Product } from './products.js'

export function catalogueOperations(client: BareClient, keyspace: string): CatalogueOperations {
  const byBrand = selectFrom(keyspace, catalogueTable, 'brand = ?')
  const someByBrand = `${byBrand} LIMIT ?`
  const count = `SELECT count(*) AS count FROM ${keyspace}.catalogue WHERE brand = ?`
  return {
    findByBrand: async (brand) =>
      (await client.execute(byBrand, [brand], idempotent)).rows.map((row) => new Product(row)),
    findSomeByBrand: async (brand, limit) =>
      (await client.execute(someByBrand, [brand, limit], idempotent)).rows.map((row) => new Product(row)),
    async countByBrand(brand) {
      const { rows } = await client.execute(count, [brand], idempotent)
      return Number((rows[0] as types.Row).count)
    },
  }
}
