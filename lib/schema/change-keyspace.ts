import { setTimeout as sleep } from 'node:timers/promises'
import { isCassiformError } from '../errors/cassiform-error.js'
import type { SchemaDifference } from '../errors/schema-error.js'
import { applySchema } from './apply-schema.js'
import { acquireLease } from './lease/acquire-lease.js'
import { isGround } from './lease/ground.js'
import type { HeldLease } from './lease/lease.js'
import { LeaseStore } from './lease/lease-store.js'
import { Ledger } from './lease/ledger.js'
import { chooseNode } from './live/choose-node.js'
import { lookAtSchema, lookUntilSure } from './live/look-at-schema.js'
import type { SchemaView } from './live/look-at-schema.js'
import { isRefused, needsStatement, planSchema } from './plan-schema.js'
import { refuseForbidden } from './refuse-schema.js'
import type { SchemaLog } from './schema-event.js'

/** Failures after which the next attempt looks again: what was sent may have worked, or another instance goes on with it. */
const passing: readonly string[] = ['E_SCHEMA_LEASE_LOST', 'E_SCHEMA_UNKNOWN']

/** Milliseconds before the next attempt: what is on its way may still land. */
const pauseMs = 1000

export interface ChangeOptions {
  /** When to give up, by `performance.now()`. */
  readonly deadline: number
  /** Statements go to a node of this data centre. */
  readonly localDataCenter: string | undefined
  readonly log: SchemaLog
}

/**
 * Brings one keyspace, the one of all models of the view, to what they say; returns the statements it sent, none if others
 * did the work. Any number of instances may be at it: one at a time has the lease, and all send to the same node. What
 * has to be there for a lease to be is made without one, by statements that are the same in all instances.
 */
export async function changeKeyspace(view: SchemaView, options: ChangeOptions): Promise<readonly string[]> {
  const { log, deadline } = options
  const { differences } = await lookAtSchema(view)
  if (!differences.some(needsStatement)) return []
  const applied = await layGround(view, differences, log)
  for (;;) {
    const now = { ...view, node: chooseNode(view.driver.hosts(), options.localDataCenter) }
    try {
      return [...applied, ...(await changeUnderLease(now, options))]
    } catch (error) {
      const isPassing = isCassiformError(error) && passing.includes(error.code)
      if (!isPassing || performance.now() + pauseMs >= deadline) throw error
      log({ stage: 'remark', message: `looking again: ${error.message}` })
      await sleep(pauseMs)
    }
  }
}

/** The keyspace and the tables of schema sync in it, and that all nodes know them. */
function layGround(view: SchemaView, differences: readonly SchemaDifference[], log: SchemaLog): Promise<string[]> {
  const steps = planSchema(differences.filter(isGround))
  return applySchema(view, steps, { log, confirm: () => Promise.resolve(), record: () => Promise.resolve() })
}

async function changeUnderLease(view: SchemaView, { deadline, log }: ChangeOptions): Promise<string[]> {
  const { driver, models, limits } = view
  const { leaseMs, statementTimeoutMs } = limits
  const store = new LeaseStore(driver, models[0]!.keyspace, Math.min(statementTimeoutMs, leaseMs / 4))
  const isDone = async () => !(await lookAtSchema(view)).differences.some(needsStatement)
  const lease = await acquireLease(store, { leaseMs, deadline, isDone, log })
  if (lease === undefined) return []
  try {
    return await change(view, lease, log)
  } finally {
    await lease.giveBack()
  }
}

async function change(view: SchemaView, lease: HeldLease, log: SchemaLog): Promise<string[]> {
  const { driver, models, limits } = view
  const { keyspace } = models[0]!
  const names = models.filter(({ synchronize }) => synchronize).map(({ table }) => table)
  const ledger = new Ledger(driver, keyspace, limits.statementTimeoutMs)
  const before = await lookUntilSure(view, isRefused)
  refuseForbidden(before.differences)
  const known = await ledger.tables()
  await ledger.noteTables(before.live.keyspaces.get(keyspace)!, names, known)
  const applied = await applySchema(view, planSchema(before.differences), {
    confirm: () => lease.confirm(),
    record: (step) => ledger.record(step, lease.epoch),
    log,
  })
  const { live } = await lookAtSchema(view)
  await ledger.noteTables(live.keyspaces.get(keyspace)!, names, await ledger.tables())
  return applied
}
