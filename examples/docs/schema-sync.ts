import { DataSource, isCassiformError } from 'cassiform'
import type { EntityReference } from 'cassiform'

/** A data source that brings its schema up to date, with every limit said. */
export function createSynchronised(entities: readonly EntityReference[]): DataSource {
  // #region options
  const db = new DataSource({
    contactPoints: ['127.0.0.1:9042'],
    localDataCenter: 'datacenter1',
    keyspace: 'plant',
    entities,
    createKeyspace: { replication: { class: 'NetworkTopologyStrategy', datacenter1: 3 } },
    synchronize: {
      mode: 'additive',
      alter: ['gcGraceSeconds'], // properties that cost work or decide what becomes of data
      leaseMs: 60_000,
      waitTimeoutMs: 120_000,
    },
  })
  // #endregion
  return db
}

/** Prints what stands between the entities and the database. */
export async function report(db: DataSource, print: (text: string) => void): Promise<void> {
  // #region plan
  const { differences, text } = await db.schema.plan()
  print(text) // each statement under what it mends, then what is refused, with recipes
  for (const { action, object, recipe } of differences) if (action === 'refuse') print(recipe ?? object)

  try {
    await db.schema.check()
  } catch (error) {
    if (!isCassiformError(error)) throw error
    print(error.message) // E_SCHEMA_DRIFT: every difference that something would have to be done about
  }
  // #endregion
}
