import { StatementError } from '../errors/statement-error.js'
import { isOperator } from './operators.js'

/** For the compiler only: under which key a condition has its tuple range. */
declare const tupleRange: unique symbol

/** Lower and upper bounds of a tuple range: one of each at most, and one at least. */
export interface TupleBounds<Values> {
  /** `("c1", "c2") > (?, ?)` */
  readonly moreThan?: Values
  /** `("c1", "c2") >= (?, ?)` */
  readonly moreThanOrEqual?: Values
  /** `("c1", "c2") < (?, ?)` */
  readonly lessThan?: Values
  /** `("c1", "c2") <= (?, ?)` */
  readonly lessThanOrEqual?: Values
}

/** What `TupleRange` gives, to be spread into a condition. */
export interface TupleRestriction<Names extends readonly string[], Values> {
  readonly [tupleRange]: { readonly names: Readonly<Names>; readonly values: Values }
}

/** A condition without a tuple range. */
export interface NoTupleRestriction {
  readonly [tupleRange]?: never
}

/** For the compiler only: the key of a tuple range in a condition. */
export type TupleKey = keyof NoTupleRestriction

/** One bound: how it compares, and with what. */
export interface TupleBound {
  readonly operator: '<' | '<=' | '>' | '>='
  readonly values: readonly unknown[]
}

/** The range itself, recognised by its class, never by its shape. */
export class TupleRangeValue {
  /** The only property name under which it may stand: spreading two ranges leaves both visible. */
  readonly key: string

  constructor(
    readonly names: readonly string[],
    readonly lower: TupleBound | undefined,
    readonly upper: TupleBound | undefined,
  ) {
    this.key = `(${names.join(', ')}) ${lower?.operator ?? ''}${upper?.operator ?? ''}`
  }
}

/**
 * A range over several clustering columns, compared as the tuple that they are: `("at", "channel") > (?, ?)`. Spread
 * into a condition: `where: { sensorId, day, ...TupleRange(['at', 'channel'], { moreThan: [at, 3] }) }`. The columns
 * follow one another in the clustering key, the ones before them are restricted by values, and nothing comes after. It
 * compares values, whatever the clustering orders are.
 */
export function TupleRange<
  const Names extends readonly [string, string, ...string[]],
  const Values extends readonly unknown[],
>(names: Names, bounds: TupleBounds<Values & { readonly length: Names['length'] }>): TupleRestriction<Names, Values> {
  if (!Array.isArray(names) || names.length < 2 || !names.every((name) => typeof name === 'string')) {
    refuse('takes the names of two clustering columns or more; MoreThan and its like are for one.')
  }
  if (typeof bounds !== 'object' || bounds === null) refuse('takes its bounds as an object.')
  for (const [name, bound] of Object.entries(bounds)) {
    if (!boundNames.has(name)) refuse(`has no bound '${name.slice(0, 64)}'.`)
    if (bound === undefined) refuse(`has no value for '${name}', which would widen the range; leave it out on purpose.`)
  }
  const lower = boundOf(names, bounds, ['moreThan', '>'], ['moreThanOrEqual', '>='])
  const upper = boundOf(names, bounds, ['lessThan', '<'], ['lessThanOrEqual', '<='])
  if (lower === undefined && upper === undefined) refuse('has no bound.')
  const range = new TupleRangeValue([...names], lower, upper)
  return { [range.key]: range } as unknown as TupleRestriction<Names, Values>
}

const boundNames: ReadonlySet<string> = new Set(['moreThan', 'moreThanOrEqual', 'lessThan', 'lessThanOrEqual'])

function boundOf(
  names: readonly string[],
  bounds: TupleBounds<readonly unknown[]>,
  ...candidates: readonly (readonly [keyof TupleBounds<unknown>, TupleBound['operator']])[]
): TupleBound | undefined {
  const given = candidates.filter(([name]) => bounds[name] !== undefined)
  const [first, second] = given
  if (second !== undefined) refuse(`has two bounds on one side; give ${candidates.map(([name]) => name).join(' or ')}.`)
  if (first === undefined) return undefined
  const values = bounds[first[0]]!
  if (!Array.isArray(values) || values.length !== names.length) {
    refuse(`compares ${names.length} columns, so each bound is an array of ${names.length} values.`)
  }
  if (values.some((value) => value === undefined || value === null || isOperator(value))) {
    refuse('has a bound that holds undefined, null or an operator; expected values.')
  }
  return { operator: first[1], values: [...(values as readonly unknown[])] }
}

function refuse(sentence: string): never {
  throw new StatementError(`TupleRange() ${sentence}`, {
    code: 'E_OPERAND',
    hint: "Write ...TupleRange(['a', 'b'], { moreThan: [1, 2] }).",
  })
}
