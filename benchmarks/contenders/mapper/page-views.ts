import { mapping } from 'cassandra-driver'
import type { Client } from 'cassandra-driver'
import type { PageViewOperations } from '../../operations/page-views.js'
import type { PageViewsData } from '../../tables/page-views.js'
import { mapTable } from './model.js'

class PageViews {}

export function pageViewOperations(client: Client, keyspace: string): PageViewOperations {
  const { model } = mapTable<PageViewsData>(client, keyspace, 'page_views', PageViews)
  return {
    countView: (page) => model.update({ page, views: mapping.q.incr(1n) }),
    getViews: (page) => model.get({ page }),
  }
}
