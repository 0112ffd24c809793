import type { Driver } from '../driver/driver.js'
import type { SchemaDifference } from '../errors/schema-error.js'
import type { TableModel } from '../model/table-model.js'
import { applySchema } from './apply-schema.js'
import { chooseNode } from './live/choose-node.js'
import { describeDifference } from './compare/describe-difference.js'
import { formatSchemaPlan } from './format-schema-plan.js'
import { lookUntilSure } from './live/look-at-schema.js'
import type { SchemaView } from './live/look-at-schema.js'
import { needsAction, planSchema } from './plan-schema.js'
import { refuseMixedVersions } from './live/refuse-mixed-versions.js'
import { refuseDrift, refuseForbidden, refuseUnfinished } from './refuse-schema.js'
import type { SynchroniseOptions, SynchroniseResult } from './synchronise-options.js'
import { waitForAgreement } from './live/wait-for-agreement.js'

const defaultTimeoutMs = 30_000

/**
 * Brings the live schema to what the models say, or says what stands between them, as `mode` asks; nothing is ever
 * dropped or rewritten. The driver must be connected. Resolved in modes `verify` and `additive` means: no difference
 * that matters is left and all live nodes have one schema version.
 *
 * Throws `SchemaError`: `E_SCHEMA_DRIFT` (`verify`, and `additive` if somebody undoes its work), `E_SCHEMA_REFUSED`
 * (`additive`, before anything is sent), `E_SCHEMA_DISAGREEMENT`, `E_SCHEMA_MIXED_VERSIONS`, `E_SCHEMA_UNKNOWN` (a
 * statement was sent and nobody knows), `E_SCHEMA_NO_NODE`. A statement the server refuses, for a missing permission
 * say, is an `ExecutionError`; errors of reading pass.
 */
export async function synchroniseSchema(
  driver: Driver,
  models: Iterable<TableModel>,
  options: SynchroniseOptions,
): Promise<SynchroniseResult> {
  const { mode, createKeyspace, views, localDataCenter } = options
  const all = [...models]
  if (!all.some((model) => model.synchronize)) return { mode, differences: [], applied: [] }
  const view = { driver, node: chooseNode(driver.hosts(), localDataCenter), models: all, createKeyspace, views }
  switch (mode) {
    case 'plan':
      return plan(view, options)
    case 'verify':
      return verify(view, options)
    case 'additive':
      return add(view, options)
  }
}

async function plan(view: SchemaView, { mode, log }: SynchroniseOptions): Promise<SynchroniseResult> {
  const differences = await lookUntilSure(view, isRefused)
  log?.({ message: formatSchemaPlan(differences) })
  return { mode, differences, applied: [] }
}

async function verify(view: SchemaView, { mode, log, ...limits }: SynchroniseOptions): Promise<SynchroniseResult> {
  const differences = await lookUntilSure(view, needsAction)
  refuseDrift(differences)
  logReports(differences, log)
  await waitForAgreement(view.driver, view.node, limits.agreementTimeoutMs ?? defaultTimeoutMs)
  return { mode, differences, applied: [] }
}

async function add(view: SchemaView, { mode, log, ...limits }: SynchroniseOptions): Promise<SynchroniseResult> {
  const { agreementTimeoutMs = defaultTimeoutMs, statementTimeoutMs = defaultTimeoutMs } = limits
  const differences = await lookUntilSure(view, isRefused)
  refuseForbidden(differences)
  logReports(differences, log)
  const steps = planSchema(differences)
  if (steps.length > 0) refuseMixedVersions(view.driver.hosts())
  const applied = await applySchema(view, steps, {
    agreementTimeoutMs,
    statementTimeoutMs,
    log: (entry) => log?.(entry),
  })
  if (steps.length > 0) refuseUnfinished(await lookUntilSure(view, needsAction))
  return { mode, differences, applied }
}

function isRefused({ action }: SchemaDifference): boolean {
  return action === 'refuse'
}

function logReports(differences: readonly SchemaDifference[], log: SynchroniseOptions['log']): void {
  for (const difference of differences) {
    if (!needsAction(difference)) log?.({ message: describeDifference(difference) })
  }
}
