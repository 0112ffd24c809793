import type { StockLineData } from '../tables/stock.js'

/** Many rows at once. */
export interface StockOperations {
  /** All lines of a partition, in as many pages as they need. */
  readStock(warehouse: string): Promise<readonly StockLineData[]>
  /** All lines of a partition that fit into one page of 6,000. */
  readStockAtOnce(warehouse: string): Promise<readonly StockLineData[]>
  /** Two columns of all lines of a partition. */
  readNames(warehouse: string): Promise<readonly Pick<StockLineData, 'seq' | 'name'>[]>
  /** All lines of several partitions, in their order: one request each, all at once. */
  readStockOf(warehouses: readonly string[]): Promise<readonly StockLineData[]>
  /** The pages of a partition, one after another, as a program would that hands each to somebody. */
  readPages(warehouse: string, pageSize: number, onPage: (lines: readonly StockLineData[]) => void): Promise<unknown>
  /** The lines of a partition one by one; no more than a page or two are held. */
  streamStock(warehouse: string, onLine: (line: StockLineData) => void): Promise<unknown>
  /** The sum of a column over a partition, made by the server. */
  sumPrices(warehouse: string): Promise<number>
  /** Writes many lines, one request each, a bounded number at once. */
  insertStock(lines: Iterable<StockLineData>): Promise<unknown>
}
