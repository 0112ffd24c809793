import { setTimeout as sleep } from 'node:timers/promises'
import type { Driver, DriverHost } from '../../driver/driver.js'
import type { SchemaDifference } from '../../errors/schema-error.js'
import type { TableModel } from '../../model/table-model.js'
import { compareSchema } from '../compare/compare-schema.js'
import { recallDropped } from '../compare/dropped-tables.js'
import { Ledger } from '../lease/ledger.js'
import type { LedgerTables } from '../lease/ledger.js'
import { withControlTables } from '../lease/ground.js'
import type { Login } from '../permissions/role-permissions.js'
import { chooseNode } from './choose-node.js'
import type { LiveSchema } from './live-schema.js'
import { readSchema } from './read-schema.js'
import { readServerFeatures } from './read-server-features.js'
import type { ServerFeatures } from './server-features.js'
import type { KeyspaceCreation, ResolvedLimits } from '../synchronise-options.js'

/** What a look needs to know. */
export interface SchemaView {
  readonly driver: Driver
  /** Where the node is looked for; anywhere, if it is not said. */
  readonly localDataCenter: string | undefined
  /** Who the connections log in as; undefined where they do not. */
  readonly login: Login | undefined
  /** The node that is asked and told everything. */
  readonly node: DriverHost
  readonly models: readonly TableModel[]
  readonly createKeyspace: KeyspaceCreation | undefined
  readonly limits: ResolvedLimits
}

/** What one look found. */
export interface SchemaLook {
  readonly live: LiveSchema
  readonly features: ServerFeatures
  readonly differences: readonly SchemaDifference[]
}

/** The view with the node that is to be asked now: another one where that of before went down. */
export function viewNow(view: Omit<SchemaView, 'node'>): SchemaView {
  return { ...view, node: chooseNode(view.driver.hosts(), view.localDataCenter) }
}

/** Milliseconds before a second look, and how many looks there are at most. */
const againMs = 100
const maxLooks = 5

/**
 * One look: reads the live schema of the keyspaces concerned and compares it. The ledger is read only where a table is missing
 * that may have been there; a ledger that cannot be read now is read before anything is changed.
 */
export async function lookAtSchema(view: SchemaView): Promise<SchemaLook> {
  const { driver, node, createKeyspace, limits } = view
  const models = view.models.filter((model) => model.synchronize)
  const keyspaces = [...new Set(models.map(({ keyspace }) => keyspace))]
  const host = node.handle
  const [live, features] = await Promise.all([
    readSchema(driver, keyspaces, { host }),
    readServerFeatures(driver, host),
  ])
  const { alter, views, recreate } = limits
  const compared = compareSchema(view.models, live, { features, createKeyspace, views, alter })
  const missing = models.filter((model) => model.viewOf === undefined && isMissing(live, model))
  const ledger = await readLedgers(view, live, [...new Set(missing.map(({ keyspace }) => keyspace))])
  const differences = recallDropped(compared, missing, ledger, { recreate, features })
  return { live, features, differences: withControlTables(differences, live, keyspaces, features) }
}

function isMissing({ keyspaces }: LiveSchema, { keyspace, table }: TableModel): boolean {
  return keyspaces.get(keyspace)?.tables.has(table) !== true
}

async function readLedgers({ driver, limits }: SchemaView, live: LiveSchema, keyspaces: readonly string[]) {
  const tables: LedgerTables[] = await Promise.all(
    keyspaces
      .filter((keyspace) => live.keyspaces.get(keyspace)?.tables.has('cassiform_schema_ledger') === true)
      .map((keyspace) => new Ledger(driver, keyspace, limits.statementTimeoutMs).tables().catch(() => new Map())),
  )
  return new Map(tables.flatMap((some) => [...some]))
}

/**
 * A look, and another if it brings bad news: the tables of `system_schema` are not read in one moment, so that a
 * statement of another instance may seem half done. Bad news is believed when two looks in a row bring the same.
 */
export async function lookUntilSure(
  view: SchemaView,
  isBad: (difference: SchemaDifference) => boolean,
): Promise<SchemaLook> {
  let look = await lookAtSchema(view)
  for (let looks = 1; looks < maxLooks && look.differences.some(isBad); looks++) {
    await sleep(againMs)
    const previous = look
    look = await lookAtSchema(view)
    if (JSON.stringify(previous.differences) === JSON.stringify(look.differences)) break
  }
  return look
}
