import { declareUserType } from '../metadata/declare.js'
import type { ClassDecorator } from './field-decorator.js'
import { classDecorator } from './protocol.js'

/**
 * A class is a user-defined type, `CREATE TYPE`; its fields are `@Column` properties. The name is the class name in
 * snake_case unless given, verbatim, here. Columns hold it as `udt(() => Address)`.
 */
export function UserType(name?: string): ClassDecorator {
  return classDecorator((owner) => declareUserType(owner, { name }))
}
