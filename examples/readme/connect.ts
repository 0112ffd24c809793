import { DataSource } from 'cassiform'
import { Reading } from './reading.js'

/** The data source of the README. Not connected yet. */
export function createDataSource(): DataSource {
  // #region connect
  const db = new DataSource({
    contactPoints: ['127.0.0.1:9042'],
    localDataCenter: 'datacenter1',
    keyspace: 'plant',
    entities: [Reading],
    synchronize: 'additive',
    createKeyspace: { replication: { class: 'NetworkTopologyStrategy', datacenter1: 3 } },
  })
  // await db.initialize() connects and brings the schema up to date; await db.destroy() answers what is under way
  // #endregion
  return db
}
