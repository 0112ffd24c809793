import { didYouMean } from '../errors/did-you-mean.js'
import { freeze, isMulticell, mapParts, nativeTypeNames, partsOf, printDataType } from './data-type.js'
import type { CqlType, NativeTypeName } from './data-type.js'

/** Why a text is not a CQL type. It knows neither entity nor property: whoever asked adds them. */
export class TypeTextError extends Error {
  /** How to mend it, as one sentence. */
  readonly hint: string | undefined

  constructor(message: string, hint?: string) {
    super(message)
    this.name = 'TypeTextError'
    this.hint = hint
  }
}

/** How a type text is read. */
export interface ParseOptions {
  /** Takes any other word for the name of a user-defined type, as it is in the texts of `system_schema`. */
  readonly userTypes?: boolean
}

/**
 * The type that a CQL type text names: `'int'`, `'map<text, frozen<list<int>>>'`. Names in any case and spacing,
 * `varchar` reads as `text`; what stands inside `frozen<…>`, a tuple or a vector is frozen all the way down, as the
 * server does it. Throws `TypeTextError` for anything the server would refuse as the type of a column.
 */
export function parseDataType(text: string, { userTypes = false }: ParseOptions = {}): CqlType {
  const tokens = tokenise(text)
  if (tokens.length === 0) throw new TypeTextError('is not a CQL type: the text is empty.')
  const parser: Parser = { text, tokens, userTypes, position: 0 }
  const type = parseType(parser)
  const rest = tokens[parser.position]
  if (rest === '>') throw new TypeTextError(`${quoted(text)} is not a CQL type: a '>' has no '<' of its own.`)
  if (rest !== undefined) {
    throw new TypeTextError(`${quoted(text)} is not a CQL type: nothing may follow the type, found ${quoted(rest)}.`)
  }
  return checkDataType(type)
}

/**
 * The type itself if a column can have it; otherwise throws `TypeTextError`. The rules of the server: what is inside
 * another type is frozen, a counter stands alone, and what must be ordered (set elements, map keys) is no duration.
 */
export function checkDataType(type: CqlType): CqlType {
  if (type.kind === 'vector' && !(Number.isInteger(type.dimensions) && type.dimensions > 0)) {
    throw notAType(type, 'a vector has a whole number of dimensions, 1 or more.')
  }
  if (type.kind === 'tuple' && type.elements.length === 0) {
    throw new TypeTextError("'tuple<>' is not a CQL type: a tuple has one element or more.", exampleHint('tuple'))
  }
  if (type.kind === 'map') {
    checkPart(type, type.key, 'key')
    checkPart(type, type.value, 'value')
  } else {
    for (const part of partsOf(type)) checkPart(type, part, 'element')
  }
  return type
}

function checkPart(whole: CqlType, part: CqlType, place: 'element' | 'key' | 'value'): void {
  checkDataType(part)
  if (isMulticell(part)) throw notFrozen(whole, part)
  if (part.kind !== 'native') return
  if (part.name === 'counter') throw notAType(whole, 'no other type can hold counters.')
  if (part.name === 'duration' && (place === 'key' || whole.kind === 'set')) {
    throw notAType(whole, 'durations have no order, so they can be neither elements of a set nor keys of a map.')
  }
}

/** A user-defined type by its class has no text that anybody could write. */
function notFrozen(whole: CqlType, part: CqlType): TypeTextError {
  if (part.kind === 'class') {
    return new TypeTextError(
      'a user-defined type inside another type must be frozen.',
      'Write udt(() => ItsClass), which is frozen unless said otherwise.',
    )
  }
  const hint = holdsClass(whole)
    ? `Write frozen(${part.kind}(…)) for the ${part.kind} inside.`
    : `Write ${quoted(printDataType(mapParts(whole, freeze)))}.`
  return notAType(whole, 'what is inside another type must be frozen.', hint)
}

function holdsClass(type: CqlType): boolean {
  return type.kind === 'class' || partsOf(type).some(holdsClass)
}

