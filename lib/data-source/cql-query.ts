import { Identifier, mergeTemplate } from '../cql/raw-cql.js'
import type { BoundCql } from '../cql/raw-cql.js'
import { executionOptionNames, refuseOption } from '../execution/options.js'
import type { ExecutionOptions } from '../execution/options.js'
import { isIdempotentText } from '../execution/raw/raw-executor.js'
import type { RawStatement } from '../execution/raw/raw-executor.js'
import { OptionError } from '../errors/option-error.js'
import type { EntityClass } from '../metadata/entity-metadata.js'
import type { Explanation } from '../repository/types/explanation.js'

/** Options of raw CQL: those of every call, and the class of the rows. */
export interface QueryOptions<R extends object> extends ExecutionOptions {
  /**
   * What rows become instances of: an entity of the data source by its columns (a result column it does not have is an
   * error), or any other class, its properties named as the columns. They are untracked: `save` refuses them.
   */
  readonly into?: (new () => R) | undefined
}

/** What `query` knows. */
export const queryOptionNames = [...executionOptionNames, 'into'] as const satisfies (keyof QueryOptions<object>)[]

/** Refuses what cannot be made of rows, and a class for rows that a statement does not return. */
export function checkInto(into: unknown, cql: string): new () => object {
  if (typeof into !== 'function') return refuseOption('into', 'a class', into)
  if (isIdempotentText(cql)) return into as new () => object
  throw new OptionError("option 'into' is for statements that read: SELECT.")
}

/** How a query is carried out; the data source knows. */
export type RunQuery = (statement: RawStatement, options: QueryOptions<object>) => Promise<object[]>

/**
 * CQL of a template, not sent yet: `await` sends it and gives the rows, all pages of them. However often it is awaited, it is
 * sent once; `execute` sends it each time. As a value of another template it becomes part of that text, values included.
 */
export class CqlQuery<R extends object> implements Promise<R[]> {
  readonly [Symbol.toStringTag] = 'CqlQuery'
  /** With `?` for each value; sent without the spaces around it. */
  readonly cql: string
  /** In the order of their markers. */
  readonly values: readonly unknown[]
  readonly #run: RunQuery
  readonly #options: QueryOptions<object>
  #sent: Promise<R[]> | undefined

  constructor({ cql, values }: BoundCql, run: RunQuery, options: QueryOptions<object> = {}) {
    this.cql = cql
    this.values = values
    this.#run = run
    this.#options = options
  }

  /** The same statement with options of the call. */
  with(options: ExecutionOptions): CqlQuery<R> {
    return new CqlQuery(this, this.#run, { ...this.#options, ...options })
  }

  /** The same statement with rows as instances of a class; see `QueryOptions.into`. */
  into<C extends object>(target: new () => C): CqlQuery<C> {
    return new CqlQuery(this, this.#run, { ...this.#options, into: target })
  }

  /** Sends it, also if it was sent before: the rows, none for statements that return none. */
  execute(): Promise<R[]> {
    return this.#run({ cql: this.cql.trim(), params: this.values }, this.#options) as Promise<R[]>
  }

  then<Fulfilled = R[], Rejected = never>(
    onFulfilled?: ((rows: R[]) => Fulfilled | PromiseLike<Fulfilled>) | null,
    onRejected?: ((error: unknown) => Rejected | PromiseLike<Rejected>) | null,
  ): Promise<Fulfilled | Rejected> {
    return this.#sentOnce().then(onFulfilled, onRejected)
  }

  catch<Rejected = never>(
    onRejected?: ((error: unknown) => Rejected | PromiseLike<Rejected>) | null,
  ): Promise<R[] | Rejected> {
    return this.#sentOnce().catch(onRejected)
  }

  finally(onFinally?: (() => void) | null): Promise<R[]> {
    return this.#sentOnce().finally(onFinally)
  }

  #sentOnce(): Promise<R[]> {
    return (this.#sent ??= this.execute())
  }

  /** What would be sent. Sends nothing. */
  explain(): Explanation {
    return explainText(this.cql.trim(), this.values.length, this.#options)
  }
}

/** Describes raw CQL; markers are numbered, as only the server knows their names. */
export function explainText(cql: string, values: number, { idempotent }: ExecutionOptions): Explanation {
  const isIdempotent = idempotent ?? isIdempotentText(cql)
  return {
    cql,
    markers: Array.from({ length: values }, (_, i) => `value ${i + 1}`),
    isIdempotent,
    requests: 1,
    warnings: isIdempotent ? [] : ['Not sent again after a failure: say idempotent: true if it may be sent twice.'],
    source: {},
    further: [],
  }
}

/** The texts of templates whose values are all bound: one text each, which the driver finds by identity. */
const texts = new WeakMap<TemplateStringsArray, string>()

/** A template as CQL. Text are: `identifier(…)`, other templates, and entity classes, which stand for their tables. */
export function readTemplate(
  strings: TemplateStringsArray,
  values: readonly unknown[],
  tableOf: (entity: EntityClass) => string,
): BoundCql {
  const known = texts.get(strings)
  if (known !== undefined && values.every((value) => readPart(value, tableOf) === undefined)) {
    return { cql: known, values }
  }
  const merged = mergeTemplate(strings, values, (value) => readPart(value, tableOf))
  if (known === undefined && merged.values.length === values.length) texts.set(strings, strings.join('?'))
  return merged
}

function readPart(value: unknown, tableOf: (entity: EntityClass) => string): BoundCql | undefined {
  if (value instanceof Identifier) return { cql: value.cql, values: [] }
  if (value instanceof CqlQuery) return value as CqlQuery<object>
  return typeof value === 'function' ? { cql: tableOf(value as EntityClass), values: [] } : undefined
}

/** A template is called as one: `` db.cql`…` ``. A text would be sent with whatever was pasted into it. */
export function checkTemplate(strings: TemplateStringsArray): void {
  if (Array.isArray(strings) && Array.isArray(strings.raw)) return
  throw new OptionError('db.cql is a template tag: write db.cql`SELECT …`.', {
    hint: 'A text with its values is sent by db.query(cql, params).',
  })
}
