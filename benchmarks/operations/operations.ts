import type { ActivityOperations } from './activities.js'
import type { CatalogueOperations } from './catalogue.js'
import type { ContactOperations } from './contacts.js'
import type { EmbeddingOperations } from './embeddings.js'
import type { EventOperations } from './events.js'
import type { FeedOperations } from './feeds.js'
import type { PageViewOperations } from './page-views.js'
import type { ProductOperations } from './products.js'
import type { StockOperations } from './stock.js'
import type { TestRunOperations } from './test-runs.js'
import type { UserOperations } from './users.js'

/**
 * What cases may ask of a contender, topic by topic. A contender implements what it can; a case that uses anything else
 * is left out for it. Rows are data, compared by value: each side returns instances of classes of its own.
 */
export interface Operations
  extends
    ActivityOperations,
    CatalogueOperations,
    ContactOperations,
    EmbeddingOperations,
    EventOperations,
    FeedOperations,
    PageViewOperations,
    ProductOperations,
    StockOperations,
    TestRunOperations,
    UserOperations {}

/** The name of an operation. */
export type OperationName = keyof Operations
