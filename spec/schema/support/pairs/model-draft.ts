import type { CqlType } from '../../../../lib/cql/data-type.js'
import { mapParts, partsOf } from '../../../../lib/cql/data-type.js'
import { parseDataType } from '../../../../lib/cql/parse-data-type.js'
import type { IndexOptions } from '../../../../lib/index.js'
import type { ColumnRole, TableProperties } from '../../../../lib/metadata/entity-metadata.js'

/** The models of one version of a program, as data that a failing test can print. */
export interface ModelDraft {
  /** Each may hold those before it. */
  readonly types: readonly TypeDraft[]
  readonly tables: readonly TableDraft[]
}

export interface TypeDraft {
  readonly name: string
  /** Type texts by field. */
  readonly fields: Readonly<Record<string, string>>
}

export interface TableDraft {
  readonly name: string
  readonly columns: readonly ColumnDraft[]
  readonly comment?: string | undefined
  readonly with: TableProperties
  readonly views: readonly ViewDraft[]
}

export interface ColumnDraft {
  readonly name: string
  readonly role: ColumnRole
  /** As text, user-defined types by their names. */
  readonly type: string
  /** Of clustering columns. */
  readonly order?: 'asc' | 'desc' | undefined
  readonly indexes: readonly IndexOptions[]
}

/** A materialized view: its key is a column and then the key of its table. */
export interface ViewDraft {
  readonly name: string
  readonly by: string
  readonly columns: readonly string[]
}

/** What a type text of a draft means. */
export function parsed(text: string): CqlType {
  return parseDataType(text, { userTypes: true })
}

/** The same with the classes of user-defined types in the place of their names, as entities declare it. */
export function withClasses(text: string, classOf: (name: string) => unknown): CqlType {
  const replace = (type: CqlType): CqlType =>
    type.kind === 'udt'
      ? { kind: 'class', frozen: type.frozen, classOf: () => classOf(type.name) }
      : mapParts(type, replace)
  return replace(parsed(text))
}

/** The columns of a part of a table, in their order. */
export function columnsOf({ columns }: TableDraft, ...roles: readonly ColumnRole[]): readonly ColumnDraft[] {
  return columns.filter(({ role }) => roles.includes(role))
}

export function isCounterTable({ columns }: TableDraft): boolean {
  return columns.some(({ type }) => type === 'counter')
}

/** Names of the user-defined types in a type, at any depth. */
export function userTypesIn(text: string, types: readonly TypeDraft[]): ReadonlySet<string> {
  const found = new Set<string>()
  visit(parsed(text), types, (type) => type.kind === 'udt' && found.add(type.name))
  return found
}

/** The user-defined types in the partition keys of tables and views: servers add no fields to them. */
export function keyedTypes({ types, tables }: ModelDraft): ReadonlySet<string> {
  const keys = tables.flatMap((table) =>
    table.columns.filter(({ role, name }) => role === 'partition' || table.views.some(({ by }) => by === name)),
  )
  return new Set(keys.flatMap(({ type }) => [...userTypesIn(type, types)]))
}

/** The user-defined types of columns whose indexes may not outlive another field of them, and some more. */
export function indexedTypes({ types, tables }: ModelDraft): ReadonlySet<string> {
  const columns = tables.flatMap((table) => {
    const hasSai = table.columns.some(({ indexes }) => indexes.some(({ using }) => using === 'sai'))
    return table.columns.filter(
      ({ role, indexes }) =>
        (hasSai && role === 'clustering') ||
        indexes.some(({ using, target }) => using === 'secondary' || target === 'entries'),
    )
  })
  return new Set(columns.flatMap(({ type }) => [...userTypesIn(type, types)]))
}

/** The user-defined types in vectors, at any depth. */
export function typesInVectors({ types, tables }: ModelDraft): ReadonlySet<string> {
  const found = new Set<string>()
  const collect = (type: CqlType) => {
    if (type.kind === 'vector') visit(type, types, (part) => part.kind === 'udt' && found.add(part.name))
  }
  for (const { type } of tables.flatMap(({ columns }) => columns)) visit(parsed(type), types, collect)
  return found
}

/** Whether a type is a duration or holds one, at any depth. */
export function holdsDuration(text: string, types: readonly TypeDraft[]): boolean {
  let holds = false
  visit(parsed(text), types, (type) => (holds ||= type.kind === 'native' && type.name === 'duration'))
  return holds
}

function visit(type: CqlType, types: readonly TypeDraft[], see: (type: CqlType) => unknown): void {
  see(type)
  for (const part of partsOf(type)) visit(part, types, see)
  if (type.kind !== 'udt') return
  for (const text of Object.values(types.find(({ name }) => name === type.name)!.fields))
    visit(parsed(text), types, see)
}
