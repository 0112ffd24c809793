import { concurrent } from 'cassandra-driver'
import type { Client, types } from 'cassandra-driver'
import type { StockOperations } from '../../operations/stock.js'
import { stockTable } from '../../tables/stock.js'
import type { StockLineData } from '../../tables/stock.js'
import { insertInto, selectFrom } from '../../tables/table.js'
import { idempotent } from './bare-client.js'
import type { BareClient } from './bare-client.js'

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

class LineName {
  seq: number
  name: string

  constructor(row: types.Row) {
    this.seq = row.seq as number
    this.name = row.name as string
  }
}

const valuesOf = (line: StockLineData) => [
  line.warehouse,
  line.seq,
  line.id,
  line.name,
  line.brand,
  line.category,
  line.price,
  line.tags,
  line.createdAt,
]

export function stockOperations(client: BareClient, keyspace: string): StockOperations {
  const select = selectFrom(keyspace, stockTable, 'warehouse = ?')
  const names = `SELECT seq, name FROM ${keyspace}.stock_lines WHERE warehouse = ?`
  const sum = `SELECT sum(cast(price AS double)) AS figure FROM ${keyspace}.stock_lines WHERE warehouse = ?`
  const insert = insertInto(keyspace, stockTable)
  const linesOf = async (warehouse: string) =>
    (await client.execute(select, [warehouse], idempotent)).rows.map((row) => new StockLine(row))

  /** The pages of a warehouse; each is asked for when the one before was taken. */
  async function* pagesOf(warehouse: string, fetchSize: number): AsyncGenerator<StockLine[]> {
    let pageState: string | undefined
    do {
      const page = pageState === undefined ? { fetchSize } : { fetchSize, pageState }
      const result = await client.execute(select, [warehouse], { ...idempotent, ...page })
      pageState = result.pageState ?? undefined
      yield result.rows.map((row) => new StockLine(row))
    } while (pageState !== undefined)
  }

  return {
    async readStock(warehouse) {
      const lines: StockLine[] = []
      const first = await client.execute(select, [warehouse], idempotent)
      if (!first.pageState) return first.rows.map((row) => new StockLine(row))
      for (const row of first.rows) lines.push(new StockLine(row))
      for (let { pageState } = first; pageState;) {
        const page = await client.execute(select, [warehouse], { ...idempotent, pageState })
        for (const row of page.rows) lines.push(new StockLine(row))
        pageState = page.pageState
      }
      return lines
    },
    readStockAtOnce: async (warehouse) =>
      (await client.execute(select, [warehouse], { ...idempotent, fetchSize: 6000 })).rows.map(
        (row) => new StockLine(row),
      ),
    readNames: async (warehouse) =>
      (await client.execute(names, [warehouse], idempotent)).rows.map((row) => new LineName(row)),
    readStockOf: async (warehouses) => (await Promise.all(warehouses.map(linesOf))).flat(),
    async readPages(warehouse, pageSize, onPage) {
      for await (const page of pagesOf(warehouse, pageSize)) onPage(page)
    },
    async streamStock(warehouse, onLine) {
      for await (const page of pagesOf(warehouse, 1000)) page.forEach(onLine)
    },
    async sumPrices(warehouse) {
      const { rows } = await client.execute(sum, [warehouse], idempotent)
      return (rows[0] as types.Row).figure as number
    },
    insertStock: (lines) => concurrent.executeConcurrent(client as Client, insert, Array.from(lines, valuesOf)),
  }
}
