import { setTimeout as sleep } from 'node:timers/promises'
import type { Driver } from '../driver/driver.js'
import { ExecutionError } from '../errors/execution-error.js'
import type { SchemaDifference } from '../errors/schema-error.js'
import type { TableModel } from '../model/table-model.js'
import { compareTable } from './compare/compare-table.js'
import { compareView } from './compare/compare-view.js'
import { compareUserTypes } from './compare/compare-user-types.js'
import { describeDifference } from './compare/describe-difference.js'
import { forgetSchemas } from './known-schema.js'
import { objectName } from './object-name.js'
import { readSchema } from './live/read-schema.js'
import { readServerFeatures } from './live/read-server-features.js'

/** Failures behind which the live schema may be another one than the model. */
const codes: readonly string[] = ['E_SCHEMA_CHANGED', 'E_COLUMN_TYPE']

/** Kinds of differences that make a statement fail. */
const kinds: readonly string[] = ['keyspace', 'table', 'primary key', 'column', 'type', 'field', 'view']

/** Milliseconds that finding out may take: the error waits for it. */
const limitMs = 2000

/**
 * The error with the names of what differs between an entity and the live schema: the server tells the driver only that a
 * statement is not valid any more, and the driver hides why. The error itself where nothing differs, or the schema cannot
 * be read. Never rejects.
 */
export async function describeDrift(driver: Driver, model: TableModel, error: ExecutionError): Promise<ExecutionError> {
  if (!codes.includes(error.code)) return error
  forgetSchemas()
  const differences = await Promise.race([readDrift(driver, model), sleep(limitMs, [], { ref: false })]).catch(() => [])
  if (differences.length === 0) return error
  const { code, outcome, serverCode, coordinator, entity, cql, cause } = error
  const found = differences.map(describeDifference).join(' ')
  return new ExecutionError(`the table is not as the entity says: ${found}`, {
    code,
    outcome,
    serverCode,
    coordinator,
    entity,
    property: propertyOf(model, differences),
    cql,
    cause,
    hint: "Bring both together: db.schema.plan() shows how, synchronize: 'verify' finds it at the start.",
  })
}

async function readDrift(driver: Driver, model: TableModel): Promise<readonly SchemaDifference[]> {
  const live = await readSchema(driver, [model.keyspace])
  const features = await readServerFeatures(driver)
  const { viewOf, keyspace } = model
  const here = live.keyspaces.get(keyspace)
  return [
    ...compareUserTypes([model], live, features),
    ...(viewOf === undefined ? compareTable(model, here, features) : compareView(model, viewOf, here, { features })),
  ].filter(({ kind, action }) => kinds.includes(kind) && action !== 'report')
}

/** The property concerned, if it is one. */
function propertyOf(model: TableModel, differences: readonly SchemaDifference[]): string | undefined {
  const objects = new Set(differences.map(({ object }) => object))
  if (objects.size !== 1) return undefined
  const { keyspace, table, columns } = model
  return columns.find(({ columnName }) => objects.has(objectName(keyspace, table, columnName)))?.propertyName
}
