/** A product as the application holds it: a uuid is its text, a list is never absent. */
export interface ProductData {
  id: string
  name: string
  brand: string
  category: string
  price: number
  tags: string[]
  description: string | undefined
}

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

/** A product like any other: what the write cases write. Prices are exact in single precision. */
export function product(id: string): ProductData {
  return { id, name: 'Walnut desk', brand: 'Acme', category: 'office', price: 9.5, tags: [], description: undefined }
}

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

/** A uuid that every process of a run can name without being told. */
export function seededId(kind: string, n: number): string {
  return `${kind.repeat(8)}-0000-4000-8000-${String(n).padStart(12, '0')}`
}
