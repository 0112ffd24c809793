import type { EntityMetadata } from '../../metadata/entity-metadata.js'
import type { Problems } from '../problems.js'
import type { ColumnModel, TableModel } from '../table-model.js'

/** Rules on counters: they are no keys, have a table of their own, and cannot be written whole or expire. */
export function validateCounters(model: TableModel, metadata: EntityMetadata, problems: Problems): void {
  if (!model.isCounter) return
  for (const column of model.columns) {
    if (column.isKey === column.isCounter) refuseKind(column, problems)
    if (column.isCounter) refuseOptions(column, metadata, problems)
  }
  const { defaults, properties } = model
  if (defaults.ttl === undefined && (properties.defaultTimeToLive ?? 0) === 0) return
  problems.add('E_COUNTER', undefined, 'has a time to live, but counters cannot expire.', 'Remove the ttl.')
}

function refuseKind({ propertyName, isKey }: ColumnModel, problems: Problems): void {
  if (isKey) {
    problems.add(
      'E_COUNTER',
      propertyName,
      'is part of the primary key and cannot be a counter.',
      'Use bigint for a number that identifies a row.',
    )
  } else {
    problems.add(
      'E_COUNTER',
      propertyName,
      'is no counter in a table that has one; expected all columns outside the key to be counters.',
      'Give the counters a table of their own, with the same key; or use bigint for numbers that are written whole.',
    )
  }
}

function refuseOptions({ propertyName }: ColumnModel, { columns }: EntityMetadata, problems: Problems): void {
  const declared = columns.find((column) => column.propertyName === propertyName)
  const names = ['default', 'generated', 'transformers', 'allowed'] as const
  const given = names.find((name) => declared?.[name] !== undefined)
  if (given === undefined) return
  const option = given === 'transformers' ? 'transformer' : given === 'allowed' ? 'enum' : given
  problems.add(
    'E_COLUMN_OPTION',
    propertyName,
    `is a counter and cannot have { ${option} }: it is never written whole.`,
  )
}
