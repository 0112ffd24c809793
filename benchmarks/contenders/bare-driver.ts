import { Client } from 'cassandra-driver'
import { clientOptions } from '../harness/client-options.js'
import type { Contender } from '../harness/contender.js'
import type { Operations } from '../operations/operations.js'
import { activityOperations } from './bare-driver/activities.js'
import type { BareClient } from './bare-driver/bare-client.js'
import { catalogueOperations } from './bare-driver/catalogue.js'
import { contactOperations } from './bare-driver/contacts.js'
import { embeddingOperations } from './bare-driver/embeddings.js'
import { eventOperations } from './bare-driver/events.js'
import { feedOperations } from './bare-driver/feeds.js'
import { pageViewOperations } from './bare-driver/page-views.js'
import { productOperations } from './bare-driver/products.js'
import { stockOperations } from './bare-driver/stock.js'
import { testRunOperations } from './bare-driver/test-runs.js'
import { userOperations } from './bare-driver/users.js'

/** Hand-written code as good as it gets: prepared, arrays bound, names qualified, rows mapped by constructors. */
export function bareOperations(client: BareClient, keyspace: string): Operations {
  return {
    ...activityOperations(client, keyspace),
    ...catalogueOperations(client, keyspace),
    ...contactOperations(client, keyspace),
    ...embeddingOperations(client, keyspace),
    ...eventOperations(client, keyspace),
    ...feedOperations(client, keyspace),
    ...pageViewOperations(client, keyspace),
    ...productOperations(client, keyspace),
    ...stockOperations(client, keyspace),
    ...testRunOperations(client, keyspace),
    ...userOperations(client, keyspace),
  }
}

/** The floor: `cassandra-driver` and nothing else. */
export const contender: Contender = {
  async open({ contactPoints, localDataCenter, keyspace }) {
    const client = new Client({ ...clientOptions, contactPoints: [...contactPoints], localDataCenter })
    await client.connect()
    return { operations: bareOperations(client, keyspace), close: () => client.shutdown() }
  },
}
