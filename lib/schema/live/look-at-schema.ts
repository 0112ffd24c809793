import { setTimeout as sleep } from 'node:timers/promises'
import type { Driver, DriverHost } from '../../driver/driver.js'
import type { SchemaDifference } from '../../errors/schema-error.js'
import type { TableModel } from '../../model/table-model.js'
import { compareSchema } from '../compare/compare-schema.js'
import { readSchema } from './read-schema.js'
import { serverFeatures } from './server-features.js'
import type { KeyspaceCreation } from '../synchronise-options.js'

/** What a look needs to know, the same throughout one synchronisation. */
export interface SchemaView {
  readonly driver: Driver
  /** The node that is asked and told everything. */
  readonly node: DriverHost
  readonly models: readonly TableModel[]
  readonly createKeyspace: KeyspaceCreation | undefined
  /** Whether missing materialized views are created. */
  readonly views?: boolean | undefined
}

/** Milliseconds before a second look, and how many looks there are at most. */
const againMs = 100
const maxLooks = 5

/** One look: reads the live schema of the keyspaces concerned and compares it. */
export async function lookAtSchema(view: SchemaView): Promise<readonly SchemaDifference[]> {
  const { driver, node, models, createKeyspace, views } = view
  const keyspaces = [...new Set(models.filter((model) => model.synchronize).map((model) => model.keyspace))]
  const live = await readSchema(driver, keyspaces, { host: node.handle })
  return compareSchema(models, live, { features: serverFeatures(driver.hosts()), createKeyspace, views })
}

/**
 * A look, and another if it brings bad news: the tables of `system_schema` are not read in one moment, so that a
 * statement of another instance may seem half done. Bad news is believed when two looks in a row bring the same.
 */
export async function lookUntilSure(
  view: SchemaView,
  isBad: (difference: SchemaDifference) => boolean,
): Promise<readonly SchemaDifference[]> {
  let differences = await lookAtSchema(view)
  for (let looks = 1; looks < maxLooks && differences.some(isBad); looks++) {
    await sleep(againMs)
    const previous = differences
    differences = await lookAtSchema(view)
    if (JSON.stringify(previous) === JSON.stringify(differences)) break
  }
  return differences
}
