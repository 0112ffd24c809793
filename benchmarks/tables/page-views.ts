import type { BenchmarkTable } from './table.js'

/** How often a page was seen. */
export interface PageViewsData {
  page: string
  views: bigint
}

export const pageViewsTable: BenchmarkTable = {
  name: 'page_views',
  columns: { page: 'text', views: 'counter' },
  primaryKey: 'page',
}
