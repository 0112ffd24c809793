import { Client } from 'cassandra-driver'
import { clientOptions } from '../harness/client-options.js'
import type { Contender } from '../harness/contender.js'
import type { Operations } from '../operations/operations.js'
import { activityOperations } from './mapper/activities.js'
import { catalogueOperations } from './mapper/catalogue.js'
import { contactOperations } from './mapper/contacts.js'
import { embeddingOperations } from './mapper/embeddings.js'
import { eventOperations } from './mapper/events.js'
import { feedOperations } from './mapper/feeds.js'
import { pageViewOperations } from './mapper/page-views.js'
import { productOperations } from './mapper/products.js'
import { stockOperations } from './mapper/stock.js'
import { testRunOperations } from './mapper/test-runs.js'
import { userOperations } from './mapper/users.js'

function mapperOperations(client: Client, keyspace: string): Partial<Operations> {
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

/** The driver's own object mapper: `mapping.Mapper`. */
export const contender: Contender = {
  async open({ contactPoints, localDataCenter, keyspace }) {
    const client = new Client({ ...clientOptions, contactPoints: [...contactPoints], localDataCenter })
    await client.connect()
    return { operations: mapperOperations(client, keyspace), close: () => client.shutdown() }
  },
}
