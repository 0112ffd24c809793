import { didYouMean } from '../errors/did-you-mean.js'
import { declareProblem, declareTable } from '../metadata/declare.js'
import type { DeclarationOwner } from '../metadata/declare.js'
import type { TableMetadata } from '../metadata/entity-metadata.js'

const known = ['name', 'keyspace', 'comment', 'synchronize', 'with', 'defaults'] satisfies (keyof TableMetadata)[]
const knownProperties = [
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
const knownDefaults = ['consistency', 'serialConsistency', 'timeoutMs', 'ttl'] satisfies (keyof NonNullable<
  TableMetadata['defaults']
>)[]

/** Records a table by its options. Mistakes are kept until the model is compiled. */
export function declareTableOf(
  owner: DeclarationOwner,
  options: TableMetadata,
  alsoKnown: readonly string[] = [],
): void {
  refuseUnknown(owner, 'table option', options, [...known, ...alsoKnown])
  refuseUnknown(owner, 'table property', options.with ?? {}, knownProperties)
  refuseUnknown(owner, 'execution default', options.defaults ?? {}, knownDefaults)
  declareTable(owner, options)
}

function refuseUnknown(owner: DeclarationOwner, what: string, given: object, expected: readonly string[]): void {
  for (const option of Object.keys(given)) {
    if (expected.includes(option)) continue
    declareProblem(owner, {
      code: 'E_UNKNOWN_OPTION',
      message: `has an unknown ${what} '${option}'.${didYouMean(option, expected)}`,
      hint: `Known: ${expected.join(', ')}.`,
    })
  }
}
