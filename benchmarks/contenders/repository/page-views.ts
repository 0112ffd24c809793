import type { KEY } from '../../../lib/index.js'
import type { PageViewOperations } from '../../operations/page-views.js'
import type { PageViewsData } from '../../tables/page-views.js'
import type { Package, Topic } from './topic.js'

export function pageViewTopic({ Table, PartitionKey, CounterColumn }: Package): Topic<PageViewOperations> {
  @Table('page_views')
  class PageViews implements PageViewsData {
    declare readonly [KEY]?: { partition: ['page']; counter: ['views'] }
    @PartitionKey('text') page!: string
    @CounterColumn() views!: bigint
  }

  return {
    entities: [PageViews],
    operations(db) {
      const pageViews = db.getRepository(PageViews)
      return {
        countView: (page) => pageViews.increment({ page }, 'views'),
        getViews: (page) => pageViews.findOneBy({ page }),
      }
    },
  }
}
