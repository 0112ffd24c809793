import { freeze } from '../../../lib/cql/data-type.js'
import { quoteIdentifier } from '../../../lib/cql/identifier.js'
import { parseDataType } from '../../../lib/cql/parse-data-type.js'
import { PartitionKey } from '../../../lib/decorators/partition-key.js'
import { Table } from '../../../lib/decorators/table.js'
import type { ColumnModel, TableModel } from '../../../lib/model/table-model.js'
import type { FieldModel, UserTypeModel } from '../../../lib/model/user-type-model.js'
import { modelOf } from './models.js'

/** The model of a user-defined type by its fields and their type texts, in the keyspace `shop`. */
export function userTypeModel(name: string, fields: Readonly<Record<string, string>>): UserTypeModel {
  const models = Object.entries(fields).map(([fieldName, text]): FieldModel => ({
    propertyName: fieldName,
    fieldName,
    quotedName: quoteIdentifier(fieldName),
    type: freeze(parseDataType(text, { userTypes: true })),
    codec: {} as FieldModel['codec'],
    absent: 'undefined',
  }))
  return {
    entity: class {},
    entityName: name.replace(/^./, (first) => first.toUpperCase()),
    keyspace: 'shop',
    name,
    fields: models,
    fieldOf: new Map(models.map((field) => [field.propertyName, field])),
  }
}

/** The model of a table with the key `id int` and regular columns by their type texts. */
export function tableModel(
  name: string,
  columns: Readonly<Record<string, string>>,
  userTypes: readonly UserTypeModel[],
): TableModel {
  @Table(name)
  class Holder {
    @PartitionKey('int') id!: number
  }
  const base = modelOf(Holder)
  const [key] = base.columns
  const regular = Object.entries(columns).map(([columnName, text], i): ColumnModel => ({
    ...key!,
    ordinal: i + 1,
    propertyName: columnName,
    columnName,
    quotedName: quoteIdentifier(columnName),
    role: 'regular',
    isKey: false,
    type: parseDataType(text, { userTypes: true }),
  }))
  return { ...base, columns: [key!, ...regular], regularColumns: regular, userTypes }
}
