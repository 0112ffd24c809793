import { seededId } from './seeded-id.js'
import { valuesOf } from './table.js'
import type { BenchmarkTable } from './table.js'

/** A line of a warehouse's stock list. */
export interface StockLineData {
  warehouse: string
  seq: number
  id: string
  name: string
  brand: string
  category: string
  price: number
  tags: string[]
  createdAt: Date
}

/** Warehouses by the number of their lines. */
export const warehouseOf100 = 'warehouse of 100'
export const warehouseOf5000 = 'warehouse of 5,000'
export const warehouseOf10000 = 'warehouse of 10,000'
/** Ten warehouses of ten lines each. */
export const tenWarehouses: readonly string[] = Array.from({ length: 10 }, (_, n) => `small warehouse ${n}`)

/** The line number `seq` of a warehouse. */
export function stockLine(warehouse: string, seq: number): StockLineData {
  return {
    warehouse,
    seq,
    id: seededId('5', seq),
    name: `Line number ${seq}`,
    brand: `Brand ${seq % 50}`,
    category: `category-${seq % 20}`,
    price: seq + 0.25,
    tags: ['alpha', 'beta', 'gamma'],
    createdAt: new Date(1_700_000_000_000 + seq * 1000),
  }
}

/** The first `lines` lines of a warehouse. */
export function* stockOf(warehouse: string, lines: number): Generator<StockLineData> {
  for (let seq = 0; seq < lines; seq++) yield stockLine(warehouse, seq)
}

const sizes: readonly (readonly [string, number])[] = [
  [warehouseOf100, 100],
  [warehouseOf5000, 5000],
  [warehouseOf10000, 10_000],
  ...tenWarehouses.map((warehouse) => [warehouse, 10] as const),
]

export const stockTable: BenchmarkTable = {
  name: 'stock_lines',
  columns: {
    warehouse: 'text',
    seq: 'int',
    id: 'uuid',
    name: 'text',
    brand: 'text',
    category: 'text',
    price: 'double',
    tags: 'list<text>',
    created_at: 'timestamp',
  },
  primaryKey: '(warehouse), seq',
  rows: () => sizes.flatMap(([warehouse, lines]) => Array.from(stockOf(warehouse, lines), valuesOf)),
}
