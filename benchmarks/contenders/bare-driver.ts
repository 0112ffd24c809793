import { Client, types } from 'cassandra-driver'
import type { Contender } from '../harness/contender.js'
import type { Operations } from '../harness/operations.js'
import type { ProductData, StockLineData } from '../tables/rows.js'

/** The encoding, the time limit and the consistency of a repository: what is decoded and awaited is the same. */
export const clientOptions = {
  encoding: { map: Map, set: Set, useBigIntAsLong: true, useBigIntAsVarint: true },
  socketOptions: { readTimeout: 5000 },
  queryOptions: {
    consistency: types.consistencies.localQuorum,
    serialConsistency: types.consistencies.serial,
  },
}

/** What the hand-written code needs of a client. */
export type BareClient = Pick<Client, 'execute'>

const prepared = { prepare: true, isIdempotent: true }

class Product implements ProductData {
  id: string
  name: string
  brand: string
  category: string
  price: number
  tags: string[]
  description: string | undefined

  constructor(row: types.Row) {
    this.id = (row.id as types.Uuid).toString()
    this.name = row.name as string
    this.brand = row.brand as string
    this.category = row.category as string
    this.price = row.price as number
    this.tags = (row.tags as string[] | null) ?? []
    this.description = (row.description as string | null) ?? undefined
  }
}

class StockLine implements StockLineData {
  warehouse: string
  seq: number
  id: string
  name: string
  brand: string
  category: string
  price: number
  tags: string[]
  createdAt: Date

  constructor(row: types.Row) {
    this.warehouse = row.warehouse as string
    this.seq = row.seq as number
    this.id = (row.id as types.Uuid).toString()
    this.name = row.name as string
    this.brand = row.brand as string
    this.category = row.category as string
    this.price = row.price as number
    this.tags = (row.tags as string[] | null) ?? []
    this.createdAt = row.created_at as Date
  }
}

const productColumns = 'id, name, brand, category, price, tags, description'
const lineColumns = 'warehouse, seq, id, name, brand, category, price, tags, created_at'

/** Hand-written code as good as it gets: prepared, arrays bound, names qualified, rows mapped by constructors. */
export function bareOperations(client: BareClient, keyspace: string): Operations {
  const insert = `INSERT INTO ${keyspace}.products (${productColumns}) VALUES (?, ?, ?, ?, ?, ?, ?)`
  const get = `SELECT ${productColumns} FROM ${keyspace}.products WHERE id = ?`
  const update = `UPDATE ${keyspace}.products SET price = ? WHERE id = ?`
  const lines = `SELECT ${lineColumns} FROM ${keyspace}.stock_lines WHERE warehouse = ?`
  return {
    insertProduct: (p) =>
      client.execute(insert, [p.id, p.name, p.brand, p.category, p.price, p.tags, p.description], prepared),
    async getProduct(id) {
      const { rows } = await client.execute(get, [id], prepared)
      return rows.length === 0 ? null : new Product(rows[0]!)
    },
    updatePrice: (id, price) => client.execute(update, [price, id], prepared),
    async readStock(warehouse) {
      const { rows } = await client.execute(lines, [warehouse], prepared)
      return rows.map((row) => new StockLine(row))
    },
  }
}

/** The floor: `cassandra-driver` and nothing else. */
export const contender: Contender = {
  async open({ contactPoints, localDataCenter, keyspace }) {
    const client = new Client({ ...clientOptions, contactPoints: [...contactPoints], localDataCenter })
    await client.connect()
    return { operations: bareOperations(client, keyspace), close: () => client.shutdown() }
  },
}