function notAType(type: CqlType, why: string, hint?: string): TypeTextError {
  return new TypeTextError(`${quoted(printDataType(type))} is not a CQL type: ${why}`, hint)
}

interface Parser {
  readonly text: string
  readonly tokens: readonly string[]
  readonly userTypes: boolean
  position: number
}

/** Brackets, commas, quoted names, and whatever stands between them, trimmed. */
function tokenise(text: string): string[] {
  return text.match(/[<>,]|"(?:[^"]|"")*"|[^<>,\s]+(?:\s+[^<>,\s]+)*/g) ?? []
}

function parseType(parser: Parser): CqlType {
  const word = parser.tokens[parser.position]
  if (word === undefined) throw new TypeTextError(`${quoted(parser.text)} is not a CQL type: it ends too early.`)
  if (word === '<' || word === '>' || word === ',') {
    throw new TypeTextError(`${quoted(parser.text)} is not a CQL type: a type name is missing before '${word}'.`)
  }
  parser.position++
  const name = word.toLowerCase()
  if (parser.tokens[parser.position] === '<') return parseParameterised(parser, name, word)
  return nativeType(parser, name, word)
}

function parseParameterised(parser: Parser, name: string, word: string): CqlType {
  if (!isParameterised(name)) throw notParameterised(name, word)
  if (name === 'vector') return parseVector(parser)
  const parts = parseArguments(parser)
  const wanted = argumentCounts[name]
  if (wanted === undefined ? parts.length === 0 : parts.length !== wanted) {
    throw new TypeTextError(
      `${quoted(parser.text)} is not a CQL type: ${name} takes ${argumentWords(name)}, given ${parts.length}.`,
      exampleHint(name),
    )
  }
  return assemble(name, parts)
}

function assemble(name: Exclude<ParameterisedName, 'vector'>, parts: readonly CqlType[]): CqlType {
  const [first, second] = parts as readonly [CqlType, CqlType]
  switch (name) {
    case 'tuple':
      return { kind: 'tuple', elements: parts.map(freeze) }
    case 'frozen':
      return freezeWhole(first)
    case 'map':
      return { kind: 'map', frozen: false, key: first, value: second }
    default:
      return { kind: name, frozen: false, element: first }
  }
}

/** `vector<element, dimensions>`, the position being at the `<`. */
function parseVector(parser: Parser): CqlType {
  parser.position++
  const element = parseType(parser)
  const [comma, count = '', end] = parser.tokens.slice(parser.position, parser.position + 3)
  if (comma !== ',' || !/^\d+$/.test(count) || end !== '>') {
    throw new TypeTextError(
      `${quoted(parser.text)} is not a CQL type: vector takes ${argumentWords('vector')}.`,
      exampleHint('vector'),
    )
  }
  parser.position += 3
  return { kind: 'vector', element: freeze(element), dimensions: Number(count) }
}

/** A type frozen, collection or user-defined type; throws `TypeTextError` for a native one. */
export function freezeWhole(type: CqlType): CqlType {
  if (type.kind !== 'native') return freeze(type)
  throw new TypeTextError(
    `'frozen<${type.name}>' is not a CQL type: only collections and user-defined types can be frozen.`,
    `Write '${type.name}'.`,
  )
}

/** What stands between `<` and its `>`, the position being at the `<`. */
function parseArguments(parser: Parser): CqlType[] {
  parser.position++
  if (parser.tokens[parser.position] === '>') {
    parser.position++
    return []
  }
  const parts = [parseType(parser)]
  for (;;) {
    const token = parser.tokens[parser.position++]
    if (token === '>') return parts
    if (token === undefined) throw new TypeTextError(`${quoted(parser.text)} is not a CQL type: a '>' is missing.`)
    if (token !== ',') {
      throw new TypeTextError(`${quoted(parser.text)} is not a CQL type: expected ',' or '>' before ${quoted(token)}.`)
    }
    parts.push(parseType(parser))
  }
}

const parameterisedNames = ['list', 'set', 'map', 'tuple', 'vector', 'frozen'] as const
type ParameterisedName = (typeof parameterisedNames)[number]

