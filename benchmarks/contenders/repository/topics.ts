import type { Operations } from '../../operations/operations.js'
import { activityTopic } from './activities.js'
import { catalogueTopic } from './catalogue.js'
import { contactTopic } from './contacts.js'
import { embeddingTopic } from './embeddings.js'
import { eventTopic } from './events.js'
import { feedTopic } from './feeds.js'
import { pageViewTopic } from './page-views.js'
import { productTopic } from './products.js'
import { stockTopic } from './stock.js'
import { testRunTopic } from './test-runs.js'
import type { Package, Topic } from './topic.js'
import { userTopic } from './users.js'

const topics: readonly ((cassiform: Package) => Topic<Partial<Operations>>)[] = [
  activityTopic,
  catalogueTopic,
  contactTopic,
  embeddingTopic,
  eventTopic,
  feedTopic,
  pageViewTopic,
  productTopic,
  stockTopic,
  testRunTopic,
  userTopic,
]

/** All entities of the benchmark, declared with one copy of the package, and all that is done with them. */
export function allTopics(cassiform: Package): Topic<Operations> {
  const opened = topics.map((topic) => topic(cassiform))
  return {
    entities: opened.flatMap(({ entities }) => entities),
    operations: (db) => Object.assign({}, ...opened.map((topic) => topic.operations(db))) as Operations,
  }
}
