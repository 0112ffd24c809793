/** `cassiform/testing`: a real Cassandra for development and tests. */

export { recordStatements } from './record-statements.js'
export type { RecordedStatement, StatementRecording } from './record-statements.js'
export { createTestDataSource } from './test-data-source.js'
export type { TestDataSourceOptions } from './test-data-source.js'
export { ServerStartError } from '../errors/server-start-error.js'
export { startCassandra } from '../server/start-cassandra.js'
export type { CassandraServer, StartCassandraOptions } from '../server/start-cassandra.js'
