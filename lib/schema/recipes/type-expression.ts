import { partsOf, printDataType } from '../../cql/data-type.js'
import type { CqlType } from '../../cql/data-type.js'
import type { UserTypeModel } from '../../model/user-type-model.js'
import { literal } from './recipe-text.js'

/**
 * A type as TypeScript that declares a column of it: its text, or helpers around `udt(() => Address)`. Undefined where no class
 * declares a user-defined type in it.
 */
export function typeExpression(type: CqlType, userTypes: readonly UserTypeModel[]): string | undefined {
  if (!hasUserType(type)) return literal(printDataType(type))
  if (type.kind === 'udt') {
    const declared = userTypes.find(({ name }) => name === type.name)
    return declared && `udt(() => ${declared.entityName}${type.frozen ? '' : ', { frozen: false }'})`
  }
  const parts = partsOf(type).map((part) => typeExpression(part, userTypes))
  if (parts.includes(undefined)) return undefined
  const dimensions = type.kind === 'vector' ? [String(type.dimensions)] : []
  const expression = `${type.kind}(${[...(parts as string[]), ...dimensions].join(', ')})`
  return 'frozen' in type && type.frozen ? `frozen(${expression})` : expression
}

function hasUserType(type: CqlType): boolean {
  return type.kind === 'udt' || partsOf(type).some(hasUserType)
}
