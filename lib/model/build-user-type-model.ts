import { freeze } from '../cql/data-type.js'
import { quoteIdentifier, refuseFieldName, refuseTableLikeName } from '../cql/identifier.js'
import { isTypeWord } from '../cql/parse-data-type.js'
import type { ColumnMetadata, EntityClass } from '../metadata/entity-metadata.js'
import { readEntityMetadata } from '../metadata/read-entity-metadata.js'
import { buildValueCodec } from './build-value-codec.js'
import type { Problems } from './problems.js'
import { resolveType } from './resolve-type.js'
import type { FieldModel, UserTypeModel } from './user-type-model.js'
import type { UserTypes } from './user-types.js'

/** The user-defined type of a class, in the keyspace of `userTypes`, which resolves the types of its fields. */
export function buildUserTypeModel(entity: EntityClass, userTypes: UserTypes, problems: Problems): UserTypeModel {
  const { metadata, problems: declared } = readEntityMetadata(entity)
  for (const { code, property, message, hint } of declared) problems.add(code, property, message, hint)
  const { namingStrategy } = userTypes.options
  const name = metadata.userType?.name ?? namingStrategy.tableName(entity.name)
  const refusal = refuseTableLikeName(name, 'type')
  if (refusal !== undefined) problems.add('E_NAME', undefined, `has an impossible type name: ${refusal}.`)
  if (isTypeWord(name)) {
    problems.add(
      'E_NAME',
      undefined,
      `has an impossible type name: ${name} is a type of CQL already.`,
      'Give another one in @UserType().',
    )
  }
  const fields = metadata.columns
    .map((column) => buildField(column, userTypes, problems))
    .filter((field) => field !== undefined)
  if (metadata.columns.length === 0) {
    problems.add('E_USER_TYPE', undefined, 'has no fields; expected at least one @Column() property.')
  }
  refuseClashingFields(fields, problems)
  for (const { propertyName } of metadata.indexes) {
    problems.add(
      'E_INDEX',
      propertyName,
      'is a field of a user-defined type and cannot be indexed.',
      'Index the column.',
    )
  }
  for (const { propertyName } of metadata.computed) {
    problems.add('E_COMPUTED', propertyName, 'is a field of a user-defined type, of which nothing is computed.')
  }
  for (const { method } of metadata.hooks) {
    problems.add(
      'E_HOOK',
      method,
      'is a method of a user-defined type, whose values are read and written with their row.',
    )
  }
  return Object.freeze({
    entity,
    entityName: entity.name,
    keyspace: userTypes.keyspace,
    name,
    fields: Object.freeze(fields),
    fieldOf: new Map(fields.map((field) => [field.propertyName, field])),
  })
}

function buildField(column: ColumnMetadata, userTypes: UserTypes, problems: Problems): FieldModel | undefined {
  refuseColumnOnlyOptions(column, problems)
  const type = resolveType(column, problems, userTypes)
  if (type === undefined) return undefined
  const { propertyName, absent } = column
  const { namingStrategy, absent: absentByDefault } = userTypes.options
  const fieldName = column.columnName ?? namingStrategy.columnName(propertyName)
  const refusal = refuseFieldName(fieldName)
  if (refusal !== undefined) problems.add('E_NAME', propertyName, `${refusal}.`)
  if (type.kind === 'native' && type.name === 'counter') {
    problems.add('E_COUNTER', propertyName, 'is a counter, which no user-defined type can hold.')
  }
  const frozen = freeze(type)
  return Object.freeze({
    propertyName,
    fieldName,
    quotedName: quoteIdentifier(fieldName),
    type: frozen,
    codec: buildValueCodec(column, frozen, userTypes, problems).codec,
    absent: absent ?? absentByDefault,
  })
}

/** What makes sense for columns of a table only. */
function refuseColumnOnlyOptions(column: ColumnMetadata, problems: Problems): void {
  const { propertyName, role } = column
  const option = (['default', 'generated', 'moment', 'isVersion', 'select', 'nullable'] as const).find(
    (name) => column[name] !== undefined,
  )
  if (role !== 'regular') {
    problems.add(
      'E_USER_TYPE',
      propertyName,
      'is a field of a user-defined type and has no part in a key.',
      'Use @Column().',
    )
  } else if (option !== undefined) {
    problems.add(
      'E_COLUMN_OPTION',
      propertyName,
      `has ${ownNames[option] ?? `{ ${option} }`}, which is for columns of tables, not for fields.`,
    )
  }
}

/** What is not written as an option of that name. */
const ownNames: Readonly<Record<string, string>> = {
  moment: 'a date that is set by itself',
  isVersion: 'a count of versions',
}

function refuseClashingFields(fields: readonly FieldModel[], problems: Problems): void {
  const owners = new Map<string, string>()
  for (const { fieldName, propertyName } of fields) {
    const owner = owners.get(fieldName)
    if (owner === undefined) owners.set(fieldName, propertyName)
    else problems.add('E_NAME_CLASH', propertyName, `becomes the field ${fieldName}, which '${owner}' is already.`)
  }
}
