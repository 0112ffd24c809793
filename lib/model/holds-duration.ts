import { partsOf } from '../cql/data-type.js'
import type { CqlType } from '../cql/data-type.js'
import type { TableModel } from './table-model.js'

/** Whether a type is a duration or has one in it, at any depth. */
export function holdsDuration(type: CqlType, model: TableModel): boolean {
  if (type.kind === 'native') return type.name === 'duration'
  const parts = type.kind === 'udt' ? fieldTypes(type.name, model) : partsOf(type)
  return parts.some((part) => holdsDuration(part, model))
}

function fieldTypes(name: string, { userTypes }: TableModel): readonly CqlType[] {
  return userTypes.find((userType) => userType.name === name)?.fields.map(({ type }) => type) ?? []
}
