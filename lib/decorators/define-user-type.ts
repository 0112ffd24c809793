import { declareProblem, declareUserType } from '../metadata/declare.js'
import type { DeclarationOwner } from '../metadata/declare.js'
import { declareDefinition } from './column-definition.js'
import { entriesOf } from './define-entity.js'
import { createClass } from './defined-class.js'
import type { DefinedClass, DefinedUserType } from './defined-entity.js'
import type { CheckedFields, FieldDefinitions } from './entity-definition.js'

/**
 * A user-defined type without decorators, as good as a class with `@UserType`:
 *
 * ```ts
 * const Address = defineUserType({ name: 'address', fields: { street: 'text', zip: 'int' } })
 * type Address = InstanceType<typeof Address>
 * ```
 *
 * Columns hold it as `udt(() => Address)`. Any field may be absent.
 */
export function defineUserType<const F extends FieldDefinitions>(definition: {
  /** Name of the type, verbatim, and of the class in messages. */
  readonly name: string
  /** Fields by property, in their order: a type, or an object that holds the type and options. */
  readonly fields: F & CheckedFields<F>
}): DefinedClass<DefinedUserType<F>>
export function defineUserType(definition: object): new () => object {
  const { name, fields, ...rest } = (definition ?? {}) as Record<string, unknown>
  const all = entriesOf(fields)
  const properties = all.map(([property]) => property)
  const owner = createClass(String(name), properties)
  declareUserType(owner, { name: String(name) })
  if (typeof name !== 'string') {
    declareProblem(owner, { code: 'E_NAME', message: "has no name; expected { name: 'address', fields: { … } }." })
  }
  for (const option of Object.keys(rest)) refuseOption(owner, option)
  for (const [propertyName, given] of all) declareDefinition({ owner, propertyName, designType: undefined }, given)
  return owner
}

function refuseOption(owner: DeclarationOwner, option: string): void {
  declareProblem(owner, {
    code: 'E_UNKNOWN_OPTION',
    message: `has an unknown option '${option}'.`,
    hint: 'Known: name, fields.',
  })
}
