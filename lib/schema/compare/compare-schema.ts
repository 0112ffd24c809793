import type { SchemaDifference, SchemaObjectKind } from '../../errors/schema-error.js'
import type { TableModel } from '../../model/table-model.js'
import { controlTableNames } from '../lease/control-tables.js'
import { compareKeyspace } from './compare-keyspace.js'
import { compareTable } from './compare-table.js'
import { compareUserTypes } from './compare-user-types.js'
import { compareView } from './compare-view.js'
import { extraTables, extraTypes, extraViews } from './extra-objects.js'
import type { LiveSchema } from '../live/live-schema.js'
import type { ServerFeatures } from '../live/server-features.js'
import { objectName } from '../object-name.js'
import { sharedIndexNames } from '../shared-index-names.js'
import type { KeyspaceCreation } from '../synchronise-options.js'
import type { AlterableProperty } from '../table-properties.js'

export interface CompareOptions {
  readonly features: ServerFeatures
  /** How missing keyspaces are created; without it they are refused. */
  readonly createKeyspace?: KeyspaceCreation | undefined
  /** Whether missing materialized views are created; otherwise they are refused. */
  readonly views?: boolean | undefined
  /** Properties of tables that are altered besides those that have no effect on data. */
  readonly alter?: readonly AlterableProperty[] | undefined
}

/**
 * Statements go in this order: what others stand on first. New fields come before tables, because a server adds none to
 * a type once a partition key has it.
 */
const order: readonly SchemaObjectKind[] = [
  'keyspace',
  'type',
  'field',
  'table',
  'primary key',
  'column',
  'property',
  'index',
  'view',
]

/**
 * Every difference between the models and the live schema, in the order in which statements are to be sent. Pure: it
 * reads and changes nothing. Models that say `synchronize: false` are not compared.
 */
export function compareSchema(
  models: readonly TableModel[],
  live: LiveSchema,
  { features, createKeyspace, views, alter }: CompareOptions,
): readonly SchemaDifference[] {
  const compared = models.filter((model) => model.synchronize)
  const keyspaces = [...new Set(compared.map((model) => model.keyspace))]
  const differences = [
    ...keyspaces.flatMap((name) => compareKeyspace(name, live.keyspaces.get(name), createKeyspace)),
    ...compareUserTypes(compared, live, features),
    ...compared.flatMap((model) => {
      if (controlTableNames.some((name) => name === model.table)) return [isReserved(model)]
      const keyspace = live.keyspaces.get(model.keyspace)
      if (model.viewOf === undefined) return compareTable(model, keyspace, features, alter)
      return compareView(model, model.viewOf, keyspace, { features, views })
    }),
    ...sharedIndexNames(compared),
    ...keyspaces
      .flatMap((name) => live.keyspaces.get(name) ?? [])
      .flatMap((keyspace) => [
        ...extraTables(keyspace, models),
        ...extraTypes(keyspace, models),
        ...extraViews(keyspace, models),
      ]),
  ]
  return differences.sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind))
}

/** A table of schema sync itself would be made with other columns, and no lease could be taken there. */
function isReserved({ keyspace, table, entityName }: TableModel): SchemaDifference {
  return {
    object: objectName(keyspace, table),
    kind: 'table',
    is: 'a table of schema sync itself',
    wanted: `the table of ${entityName}`,
    action: 'refuse',
    reason: 'is a name that schema sync needs',
    hint: `Name the table of ${entityName} otherwise, or give it synchronize: false to read what is there.`,
  }
}
