import { createHash } from 'node:crypto'
import type { DriverHost } from '../driver/driver.js'
import type { TableModel } from '../model/table-model.js'
import { serverFeatures } from './live/server-features.js'
import { createIndexCql, createTableCql, createTypeCql, createViewCql } from './model-statements.js'

/** What was looked at in this process and found, or made, as it is to be. */
let known = new Set<string>()

/** The schema was changed, or is not what it was taken for: the next look is a real one. */
export function forgetSchemas(): void {
  known = new Set()
}

/** Whether a statement changes the schema. */
export function changesSchema(cql: string): boolean {
  return /^(?:\s|--[^\n]*(?:\n|$)|\/\/[^\n]*(?:\n|$)|\/\*[^]*?\*\/)*(?:CREATE|ALTER|DROP)\b/i.test(cql)
}

/**
 * Does `work` unless it was done before for the same cluster, keyspaces, tables and mode, and the schema was not changed by this
 * process since. What fails, or what was changed meanwhile, is not remembered.
 */
export async function oncePerSchema(key: string, work: () => Promise<void>): Promise<void> {
  const now = known
  if (now.has(key)) return
  await work()
  now.add(key)
}

/** What decides a look: the cluster by its nodes, the models by all statements that would create them, and what is asked. */
export function schemaKey(hosts: readonly DriverHost[], models: readonly TableModel[], asked: unknown): string {
  const features = serverFeatures(hosts)
  const statements = models.flatMap((model) => [
    String(model.synchronize),
    ...model.userTypes.map((type) => createTypeCql(type)),
    model.viewOf === undefined ? createTableCql(model, features) : createViewCql(model, model.viewOf, features),
    ...model.indexes.map((index) => createIndexCql(model, index)),
  ])
  const parts = [hosts.map(({ hostId }) => hostId).sort(), statements, asked]
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64')
}
