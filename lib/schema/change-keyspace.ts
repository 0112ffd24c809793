import { SchemaError } from '../errors/schema-error.js'
import type { SchemaDifference } from '../errors/schema-error.js'
import { applySchema } from './apply-schema.js'
import { acquireLease } from './lease/acquire-lease.js'
import { isGround } from './lease/ground.js'
import type { HeldLease } from './lease/lease.js'
import { LeaseStore } from './lease/lease-store.js'
import { Ledger } from './lease/ledger.js'
import type { LiveKeyspace } from './live/live-schema.js'
import { lookAtSchema, lookUntilSure, viewNow } from './live/look-at-schema.js'
import type { SchemaLook, SchemaView } from './live/look-at-schema.js'
import { isWithin, objectName } from './object-name.js'
import { isRefused, needsAction, needsStatement, planSchema } from './plan-schema.js'
import { refuseForbidden, refuseUnfinished } from './refuse-schema.js'
import { refuseNodesDown } from './refuse-unsafe-cluster.js'
import type { SchemaLog } from './schema-event.js'

export interface ChangeOptions {
  /** When to give up waiting for others, by `performance.now()`. */
  readonly deadline: number
  readonly log: SchemaLog
  /** Told of each statement that all nodes know of. */
  readonly applied: (cql: string) => void
}

/**
 * Brings one keyspace, the one of all models of the view, from what a look found to what they say, or waits until others have. Any
 * number of instances may be at it: one at a time has the lease, and all send to the same node. What has to be there for a
 * lease to be is made without one, by statements that are the same in all instances. Throws `E_SCHEMA_DRIFT` if it differs still.
 */
export async function changeKeyspace(view: SchemaView, look: SchemaLook, options: ChangeOptions): Promise<void> {
  const { driver, models, limits } = view
  const { keyspace } = models[0]!
  const differences = look.differences.filter(({ object }) => isWithin(object, keyspace))
  if (!differences.some(needsStatement)) return
  await layGround(view, differences, options)
  const { leaseMs, statementTimeoutMs } = limits
  const store = new LeaseStore(driver, keyspace, Math.min(statementTimeoutMs, leaseMs / 4))
  const isOptional = look.features.linearSchema
  const lease = await acquireLease(store, { ...options, leaseMs, isOptional, isDone: () => isDone(viewNow(view)) })
  if (lease === undefined) return
  try {
    refuseUnfinished(await change(viewNow(view), lease, options))
  } finally {
    await lease.giveBack()
  }
}

/** The keyspace and the tables of schema sync in it, and that all nodes know them. */
function layGround(
  view: SchemaView,
  differences: readonly SchemaDifference[],
  { log, applied }: ChangeOptions,
): Promise<void> {
  const steps = planSchema(differences.filter(isGround))
  const nothing = () => Promise.resolve()
  return applySchema(view, steps, { log, applied, confirm: nothing, guard: () => {}, record: nothing })
}

/** A look that fails has not seen that it is done. */
function isDone(view: SchemaView): Promise<boolean> {
  return lookAtSchema(view).then(
    ({ differences }) => !differences.some(needsAction),
    () => false,
  )
}

/** Returns what differs when all is sent. */
async function change(
  view: SchemaView,
  lease: HeldLease,
  { log, applied }: ChangeOptions,
): Promise<readonly SchemaDifference[]> {
  const { driver, models, limits } = view
  const { keyspace } = models[0]!
  const names = models.filter(({ synchronize }) => synchronize).map(({ table }) => table)
  const ledger = new Ledger(driver, keyspace, limits.statementTimeoutMs)
  const known = await ledger.tables()
  const before = await lookUntilSure(view, isRefused)
  refuseForbidden(before.differences)
  const noted = await ledger.noteTables(keyspaceOf(before, keyspace), names, known)
  await applySchema(view, planSchema(before.differences), {
    confirm: async () => {
      await lease.confirm()
      refuseNodesDown(driver.hosts(), limits.allowNodesDown)
    },
    guard: () => lease.guard(),
    record: (step) => ledger.record(step, lease.epoch),
    applied,
    log,
  })
  const after = await lookUntilSure(view, needsAction)
  await ledger.noteTables(keyspaceOf(after, keyspace), names, noted)
  return after.differences
}

/** The keyspace as a look found it. Throws `E_SCHEMA_DRIFT` if it is gone, which it was not before. */
function keyspaceOf({ live }: SchemaLook, keyspace: string): LiveKeyspace {
  const found = live.keyspaces.get(keyspace)
  if (found !== undefined) return found
  throw new SchemaError(`[${objectName(keyspace)}] was dropped by somebody while its schema was changed.`, {
    code: 'E_SCHEMA_DRIFT',
    hint: 'Start again when nobody drops it any more: a keyspace that is missing is created if createKeyspace says how.',
  })
}
