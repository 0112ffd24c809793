import { didYouMean } from '../errors/did-you-mean.js'
import { declareProblem, declareTable } from '../metadata/declare.js'
import type { DeclarationOwner } from '../metadata/declare.js'
import type { TableMetadata } from '../metadata/entity-metadata.js'

const known = ['name', 'keyspace', 'comment', 'synchronize', 'with', 'defaults'] satisfies (keyof TableMetadata)[]
/** Names of the properties of a table, as `with` takes them. */
export const tablePropertyNames = [
  'compaction',
  'compression',
  'caching',
  'gcGraceSeconds',
  'defaultTimeToLive',
  'cdc',
  'speculativeRetry',
  'additionalWritePolicy',
  'bloomFilterFpChance',
  'crcCheckChance',
  'memtable',
  'memtableFlushPeriodInMs',
  'minIndexInterval',
  'maxIndexInterval',
] satisfies (keyof NonNullable<TableMetadata['with']>)[]
/** Names of the execution defaults of an entity. */
export const entityDefaultNames = ['consistency', 'serialConsistency', 'timeoutMs', 'ttl'] satisfies (keyof NonNullable<
  TableMetadata['defaults']
>)[]

/** Records a table by its options. Mistakes are kept until the model is compiled. */
export function declareTableOf(
  owner: DeclarationOwner,
  options: TableMetadata,
  alsoKnown: readonly string[] = [],
): void {
  refuseUnknownOptions(owner, 'table option', options, [...known, ...alsoKnown])
  refuseUnknownOptions(owner, 'table property', options.with ?? {}, tablePropertyNames)
  refuseUnknownOptions(owner, 'execution default', options.defaults ?? {}, entityDefaultNames)
  declareTable(owner, options)
}

/** Records a problem for each option of a class that does not exist. */
export function refuseUnknownOptions(
  owner: DeclarationOwner,
  what: string,
  given: object,
  expected: readonly string[],
): void {
  for (const option of Object.keys(given)) {
    if (expected.includes(option)) continue
    declareProblem(owner, {
      code: 'E_UNKNOWN_OPTION',
      message: `has an unknown ${what} '${option}'.${didYouMean(option, expected)}`,
      hint: `Known: ${expected.join(', ')}.`,
    })
  }
}
