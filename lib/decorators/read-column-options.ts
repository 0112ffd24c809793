import { representations } from '../codec/representations.js'
import { didYouMean } from '../errors/did-you-mean.js'
import { declareProblem } from '../metadata/declare.js'
import type { ColumnMetadata, ColumnRole, GeneratedId, ValueTransformer } from '../metadata/entity-metadata.js'
import { optionNames } from './column-options.js'
import type { AnyColumnOptions } from './column-options.js'
import { adviceFor, nullableFalse } from './foreign-options.js'
import type { DecoratedProperty } from './protocol.js'

/** Checks the options of one column and spells them out. Mistakes are kept until the model is compiled. */
export function readColumnOptions(
  property: DecoratedProperty,
  role: ColumnRole,
  options: AnyColumnOptions,
): ColumnMetadata {
  refuseUnknownOptions(property, role, options)
  const oneOf = <T extends string>(name: keyof AnyColumnOptions, known: readonly T[]) =>
    readChoice(property, name, options[name], known)
  return {
    propertyName: property.propertyName,
    role,
    type: options.type,
    designType: property.designType,
    columnName: options.name,
    position: options.position,
    order: role === 'clustering' ? orderOf(property, options.order) : undefined,
    absent: oneOf('absent', ['undefined', 'null']),
    nullable: readFlag(property, 'nullable', options.nullable),
    comment: options.comment,
    as: oneOf('as', representations),
    default: options.default,
    generated: oneOf('generated', generatedIds),
    transformers: readTransformers(property, options.transformer),
    allowed: readAllowed(property, options.enum),
    select: readFlag(property, 'select', options.select),
  }
}

const generatedIds = ['uuid', 'timeuuid', 'uuidv7'] as const satisfies GeneratedId[]

function orderOf(property: DecoratedProperty, order: AnyColumnOptions['order']): 'asc' | 'desc' {
  const lower = typeof order === 'string' ? order.toLowerCase() : order
  return readChoice(property, 'order', lower, ['asc', 'desc']) ?? 'asc'
}

function readChoice<T extends string>(
  property: DecoratedProperty,
  option: string,
  given: unknown,
  known: readonly T[],
): T | undefined {
  if (given === undefined || (known as readonly unknown[]).includes(given)) return given as T | undefined
  const guess = typeof given === 'string' ? didYouMean(given, known) : ''
  const expected = known.map((word) => `'${word}'`).join(', ')
  refuse(property, `has an impossible { ${option} }; expected one of ${expected}.${guess}`)
  return undefined
}

function readFlag(property: DecoratedProperty, option: string, given: unknown): boolean | undefined {
  if (given === undefined || typeof given === 'boolean') return given
  refuse(property, `has an impossible { ${option} }; expected true or false.`)
  return undefined
}

function readTransformers(
  property: DecoratedProperty,
  given: AnyColumnOptions['transformer'],
): readonly ValueTransformer[] | undefined {
  if (given === undefined) return undefined
  const all: readonly unknown[] = Array.isArray(given) ? given : [given]
  if (all.every(isTransformer)) return all
  refuse(property, 'has an impossible { transformer }; expected { to, from }, two functions, or a list of these.')
  return undefined
}

function isTransformer(given: unknown): given is ValueTransformer {
  if (typeof given !== 'object' || given === null) return false
  const { to, from } = given as Partial<ValueTransformer>
  return typeof to === 'function' && typeof from === 'function'
}

/** The values of a list, or of an enum as TypeScript compiles it: a numeric one has its names among its keys as well. */
function readAllowed(property: DecoratedProperty, given: AnyColumnOptions['enum']): readonly unknown[] | undefined {
  if (given === undefined) return undefined
  if (typeof given === 'object' && (given as unknown) !== null) {
    const values = Array.isArray(given) ? (given as readonly unknown[]) : valuesOfEnum(given as Record<string, unknown>)
    if (values.length > 0 && values.every((value) => typeof value === 'string' || typeof value === 'number')) {
      return values
    }
  }
  refuse(property, 'has an impossible { enum }; expected an enum or a list of texts or numbers, with one at least.')
  return undefined
}

function valuesOfEnum(given: Readonly<Record<string, unknown>>): readonly unknown[] {
  return Object.entries(given)
    .filter(([name, value]) => !(typeof value === 'string' && given[value] === Number(name)))
    .map(([, value]) => value)
}

function refuse(property: DecoratedProperty, message: string): void {
  declareProblem(property.owner, { code: 'E_COLUMN_OPTION', property: property.propertyName, message })
}

function refuseUnknownOptions(property: DecoratedProperty, role: ColumnRole, options: AnyColumnOptions): void {
  const known = optionNames[role]
  const refuseOption = (message: string, hint: string) =>
    declareProblem(property.owner, { code: 'E_UNKNOWN_OPTION', property: property.propertyName, message, hint })
  for (const option of Object.keys(options)) {
    if (known.includes(option)) continue
    const advice = adviceFor(option)
    if (advice !== undefined) refuseOption(`has { ${option} }, but ${advice.why}.`, advice.instead)
    else refuseOption(`has an unknown column option '${option}'.${didYouMean(option, known)}`, knownHere(known))
  }
  if ((options.nullable as unknown) === false)
    refuseOption(`has { nullable: false }, but ${nullableFalse.why}.`, nullableFalse.instead)
}

function knownHere(known: readonly string[]): string {
  return `Known here: ${known.join(', ')}.`
}
