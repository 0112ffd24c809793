import type { Driver } from '../driver/driver.js'
import type { SchemaDifference } from '../errors/schema-error.js'
import type { TableModel } from '../model/table-model.js'
import { changeKeyspace } from './change-keyspace.js'
import type { ChangeOptions } from './change-keyspace.js'
import { describeDifference } from './compare/describe-difference.js'
import { formatSchemaPlan } from './format-schema-plan.js'
import { isGround } from './lease/ground.js'
import { lookUntilSure, viewNow } from './live/look-at-schema.js'
import type { SchemaLook, SchemaView } from './live/look-at-schema.js'
import { refuseMixedVersions } from './live/refuse-mixed-versions.js'
import { waitForAgreement } from './live/wait-for-agreement.js'
import { refuseMissingGrants } from './permissions/refuse-missing-grants.js'
import { persist } from './persist.js'
import { isRefused, needsAction, needsStatement } from './plan-schema.js'
import { refuseDrift, refuseForbidden } from './refuse-schema.js'
import { refuseNodesDown } from './refuse-unsafe-cluster.js'
import { schemaLog } from './schema-event.js'
import type { SchemaLog } from './schema-event.js'
import { resolveLimits } from './synchronise-options.js'
import type { SynchroniseOptions, SynchroniseResult } from './synchronise-options.js'
import { waitForIndexes } from './wait-for-indexes.js'

/**
 * Brings the live schema to what the models say, or says what stands between them, as `mode` asks; nothing is ever
 * dropped or rewritten. The driver must be connected. Any number of instances may do it at once. Resolved in modes
 * `verify` and `additive` means: no difference that matters is left and all live nodes have one schema version.
 *
 * Throws `SchemaError`: `E_SCHEMA_DRIFT` (`verify`, and `additive` if somebody undoes its work), `E_SCHEMA_REFUSED`
 * (`additive`, before anything is sent), `E_SCHEMA_DISAGREEMENT`, `E_SCHEMA_MIXED_VERSIONS`, `E_SCHEMA_NODES_DOWN`,
 * `E_SCHEMA_UNAUTHORIZED` (before anything is sent, with the grants that are missing), `E_SCHEMA_LOCKED` (another instance has
 * the lease, or none can be had), `E_SCHEMA_UNKNOWN` (a statement was sent and nobody knows), `E_SCHEMA_NO_NODE`. A statement the
 * server refuses is an `ExecutionError`; errors of reading pass.
 */
export async function synchroniseSchema(
  driver: Driver,
  models: Iterable<TableModel>,
  options: SynchroniseOptions,
): Promise<SynchroniseResult> {
  const { mode, createKeyspace, localDataCenter, login } = options
  const all = [...models]
  if (!all.some((model) => model.synchronize)) return withText({ mode, differences: [], applied: [] })
  const limits = resolveLimits(options)
  const view = viewNow({ driver, localDataCenter, login, models: all, createKeyspace, limits })
  const log = schemaLog(options.log)
  switch (mode) {
    case 'plan':
      return withText(await plan(view, log))
    case 'verify':
      return withText(await verify(view, log))
    case 'additive':
      return withText(await add(view, log))
  }
}

type Work = Omit<SynchroniseResult, 'text'>

function withText(work: Work): SynchroniseResult {
  return { ...work, text: formatSchemaPlan(work.differences) }
}

async function plan(view: SchemaView, log: SchemaLog): Promise<Work> {
  const { differences } = await lookUntilSure(view, isRefused)
  log({ stage: 'remark', message: formatSchemaPlan(differences) })
  return { mode: 'plan', differences, applied: [] }
}

async function verify(view: SchemaView, log: SchemaLog): Promise<Work> {
  const look = await lookUntilSure(view, needsAction)
  const differences = look.differences.filter((one) => one.kind === 'keyspace' || !isGround(one))
  refuseDrift(differences)
  logReports(differences, log)
  await waitForAgreement(view.driver, view.node, view.limits.agreementTimeoutMs)
  return { mode: 'verify', differences, applied: [] }
}

async function add(view: SchemaView, log: SchemaLog): Promise<Work> {
  const deadline = performance.now() + view.limits.waitTimeoutMs
  const applied: string[] = []
  let found: readonly SchemaDifference[] | undefined
  await persist(deadline, log, async () => {
    const now = viewNow(view)
    const look = await lookUntilSure(now, isRefused)
    const { differences } = look
    refuseForbidden(differences)
    if (found === undefined) logReports(differences, log)
    found ??= differences
    const options = { deadline, log, applied: (cql: string) => applied.push(cql) }
    if (differences.some(needsStatement)) await change(now, look, options)
    await waitForAgreement(now.driver, now.node, now.limits.agreementTimeoutMs)
    await waitForIndexes(now, differences, options)
  })
  return { mode: 'additive', differences: found ?? [], applied }
}

async function change(view: SchemaView, look: SchemaLook, options: ChangeOptions): Promise<void> {
  const { driver, models, limits } = view
  refuseMixedVersions(driver.hosts())
  refuseNodesDown(driver.hosts(), limits.allowNodesDown)
  await refuseMissingGrants(view, look)
  for (const some of byKeyspace(models)) await changeKeyspace({ ...view, models: some }, look, options)
}

function byKeyspace(models: readonly TableModel[]): readonly (readonly TableModel[])[] {
  const keyspaces = new Map<string, TableModel[]>()
  for (const model of models) {
    const some = keyspaces.get(model.keyspace)
    if (some === undefined) keyspaces.set(model.keyspace, [model])
    else some.push(model)
  }
  return [...keyspaces.values()]
}

function logReports(differences: readonly SchemaDifference[], log: SchemaLog): void {
  for (const difference of differences) {
    if (!needsAction(difference)) log({ stage: 'remark', message: describeDifference(difference) })
  }
}