function isParameterised(name: string): name is ParameterisedName {
  return (parameterisedNames as readonly string[]).includes(name)
}

/** Whether CQL has a type of this name: the server would store that of a user-defined type in a form nobody can read. */
export function isTypeWord(name: string): boolean {
  return nativeTypes.has(name) || isParameterised(name)
}

/** Every native type by the name it is written with. */
const nativeTypes: ReadonlyMap<string, CqlType> = new Map(
  [...nativeTypeNames, 'varchar' as const].map((written) => {
    const name: NativeTypeName = written === 'varchar' ? 'text' : written
    return [written, Object.freeze({ kind: 'native', name })]
  }),
)

function nativeType(parser: Parser, name: string, word: string): CqlType {
  const type = nativeTypes.get(name)
  if (type !== undefined) return type
  if (isParameterised(name)) {
    throw new TypeTextError(
      `${quoted(parser.text)} is not a CQL type: ${name} takes ${argumentWords(name)}, given none.`,
      exampleHint(name),
    )
  }
  if (!parser.userTypes) throw unknownType(word)
  const isQuoted = word.startsWith('"')
  return { kind: 'udt', frozen: false, name: isQuoted ? word.slice(1, -1).replaceAll('""', '"') : name }
}

function notParameterised(name: string, word: string): TypeTextError {
  const native = nativeTypes.get(name)
  if (native === undefined) return unknownType(word)
  return new TypeTextError(`${quoted(`${name}<…>`)} is not a CQL type: ${name} takes no type in brackets.`)
}

/** What other languages and databases call the types of CQL: separated by spaces. */
const otherNamesOf: Readonly<Partial<Record<NativeTypeName | ParameterisedName, string>>> = {
  text: 'string str char nvarchar clob json jsonb',
  int: 'integer int4 int32 mediumint',
  bigint: 'long int8 int64',
  smallint: 'short int16',
  tinyint: 'byte',
  varint: 'biginteger',
  decimal: 'numeric bigdecimal money',
  double: 'number float8 float64 real',
  float: 'float4 float32',
  boolean: 'bool',
  timestamp: 'datetime timestamptz instant',
  blob: 'buffer bytes bytea binary varbinary uint8array',
  uuid: 'guid',
  inet: 'ip ipaddress',
  duration: 'interval',
  list: 'array',
  map: 'object record dict hash',
}

const otherNames: ReadonlyMap<string, string> = new Map(
  Object.entries(otherNamesOf).flatMap(([type, names]) => names.split(' ').map((name) => [name, type] as const)),
)

const knownNames = [...nativeTypes.keys(), ...parameterisedNames, ...otherNames.keys()]

function unknownType(word: string): TypeTextError {
  const guess = didYouMean(word, knownNames).replace(/'(\w+)'/, (_, near: string) =>
    quoted(otherNames.get(near) ?? near),
  )
  const hint = guess === '' ? 'For a user-defined type, write udt(() => ItsClass) instead of its name.' : undefined
  return new TypeTextError(`${quoted(word)} is not a CQL type.${guess}`, hint)
}

/** How many types stand in the brackets; a tuple takes any number. */
const argumentCounts: Readonly<Record<Exclude<ParameterisedName, 'vector'>, number | undefined>> = {
  list: 1,
  set: 1,
  map: 2,
  tuple: undefined,
  frozen: 1,
}

function argumentWords(name: ParameterisedName): string {
  if (name === 'vector') return 'a type and the number of dimensions in brackets'
  const count = argumentCounts[name]
  if (count === undefined) return 'at least one type in brackets'
  return count === 1 ? 'one type in brackets' : 'two types in brackets'
}

const examples: Readonly<Record<ParameterisedName, string>> = {
  list: 'list<int>',
  set: 'set<text>',
  map: 'map<text, int>',
  tuple: 'tuple<int, text>',
  vector: 'vector<float, 384>',
  frozen: 'frozen<list<int>>',
}

function exampleHint(name: ParameterisedName): string {
  return `Write for example '${examples[name]}'.`
}

function quoted(text: string): string {
  return `'${text.trim().replace(/\s+/g, ' ')}'`
}
