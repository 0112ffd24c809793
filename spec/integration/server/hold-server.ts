import { startCassandra } from '../../../lib/server/start-cassandra.js'

/** Starts a server of its own, prints what is needed to look for it, and stays until it is killed. */
async function hold(): Promise<void> {
  const { contactPoints, pids } = await startCassandra({ provider: 'jvm', log: false })
  process.stdout.write(`${JSON.stringify({ contactPoints, pids })}\n`)
  setInterval(() => {}, 60_000)
}

void hold()
