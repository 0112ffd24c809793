import { didYouMean } from '../errors/did-you-mean.js'
import { declareProblem, declareTable } from '../metadata/declare.js'
import type { DeclarationOwner } from '../metadata/declare.js'
import type { TableMetadata } from '../metadata/entity-metadata.js'
import type { ClassDecorator } from './field-decorator.js'
import { classDecorator } from './protocol.js'

/** Options of `@Table`: name, keyspace, comment, properties for its creation (`with`) and execution defaults. */
export type TableOptions = TableMetadata

const known = ['name', 'keyspace', 'comment', 'synchronize', 'with', 'defaults'] satisfies (keyof TableMetadata)[]
const knownProperties = [
  'compaction',
  'compression',
  'caching',
  'gcGraceSeconds',
  'defaultTimeToLive',
  'cdc',
  'speculativeRetry',
] satisfies (keyof NonNullable<TableMetadata['with']>)[]
const knownDefaults = ['consistency', 'serialConsistency', 'timeoutMs', 'ttl'] satisfies (keyof NonNullable<
  TableMetadata['defaults']
>)[]

/**
 * A class is a table. The name is the class name in snake_case unless given, verbatim, here:
 * `@Table()`, `@Table('readings')`, `@Table({ comment: '…' })`, `@Table('readings', { … })`.
 */
export function Table(name: string, options?: TableOptions): ClassDecorator
export function Table(options?: TableOptions): ClassDecorator
export function Table(first?: string | TableOptions, second?: TableOptions): ClassDecorator {
  const options: TableOptions = typeof first === 'string' ? { ...second, name: first } : { ...first }
  return classDecorator((owner) => {
    refuseUnknown(owner, 'table option', Object.keys(options), known)
    refuseUnknown(owner, 'table property', Object.keys(options.with ?? {}), knownProperties)
    refuseUnknown(owner, 'execution default', Object.keys(options.defaults ?? {}), knownDefaults)
    declareTable(owner, options)
  })
}

function refuseUnknown(
  owner: DeclarationOwner,
  what: string,
  given: readonly string[],
  expected: readonly string[],
): void {
  for (const option of given) {
    if (expected.includes(option)) continue
    declareProblem(owner, {
      code: 'E_UNKNOWN_OPTION',
      message: `has an unknown ${what} '${option}'.${didYouMean(option, expected)}`,
      hint: `Known: ${expected.join(', ')}.`,
    })
  }
}
