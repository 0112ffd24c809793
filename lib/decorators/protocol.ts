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
  return (target: unknown, place: unknown): void => {
    const property = isStandardContext(place) ? standardProperty(place) : legacyProperty(target, place)
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

function standardProperty(context: StandardContext): DecoratedProperty | undefined {
  const owner = metadataOf(context)
  if (context.static === true || context.private === true || typeof context.name !== 'string') {
    refuseMember(owner, String(context.name))
    return undefined
  }
  return { owner, propertyName: context.name, designType: undefined }
}

function legacyProperty(target: unknown, name: unknown): DecoratedProperty | undefined {
  if (typeof target === 'function') {
    refuseMember(target, String(name))
    return undefined
  }
  const prototype = target as object
  if (typeof name !== 'string') {
    refuseMember(prototype.constructor, String(name))
    return undefined
  }
  return { owner: prototype.constructor, propertyName: name, designType: designTypeOf(prototype, name) }
}

function refuseMember(owner: DeclarationOwner, name: string): void {
  declareProblem(owner, {
    code: 'E_NOT_A_COLUMN',
    property: name,
    message:
      'cannot be a column; expected an instance property with a text name, given a static, private or symbol one.',
  })
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
