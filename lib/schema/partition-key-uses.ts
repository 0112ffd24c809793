import type { LiveKeyspace, LiveUserType } from './live/live-schema.js'
import { userTypesIn } from './compare/type-text.js'

/** Names of the tables and views that have a user-defined type in their partition key, at any depth. */
export function tablesKeyedBy(userType: string, { tables, views, types }: LiveKeyspace): readonly string[] {
  return [...tables.values(), ...views.values()]
    .filter(({ columns }) =>
      [...columns.values()].some(({ kind, type }) => kind === 'partition_key' && holdsUserType(type, userType, types)),
    )
    .map(({ name }) => name)
}

/** Whether a type text has the type in it, by way of fields too. Types are never recursive. */
export function holdsUserType(text: string, userType: string, types: ReadonlyMap<string, LiveUserType>): boolean {
  return userTypesIn(text).some(
    (name) =>
      name === userType ||
      [...(types.get(name)?.fields.values() ?? [])].some((field) => holdsUserType(field, userType, types)),
  )
}
