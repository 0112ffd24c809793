import { setTimeout as sleep } from 'node:timers/promises'
import type { Driver, DriverHost } from '../../driver/driver.js'
import { SchemaError } from '../../errors/schema-error.js'
import { readSchemaVersions } from './schema-versions.js'
import type { SchemaVersions } from './schema-versions.js'

/** Milliseconds between two looks. */
const pollMs = 75

/** Milliseconds one look may take: a node that hangs is asked again, not waited for. */
const lookMs = 2000

/**
 * Resolves when every live node has the same schema version. Otherwise, after `timeoutMs` milliseconds, throws
 * `E_SCHEMA_DISAGREEMENT` with the version of each node. `cql` is the statement that was sent before, if any.
 */
export async function waitForAgreement(
  driver: Driver,
  node: DriverHost,
  timeoutMs: number,
  cql?: string,
): Promise<void> {
  const deadline = performance.now() + timeoutMs
  for (;;) {
    const left = deadline - performance.now()
    const versions = await readSchemaVersions(driver, node, Math.ceil(Math.max(pollMs, Math.min(lookMs, left))))
    if (agree(versions)) return
    if (performance.now() + pollMs >= deadline) throw disagreement(versions, timeoutMs, cql)
    await sleep(pollMs)
  }
}

function agree(versions: SchemaVersions): boolean {
  const distinct = new Set(versions.values())
  return distinct.size === 1 && !distinct.has(undefined)
}

function disagreement(versions: SchemaVersions, timeoutMs: number, cql: string | undefined): SchemaError {
  const found = [...versions].map(([address, version]) => `${address} → ${version ?? 'no answer'}`).join(', ')
  const when = cql === undefined ? '' : ' after a schema statement'
  return new SchemaError(
    `the nodes do not agree on the schema${when}; expected one version within ${timeoutMs} ms, found ${found || 'no live node'}.`,
    {
      code: 'E_SCHEMA_DISAGREEMENT',
      cql,
      outcome: cql === undefined ? 'not_sent' : 'unknown',
      hint: 'No further statement was sent. Look for nodes that hang or cannot reach the others: nodetool describecluster.',
    },
  )
}
