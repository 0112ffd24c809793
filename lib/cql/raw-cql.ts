import { StatementError } from '../errors/statement-error.js'
import { quoteIdentifier, refuseColumnName } from './identifier.js'

/** A name in raw CQL, checked and quoted: see `identifier`. Recognised by its class, so no data can become one. */
export class Identifier {
  /** As it stands in the text: `"shop"."readings"`. */
  readonly cql: string

  constructor(names: readonly string[]) {
    this.cql = names.map(quoteIdentifier).join('.')
  }
}

/**
 * A name for `db.cql`: `identifier('at')` becomes `"at"`, `identifier('shop', 'readings')` `"shop"."readings"`. Case
 * counts, as it is quoted; the text can never be anything else than a name. An impossible name is a `StatementError`
 * (`E_IDENTIFIER`).
 */
export function identifier(name: string, ...more: readonly string[]): Identifier {
  const names = [name, ...more]
  for (const one of names) {
    const reason = typeof one === 'string' ? refuseColumnName(one) : 'a name is a text'
    if (reason !== undefined) throw new StatementError(`identifier(): ${reason}.`, { code: 'E_IDENTIFIER' })
  }
  return new Identifier(names)
}

/** CQL and the values of its markers, in their order. */
export interface BoundCql {
  readonly cql: string
  readonly values: readonly unknown[]
}

/** What stands for a value in a template, if it is not to be bound: text, perhaps with values of its own. */
export type ReadPart = (value: unknown) => BoundCql | undefined

/**
 * A template as CQL: each value becomes `?` and is bound, so that it can never be read as CQL. `readPart` says what is text:
 * names, tables, other templates.
 */
export function mergeTemplate(strings: readonly string[], values: readonly unknown[], readPart: ReadPart): BoundCql {
  let cql = strings[0] ?? ''
  const bound: unknown[] = []
  values.forEach((value, i) => {
    const part = readPart(value)
    if (part !== undefined) bound.push(...part.values)
    else bound.push(value)
    cql += (part?.cql ?? '?') + strings[i + 1]!
  })
  return { cql, values: bound }
}

/** The statement a text begins with, in capitals, comments passed by: `SELECT`; empty if there is none. */
export function statementKind(cql: string): string {
  const [, word = ''] = /^(?:\s|--[^\n]*(?:\n|$)|\/\/[^\n]*(?:\n|$)|\/\*[^]*?\*\/)*([A-Za-z]*)/.exec(cql) ?? []
  return word.toUpperCase()
}
