const { require: requireTypeScript } = require('tsx/cjs/api')

/**
 * One Cassandra for all integration specs of a run: the environment names it, so that `startCassandra()` in a spec finds
 * it running. CASSANDRA_VERSION chooses the version, CASSANDRA_CONTACT_POINTS a server of one's own.
 * Jest has this file loaded by Node itself, which knows neither TypeScript nor `./x.js` for `./x.ts`; tsx does.
 */
module.exports = async function startServer() {
  const { startCassandra } = requireTypeScript('../../lib/server/start-cassandra.ts', __filename)
  const server = await startCassandra()
  const { CASSANDRA_CONTACT_POINTS, CASSANDRA_LOCAL_DC, CASSIFORM_SERVER_RELEASE } = process.env
  process.env.CASSANDRA_CONTACT_POINTS = server.contactPoints.join(',')
  process.env.CASSANDRA_LOCAL_DC = server.localDataCenter
  // What specs ask for features by (spec/integration/support/server-features.ts): they cannot wait for an answer.
  process.env.CASSIFORM_SERVER_RELEASE = server.version
  const before = { CASSANDRA_CONTACT_POINTS, CASSANDRA_LOCAL_DC, CASSIFORM_SERVER_RELEASE }
  globalThis.cassiformServer = { server, before }
}
