import { concurrent } from 'cassandra-driver'
import type { Client } from 'cassandra-driver'
import { product, seededId, stockLine } from './rows.js'

/** Products that are there to be read. */
export const storedProducts: readonly string[] = Array.from({ length: 100 }, (_, n) => seededId('1', n))

/** Products that are there to be changed. */
export const changingProducts: readonly string[] = Array.from({ length: 100 }, (_, n) => seededId('2', n))

/** A warehouse with 100 stock lines. */
export const warehouseOf100 = 'warehouse of 100'

/** Fills the tables with the rows that the cases read and change. */
export async function seed(client: Client, keyspace: string): Promise<void> {
  const products = [...storedProducts, ...changingProducts].map((id): unknown[] =>
    Object.values({ ...product(id), description: 'A desk.' }),
  )
  await concurrent.executeConcurrent(
    client,
    `INSERT INTO ${keyspace}.products (id, name, brand, category, price, tags, description) VALUES (?, ?, ?, ?, ?, ?, ?)`,
    products,
  )
  const lines = Array.from({ length: 100 }, (_, seq): unknown[] => Object.values(stockLine(warehouseOf100, seq)))
  await concurrent.executeConcurrent(
    client,
    `INSERT INTO ${keyspace}.stock_lines (warehouse, seq, id, name, brand, category, price, tags, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    lines,
  )
}
