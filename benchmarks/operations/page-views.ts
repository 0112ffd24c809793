import type { PageViewsData } from '../tables/page-views.js'

/** Counters. */
export interface PageViewOperations {
  countView(page: string): Promise<unknown>
  getViews(page: string): Promise<PageViewsData | null>
}
