import type { Client } from 'cassandra-driver'
import type { StockOperations } from '../../operations/stock.js'
import type { StockLineData } from '../../tables/stock.js'
import { id, list, mapTable } from './model.js'

class StockLine {}

/** Lines written at once: as many as `executeConcurrent` of the driver has under way. */
const concurrency = 100

export function stockOperations(client: Client, keyspace: string): Partial<StockOperations> {
  const columns = { id: id('id'), tags: list('tags') }
  const { model } = mapTable<StockLineData>(client, keyspace, 'stock_lines', StockLine, columns)
  const linesOf = async (warehouse: string) => (await model.find({ warehouse })).toArray()

  async function* pagesOf(warehouse: string, fetchSize: number | undefined): AsyncGenerator<StockLineData[]> {
    let pageState: string | undefined
    do {
      // Declared as a number; it is the text that `Result` has, which is not declared at all.
      const options = { fetchSize, pageState: pageState as unknown as number | undefined }
      const page = await model.find({ warehouse }, undefined, options as object)
      pageState = (page as { pageState?: string | null }).pageState ?? undefined
      yield page.toArray()
    } while (pageState !== undefined)
  }

  return {
    async readStock(warehouse) {
      const lines: StockLineData[] = []
      for await (const page of pagesOf(warehouse, undefined)) for (const line of page) lines.push(line)
      return lines
    },
    readStockAtOnce: async (warehouse) => (await model.find({ warehouse }, undefined, { fetchSize: 6000 })).toArray(),
    readNames: async (warehouse) => (await model.find({ warehouse }, { fields: ['seq', 'name'] })).toArray(),
    readStockOf: async (warehouses) => (await Promise.all(warehouses.map(linesOf))).flat(),
    async readPages(warehouse, pageSize, onPage) {
      for await (const page of pagesOf(warehouse, pageSize)) onPage(page)
    },
    async streamStock(warehouse, onLine) {
      for await (const page of pagesOf(warehouse, 1000)) page.forEach(onLine)
    },
    async insertStock(lines) {
      const waiting = lines[Symbol.iterator]()
      const lane = async () => {
        for (let next = waiting.next(); !next.done; next = waiting.next()) await model.insert(next.value)
      }
      await Promise.all(Array.from({ length: concurrency }, lane))
    },
  }
}
