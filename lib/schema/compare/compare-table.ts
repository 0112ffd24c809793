import type { SchemaDifference } from '../../errors/schema-error.js'
import type { TableModel } from '../../model/table-model.js'
import { compareColumns } from './compare-columns.js'
import { compareIndexes } from './compare-indexes.js'
import { comparePrimaryKey } from './compare-primary-key.js'
import { compareProperties } from './compare-properties.js'
import { extraColumns, extraIndexes } from './extra-objects.js'
import type { LiveKeyspace } from '../live/live-schema.js'
import { createTableCql } from '../model-statements.js'
import { objectName } from '../object-name.js'
import { refuseColumn } from './refuse-column.js'
import type { ServerFeatures } from '../live/server-features.js'
import type { AlterableProperty } from '../table-properties.js'

/** All differences of one table, `alter` as for its properties; a keyspace that does not exist yet is taken for an empty one. */
export function compareTable(
  model: TableModel,
  keyspace: LiveKeyspace | undefined,
  features: ServerFeatures,
  alter?: readonly AlterableProperty[],
): SchemaDifference[] {
  if (keyspace?.views.has(model.table) === true) return [isView(model)]
  const live = keyspace?.tables.get(model.table)
  if (live === undefined) {
    return [
      missingTable(model, features),
      ...model.columns.flatMap((column) => refuseColumn(model, column, keyspace, features)),
      ...compareIndexes(model, keyspace, features),
    ]
  }
  return [
    ...comparePrimaryKey(model, live),
    ...compareColumns(model, live, keyspace, features),
    ...compareProperties(model, live.properties, alter),
    ...compareIndexes(model, keyspace, features),
    ...extraColumns(model, live),
    ...extraIndexes(model, live),
  ]
}

function missingTable(model: TableModel, features: ServerFeatures): SchemaDifference {
  return {
    object: objectName(model.keyspace, model.table),
    kind: 'table',
    is: undefined,
    wanted: `the table of ${model.entityName}`,
    action: 'create',
    reason: 'does not exist',
    cql: createTableCql(model, features),
  }
}

function isView({ keyspace, table, entityName }: TableModel): SchemaDifference {
  return {
    object: objectName(keyspace, table),
    kind: 'table',
    is: 'a materialized view',
    wanted: `the table of ${entityName}`,
    action: 'refuse',
    reason: 'is a view, which cannot be written to',
    hint: `Name the table of ${entityName} otherwise: @Table('…').`,
  }
}
