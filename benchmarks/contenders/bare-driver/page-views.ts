import type { types } from 'cassandra-driver'
import type { PageViewOperations } from '../../operations/page-views.js'
import { pageViewsTable } from '../../tables/page-views.js'
import type { PageViewsData } from '../../tables/page-views.js'
import { selectFrom } from '../../tables/table.js'
import { firstOf, idempotent, notIdempotent } from './bare-client.js'
import type { BareClient } from './bare-client.js'

class PageViews implements PageViewsData {
  page: string
  views: bigint

  constructor(row: types.Row) {
    this.page = row.page as string
    this.views = row.views as bigint
  }
}

export function pageViewOperations(client: BareClient, keyspace: string): PageViewOperations {
  const increment = `UPDATE ${keyspace}.page_views SET views = views + ? WHERE page = ?`
  const get = selectFrom(keyspace, pageViewsTable, 'page = ?')
  return {
    countView: (page) => client.execute(increment, [1n, page], notIdempotent),
    getViews: async (page) => firstOf(PageViews, await client.execute(get, [page], idempotent)),
  }
}
