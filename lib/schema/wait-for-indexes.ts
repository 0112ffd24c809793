import { setTimeout as sleep } from 'node:timers/promises'
import type { SchemaDifference } from '../errors/schema-error.js'
import type { SchemaView } from './live/look-at-schema.js'
import { readUnbuiltIndexes } from './live/unbuilt-indexes.js'
import type { IndexName, UnbuiltIndex } from './live/unbuilt-indexes.js'
import { objectName } from './object-name.js'
import { needsStatement } from './plan-schema.js'
import type { SchemaLog } from './schema-event.js'

/** Milliseconds between two looks, for one look, and between two lines of the log. */
const pollMs = 100
const lookMs = 2000
const tellMs = 10_000

/**
 * Resolves when every live node has built the indexes that were among the differences: until then reads by them fail, with
 * `E_READ_FAILURE` (seen on 5.0.9). At `deadline`, by `performance.now()`, or where the nodes do not say, it says so and resolves
 * as well: an index of a large table takes hours, and nothing but those reads needs it.
 */
export async function waitForIndexes(
  view: SchemaView,
  differences: readonly SchemaDifference[],
  { deadline, log }: { readonly deadline: number; readonly log: SchemaLog },
): Promise<void> {
  const indexes = indexesIn(view, differences)
  if (indexes.length === 0) return
  const started = performance.now()
  let told = 0
  for (;;) {
    const unbuilt = await readUnbuiltIndexes(view.driver, view.node, indexes, lookMs)
    if (unbuilt?.length === 0) return
    if (unbuilt === undefined || performance.now() + pollMs >= deadline) {
      return log({ stage: 'remark', message: unbuilt === undefined ? untold : `started without: ${describe(unbuilt)}` })
    }
    const durationMs = Math.round(performance.now() - started)
    const isTold = durationMs - told >= tellMs
    if (isTold) told = durationMs
    log({ stage: 'building', durationMs, message: isTold ? `waiting for ${describe(unbuilt)}` : undefined })
    await sleep(pollMs)
  }
}

const untold = 'new indexes may still be under construction, and reads by them fail so long: nodes do not say.'

function indexesIn({ models }: SchemaView, differences: readonly SchemaDifference[]): readonly IndexName[] {
  const created = new Set(
    differences.filter((one) => one.kind === 'index' && needsStatement(one)).map(({ object }) => object),
  )
  return models
    .flatMap(({ keyspace, indexes }) => indexes.map(({ name }) => ({ keyspace, name })))
    .filter(({ keyspace, name }) => created.has(objectName(keyspace, name)))
}

function describe(unbuilt: readonly UnbuiltIndex[]): string {
  const each = unbuilt.map(({ keyspace, name, nodes }) => `${objectName(keyspace, name)} on ${nodes.join(', ')}`)
  return `indexes under construction, by which reads fail so long: ${each.join('; ')}`
}
