import { declareProblem } from '../metadata/declare.js'
import type { DeclarationOwner } from '../metadata/declare.js'
import { MappingError } from '../errors/mapping-error.js'

/** One decorated property, whichever decorator protocol the compiler used. */
export interface DecoratedProperty {
  readonly owner: DeclarationOwner
  readonly propertyName: string
  /** `design:type` of the property: emitted for legacy decorators by compilers that do. */
  readonly designType: unknown
}

/** The parts of a standard (TC39) decorator context this library reads. */
interface StandardContext {
  readonly kind: string
  readonly name?: string | symbol | undefined
  readonly static?: boolean
  readonly private?: boolean
  readonly metadata?: object | undefined
}

/** Makes a decorator that works in both protocols and hands the property on, unless it cannot be a column. */
export function propertyDecorator(declare: (property: DecoratedProperty) => void) {
  return memberDecorator(declare, notAColumn)
}

/** The same for methods, which are handed on as properties without a type. */
export function methodDecorator(declare: (method: DecoratedProperty) => void) {
  return memberDecorator(declare, notAHook)
}

interface MemberProblem {
  readonly code: string
  readonly message: string
}

const notAColumn: MemberProblem = {
  code: 'E_NOT_A_COLUMN',
  message: 'cannot be a column; expected an instance property with a text name, given a static, private or symbol one.',
}

const notAHook: MemberProblem = {
  code: 'E_HOOK',
  message: 'cannot be called on an entity; expected a method with a text name, given a static, private or symbol one.',
}

function memberDecorator(declare: (property: DecoratedProperty) => void, problem: MemberProblem) {
  return (target: unknown, place: unknown): void => {
    const property = isStandardContext(place)
      ? standardProperty(place, problem)
      : legacyProperty(target, place, problem)
    if (property !== undefined) declare(property)
  }
}

/** Makes a class decorator that works in both protocols. */
export function classDecorator(declare: (owner: DeclarationOwner) => void) {
  return (target: object, context?: unknown): void => declare(isStandardContext(context) ? metadataOf(context) : target)
}

function isStandardContext(place: unknown): place is StandardContext {
  return typeof place === 'object' && place !== null && 'kind' in place && 'addInitializer' in place
}

function standardProperty(context: StandardContext, problem: MemberProblem): DecoratedProperty | undefined {
  const owner = metadataOf(context)
  if (context.static === true || context.private === true || typeof context.name !== 'string') {
    refuseMember(owner, String(context.name), problem)
    return undefined
  }
  return { owner, propertyName: context.name, designType: undefined }
}

function legacyProperty(target: unknown, name: unknown, problem: MemberProblem): DecoratedProperty | undefined {
  if (typeof target === 'function') {
    refuseMember(target, String(name), problem)
    return undefined
  }
  const prototype = target as object
  if (typeof name !== 'string') {
    refuseMember(prototype.constructor, String(name), problem)
    return undefined
  }
  return { owner: prototype.constructor, propertyName: name, designType: designTypeOf(prototype, name) }
}

function refuseMember(owner: DeclarationOwner, property: string, { code, message }: MemberProblem): void {
  declareProblem(owner, { code, property, message })
}

function metadataOf({ metadata }: StandardContext): object {
  if (metadata !== undefined) return metadata
  throw new MappingError([
    {
      code: 'E_IMPORT_ORDER',
      entity: 'entity',
      message: 'standard decorators gave no metadata object.',
      hint: "Import 'cassiform' before the files that define entities.",
    },
  ])
}

/** `reflect-metadata` is optional: without it nothing can be inferred and every column names its type. */
function designTypeOf(prototype: object, name: string): unknown {
  const reflect = Reflect as { getMetadata?: (key: string, target: object, property: string) => unknown }
  return reflect.getMetadata?.('design:type', prototype, name)
}
