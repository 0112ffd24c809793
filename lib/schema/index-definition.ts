import type { IndexTargetFunction } from '../cql/schema-statement.js'
import { indexTargetOf } from '../model/index-target.js'
import type { IndexModel } from '../model/table-model.js'
import type { LiveIndex } from './live/live-schema.js'
import { objectName } from './object-name.js'
import { printMap } from './compare/property-values.js'

/** What an index is, apart from its name. */
export interface IndexDefinition {
  /** `secondary`, `sai`, `sasi`, or the class of any other. */
  readonly using: string
  /** Column name, unquoted. */
  readonly column: string
  readonly target: IndexTargetFunction | undefined
  /** Options of the index class. */
  readonly options: ReadonlyMap<string, string>
}

/** The definition an entity asks for. */
export function wantedDefinition(index: IndexModel): IndexDefinition {
  return {
    using: index.using,
    column: index.column.columnName,
    target: indexTargetOf(index),
    options: new Map(Object.entries(index.options)),
  }
}

/** The definition of a live index, out of its options: target and class stand among them. */
export function liveDefinition({ kind, options }: LiveIndex): IndexDefinition {
  const parts = /^(values|keys|entries|full)\((.*)\)$/s.exec(options.get('target') ?? '')
  return {
    using: kind === 'CUSTOM' ? className(options.get('class_name') ?? '') : 'secondary',
    column: unquote(parts?.[2] ?? options.get('target') ?? ''),
    target: parts?.[1] as IndexTargetFunction | undefined,
    options: new Map([...options].filter(([key]) => key !== 'target' && key !== 'class_name')),
  }
}

/** Whether both index the same part of the same column. */
export function sameTarget(a: IndexDefinition, b: IndexDefinition): boolean {
  return a.column === b.column && a.target === b.target
}

/**
 * Whether a live index does what is wanted: the same class with the same options, spelled out or by default. A storage-attached index without
 * options also answers for a secondary one, which servers may make of it (`default_secondary_index` of 5.0).
 */
export function answersFor(live: IndexDefinition, wanted: IndexDefinition): boolean {
  const sameClass = live.using === wanted.using || (live.using === 'sai' && wanted.using === 'secondary')
  return sameTarget(live, wanted) && sameClass && sameOptions(live.options, wanted.options)
}

/** A definition for messages: `sai index on values(tags) of posts with {'case_sensitive': 'false'}`. */
export function printDefinition({ using, column, target, options }: IndexDefinition, table: string): string {
  const name = objectName(column)
  const on = target === undefined ? name : `${target}(${name})`
  const index = `${using} index on ${on} of ${objectName(table)}`
  return options.size === 0 ? index : `${index} with ${printMap(options)}`
}

/** The class is stored as typed: `sai`, `StorageAttachedIndex`, or either with its package. */
function className(typed: string): string {
  const name = typed.slice(typed.lastIndexOf('.') + 1)
  if (/^(sai|StorageAttachedIndex)$/i.test(name)) return 'sai'
  return /^(sasi|SASIIndex)$/i.test(name) ? 'sasi' : name
}

/** Targets are stored as CQL: quoted where the column name needs it. */
function unquote(name: string): string {
  return name.startsWith('"') && name.endsWith('"') ? name.slice(1, -1).replaceAll('""', '"') : name
}

/** What storage-attached and SASI indexes do where their options do not say. */
const defaultOptions: Readonly<Record<string, string>> = {
  case_sensitive: 'true',
  normalize: 'false',
  ascii: 'false',
  similarity_function: 'cosine',
  mode: 'prefix',
  analyzed: 'false',
}

function sameOptions(a: ReadonlyMap<string, string>, b: ReadonlyMap<string, string>): boolean {
  const option = (options: ReadonlyMap<string, string>, key: string) =>
    (options.get(key) ?? defaultOptions[key])?.toLowerCase()
  return [...a.keys(), ...b.keys()].every((key) => option(a, key) === option(b, key))
}
