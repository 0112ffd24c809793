import type { PropertyValue } from '../../../../lib/cql/schema-statement.js'
import { printDataType } from '../../../../lib/cql/data-type.js'
import type { IndexModel, TableModel } from '../../../../lib/model/table-model.js'
import { wantedDefinition } from '../../../../lib/schema/index-definition.js'
import type { LiveIndex, LiveProperties, LiveSchema, LiveUserType } from '../../../../lib/schema/live/live-schema.js'
import { statedProperties } from '../../../../lib/schema/table-properties.js'
import { defaultProperties, liveKeyspace, liveSchema, liveTable, liveView } from '../live.js'

/** The live schema that models get on an empty keyspace: what they state, and what a server fills in. */
export function liveModels(models: readonly TableModel[]): LiveSchema {
  const views = models.filter(({ viewOf }) => viewOf !== undefined).map((model) => liveView(model))
  const tables = models
    .filter(({ viewOf }) => viewOf === undefined)
    .map((model) => liveTable(model, { properties: propertiesOf(model), indexes: model.indexes.map(liveIndex) }))
  const types = models
    .flatMap(({ userTypes }) => userTypes)
    .map(({ name, fields }): [string, LiveUserType] => [
      name,
      { name, fields: new Map(fields.map(({ fieldName, type }) => [fieldName, printDataType(type)])) },
    ])
  return liveSchema(
    liveKeyspace(tables, { views: new Map(views.map((view) => [view.name, view])), types: new Map(types) }),
  )
}

function propertiesOf(model: TableModel): LiveProperties {
  const stated: readonly (readonly [string, PropertyValue])[] = statedProperties(model)
  return { ...defaultProperties, ...Object.fromEntries(stated) }
}

function liveIndex(index: IndexModel): LiveIndex {
  const { using, column, target, options } = wantedDefinition(index)
  const name = `"${column.replaceAll('"', '""')}"`
  const isCustom = using !== 'secondary'
  return {
    name: index.name,
    kind: isCustom ? 'CUSTOM' : 'COMPOSITES',
    options: new Map([
      ['target', target === undefined ? name : `${target}(${name})`],
      ...(isCustom ? [['class_name', using] as const] : []),
      ...options,
    ]),
  }
}
