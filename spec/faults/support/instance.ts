import { Client } from 'cassandra-driver'
import { DataSource } from 'cassiform'
import { count, sent } from './count-statements.js'
import { commitFault } from './commit-fault.js'
import type { InstanceSettings, Order, Report } from './messages.js'
import { models } from './models.js'
import { traffic, write } from './traffic.js'

/**
 * One instance of an application, a process of its own: `instance.ts <settings as JSON>`, started by `fork`. It waits to be
 * told to go, brings up a data source, and does what else it is told.
 */
const settings = JSON.parse(process.argv[2]!) as InstanceSettings
const { keyspace, model, localDataCenter, leaseMs, waitTimeoutMs, allowNodesDown, connectsFirst, fault } = settings
const contactPoints = [...settings.contactPoints]
const encoding = { map: Map, set: Set, useBigIntAsLong: true, useBigIntAsVarint: true }
const client = connectsFirst === true ? new Client({ contactPoints, localDataCenter, encoding }) : undefined

const db = new DataSource({
  ...(client === undefined ? { contactPoints, localDataCenter } : { client }),
  keyspace,
  entities: models[model],
  createKeyspace: { replication: { class: 'NetworkTopologyStrategy', [localDataCenter]: 3 } },
  synchronize: { mode: 'additive', leaseMs, waitTimeoutMs, allowNodesDown },
  logging: [],
  // A machine of few cores with everything on it answers late; how late is not what is measured.
  defaults: { consistency: 'QUORUM', timeoutMs: 30_000 },
})

function report(message: Report): void {
  process.send!(message)
}

async function go(): Promise<void> {
  const began = performance.now()
  const elapsed = () => Math.round(performance.now() - began)
  try {
    await db.initialize()
    report({ kind: 'ready', milliseconds: elapsed(), sent: sent() })
  } catch (error) {
    const { code = 'none', message } = error as { code?: string; message: string }
    report({ kind: 'failed', code, message, milliseconds: elapsed() })
  }
}

async function obey(order: Order): Promise<void> {
  switch (order.kind) {
    case 'go':
      return go()
    case 'write':
      return report({ kind: 'wrote', rows: await write(db, models[model], order.writer, order.rows) })
    case 'traffic':
      return report({ kind: 'moved', ...(await traffic(db, models[model], order)) })
    case 'end':
      await db.destroy()
      await client?.shutdown()
      process.disconnect()
  }
}

count()
commitFault(fault, (event) => report({ kind: 'event', event }))
process.on('message', (order: Order) => {
  obey(order).catch((error: unknown) => {
    console.error(error)
    process.exit(1)
  })
})
void (client?.connect() ?? Promise.resolve()).then(() => report({ kind: 'loaded' }))
