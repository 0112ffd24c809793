import fc from 'fast-check'

/** What the types of generated models may be made of. */
export interface TypeChoice {
  /** Names of user-defined types that are there. */
  readonly userTypes: readonly string[]
  readonly durations: boolean
  readonly vectors: boolean
}

/** All native types that have an order, the simplest first; counters are columns of tables of their own. */
const ordered = [
  'int',
  'text',
  'ascii',
  'bigint',
  'blob',
  'boolean',
  'date',
  'decimal',
  'double',
  'float',
  'inet',
  'smallint',
  'time',
  'timestamp',
  'timeuuid',
  'tinyint',
  'uuid',
  'varchar',
  'varint',
] as const

const crossed = { withCrossShrink: true } as const

/** Types of one cell, as they may stand in keys and inside other types: native ones, and others frozen. */
export function frozenTypes(choice: TypeChoice, depth = 2): fc.Arbitrary<string> {
  const native = fc.constantFrom(...ordered, ...(choice.durations ? ['duration'] : []))
  if (depth === 0) return native
  const part = frozenTypes(choice, depth - 1)
  return fc.oneof(
    crossed,
    { arbitrary: native, weight: 6 },
    collections(choice, depth).map((text) => `frozen<${text}>`),
    fc.array(part, { minLength: 1, maxLength: 3 }).map((parts) => `tuple<${parts.join(', ')}>`),
    ...userTypes(choice).map((names) => names.map((name) => `frozen<${name}>`)),
    ...(choice.vectors ? [vectors(part)] : []),
  )
}

/** Types of columns outside of the key: those, and collections and user-defined types with cells of their own. */
export function columnTypes(choice: TypeChoice): fc.Arbitrary<string> {
  return fc.oneof(
    crossed,
    { arbitrary: frozenTypes(choice), weight: 5 },
    { arbitrary: collections(choice, 2), weight: 3 },
    ...userTypes(choice),
  )
}

/** Neither elements of sets nor keys of maps are durations. */
function collections(choice: TypeChoice, depth: number): fc.Arbitrary<string> {
  const part = frozenTypes(choice, depth - 1)
  const key = frozenTypes({ ...choice, durations: false }, depth - 1)
  return fc.oneof(
    crossed,
    part.map((element) => `list<${element}>`),
    key.map((element) => `set<${element}>`),
    fc.tuple(key, part).map(([from, to]) => `map<${from}, ${to}>`),
  )
}

/** None where there are none. */
function userTypes({ userTypes: names }: TypeChoice): fc.Arbitrary<string>[] {
  return names.length === 0 ? [] : [fc.constantFrom(...names.map((name) => `"${name}"`))]
}

function vectors(part: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const element = fc.oneof({ arbitrary: fc.constant('float'), weight: 2 }, part)
  return fc.tuple(element, fc.integer({ min: 1, max: 3 })).map(([text, size]) => `vector<${text}, ${size}>`)
}
