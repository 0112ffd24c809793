import { buildCodec } from '../codec/build-codec.js'
import type { Codec } from '../codec/codec.js'
import { ValueRefusal } from '../codec/value-refusal.js'
import { Assignment } from '../cql/assignments.js'
import type { CqlType, NativeTypeName } from '../cql/data-type.js'
import { isMulticell } from '../cql/data-type.js'
import type { ColumnModel } from '../model/table-model.js'

/**
 * Element types whose values are told apart by JavaScript exactly as by the server, once in canonical form. With any
 * other (1.0 and 1.00 are one decimal to the server, two dates are never one object) an element could be added and
 * removed in one statement, and the removal would win.
 */
const distinguishable: ReadonlySet<NativeTypeName> = new Set<NativeTypeName>([
  'ascii',
  'bigint',
  'boolean',
  'date',
  'inet',
  'int',
  'smallint',
  'text',
  'time',
  'timeuuid',
  'tinyint',
  'uuid',
  'varint',
])

/**
 * The change that turns one set or map into another element by element; undefined where the new value has to be
 * written whole: lists, frozen collections, elements that cannot be told apart, values the column refuses anyway.
 */
export function collectionChange({ type }: ColumnModel, before: unknown, now: unknown): Assignment | undefined {
  if (!isMulticell(type) || now === null) return undefined
  try {
    if (type.kind === 'set' && isDistinguishable(type.element)) return setChange(type.element, before ?? new Set(), now)
    if (type.kind === 'map' && isDistinguishable(type.key)) return mapChange(type, before ?? new Map(), now)
    return undefined
  } catch (error) {
    if (error instanceof ValueRefusal) return undefined
    throw error
  }
}

function isDistinguishable(type: CqlType): boolean {
  return type.kind === 'native' && distinguishable.has(type.name)
}

function setChange(elementType: CqlType, before: unknown, now: unknown): Assignment | undefined {
  if (!(before instanceof Set) || !(now instanceof Set)) return undefined
  const canonical = canonicalForm(buildCodec(elementType))
  const old = new Set([...before].map(canonical))
  const next = new Set([...now].map(canonical))
  const added = new Set([...next].filter((element) => !old.has(element)))
  const removed = [...old].filter((element) => !next.has(element))
  return assignmentOf('add', added, removed)
}

function mapChange(type: Extract<CqlType, { kind: 'map' }>, before: unknown, now: unknown): Assignment | undefined {
  if (!(before instanceof Map) || !(now instanceof Map)) return undefined
  const canonical = canonicalForm(buildCodec(type.key))
  const { equals } = buildCodec(type.value)
  const entries = (map: ReadonlyMap<unknown, unknown>) =>
    new Map([...map].map(([key, value]) => [canonical(key), value]))
  const old = entries(before)
  const next = entries(now)
  const added = new Map([...next].filter(([key, value]) => !old.has(key) || !equals(old.get(key), value)))
  const removed = [...old.keys()].filter((key) => !next.has(key))
  return assignmentOf('put', added, removed)
}

/** An element as reading it back would give it. */
function canonicalForm({ encode, decode }: Codec): (element: unknown) => unknown {
  return (element) => decode(encode(element))
}

function assignmentOf(
  addition: 'add' | 'put',
  added: ReadonlySet<unknown> | ReadonlyMap<unknown, unknown>,
  removed: readonly unknown[],
): Assignment {
  if (removed.length === 0) return new Assignment(addition, added)
  return added.size === 0 ? new Assignment('remove', removed) : new Assignment('change', { added, removed })
}
