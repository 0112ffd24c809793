import type { Contender } from '../harness/contender.js'
import { loadPackage } from '../harness/discover.js'
import type { Package } from './repository/topic.js'
import { allTopics } from './repository/topics.js'

/** Cassiform as it is published: the built package, options left as they are. */
export const contender: Contender = {
  async open({ contactPoints, localDataCenter, keyspace, packageEntry }) {
    const cassiform = loadPackage(packageEntry) as Package
    const { entities, operations } = allTopics(cassiform)
    const db = new cassiform.DataSource({ contactPoints, localDataCenter, keyspace, entities })
    await db.initialize()
    return { operations: operations(db), close: () => db.destroy() }
  },
}
