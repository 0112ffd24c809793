import { buildElementCodec } from '../../codec/build-codec.js'
import type { CodecOptions } from '../../codec/build-codec.js'
import type { ElementCodec, Identity } from '../../codec/define-codec.js'
import { isPlainObject } from '../../objects/plain-object.js'
import { ValueRefusal } from '../../codec/value-refusal.js'
import { Assignment, isAssignment } from '../../cql/assignments.js'
import type { MapType, SequenceType } from '../../cql/data-type.js'
import { isMulticellCollection } from '../../cql/data-type.js'
import type { ColumnModel } from '../../model/table-model.js'

/**
 * The change that turns one set or map into another element by element; undefined where the new value has to be
 * written whole: lists, frozen collections, columns with transformers, values the column refuses anyway.
 */
export function collectionChange(column: ColumnModel, before: unknown, now: unknown): Assignment | undefined {
  const { type, isTransformed, codecOptions } = column
  if (!isMulticellCollection(type) || isTransformed || now === null) return undefined
  try {
    if (type.kind === 'set') return setChange(type, codecOptions, asSet(before ?? []), asSet(now))
    return type.kind === 'map' ? mapChange(type, codecOptions, asMap(before ?? {}), asMap(now)) : undefined
  } catch (error) {
    if (error instanceof ValueRefusal) return undefined
    throw error
  }
}

/** Sets and maps in any representation they have. */
function asSet(value: unknown): ReadonlySet<unknown> | undefined {
  if (Array.isArray(value)) return new Set(value)
  return value instanceof Set ? value : undefined
}

function asMap(value: unknown): ReadonlyMap<unknown, unknown> | undefined {
  if (value instanceof Map) return value
  return isPlainObject(value) ? new Map(Object.entries(value)) : undefined
}

/** Elements or entries by what the server takes for the same one. */
type ByIdentity<Member> = ReadonlyMap<Identity, Member>

function byIdentity<Member>(members: Iterable<Member>, identity: (member: Member) => Identity): ByIdentity<Member> {
  return new Map(Array.from(members, (member) => [identity(member), member]))
}

function setChange(
  { element }: SequenceType,
  options: CodecOptions,
  before: ReadonlySet<unknown> | undefined,
  now: ReadonlySet<unknown> | undefined,
): Assignment | undefined {
  if (before === undefined || now === undefined) return undefined
  const codec = buildElementCodec(element, options)
  const old = byIdentity(before, codec.keyIdentity)
  const next = byIdentity(now, codec.keyIdentity)
  if (isRespelled(codec, old, next)) return undefined
  const added = new Set([...next].filter(([identity]) => !old.has(identity)).map(([, member]) => member))
  const removed = [...old].filter(([identity]) => !next.has(identity)).map(([, member]) => member)
  return assignmentOf('add', added, removed)
}

function mapChange(
  { key, value }: MapType,
  options: CodecOptions,
  before: ReadonlyMap<unknown, unknown> | undefined,
  now: ReadonlyMap<unknown, unknown> | undefined,
): Assignment | undefined {
  if (before === undefined || now === undefined) return undefined
  const codec = buildElementCodec(key, options)
  const { equals } = buildElementCodec(value, options)
  const old = byIdentity<[unknown, unknown]>(before, (entry) => codec.keyIdentity(entry[0]))
  const next = byIdentity<[unknown, unknown]>(now, (entry) => codec.keyIdentity(entry[0]))
  // Keys that are stored alike: for the codec of the whole map to refuse.
  if (next.size !== now.size) return undefined
  if (isRespelled(codec, keysOf(old), keysOf(next))) return undefined
  const changed = [...next].filter(([identity, entry]) => {
    const was = old.get(identity)
    return was === undefined || !equals(was[1], entry[1])
  })
  const removed = [...old].filter(([identity]) => !next.has(identity)).map(([, entry]) => entry[0])
  return assignmentOf('put', new Map(changed.map(([, entry]) => entry)), removed)
}

function keysOf(entries: ByIdentity<[unknown, unknown]>): ByIdentity<unknown> {
  return new Map([...entries].map(([identity, [key]]) => [identity, key]))
}

/**
 * Whether an element is the same to the server and yet stored otherwise, as the decimals 1.0 and 1.00 are: added and
 * removed in one statement it would be lost, because the removal wins.
 */
function isRespelled({ identity }: ElementCodec, old: ByIdentity<unknown>, next: ByIdentity<unknown>): boolean {
  return [...next].some(([key, member]) => old.has(key) && identity(old.get(key)) !== identity(member))
}

function assignmentOf(
  addition: 'add' | 'put',
  added: ReadonlySet<unknown> | ReadonlyMap<unknown, unknown>,
  removed: readonly unknown[],
): Assignment {
  if (removed.length === 0) return new Assignment(addition, added)
  return added.size === 0 ? new Assignment('remove', removed) : new Assignment('change', { added, removed })
}

/**
 * One change of a column that does what two do which lead to the same value from different ones; `now` is that value. What
 * one of them adds the other cannot take out.
 */
export function bothChanges(column: ColumnModel, one: unknown, other: unknown, now: unknown): unknown {
  if (one === undefined) return other
  if (other === undefined) return one
  if (one === now || other === now) return now
  // Fields of a user-defined type.
  if (!isAssignment(one) || !isAssignment(other)) return { ...one, ...other }
  const { type, codecOptions } = column
  const { keyIdentity } = buildElementCodec(
    type.kind === 'map' ? type.key : (type as SequenceType).element,
    codecOptions,
  )
  const parts = [partsOf(one), partsOf(other)]
  const removed = [
    ...byIdentity(
      parts.flatMap((part) => part.removed),
      keyIdentity,
    ).values(),
  ]
  return type.kind === 'map'
    ? assignmentOf('put', new Map(parts.flatMap(({ added }) => [...(added as ReadonlyMap<unknown, unknown>)])), removed)
    : assignmentOf('add', new Set(parts.flatMap(({ added }) => [...added])), removed)
}

interface ChangeParts {
  readonly added: ReadonlySet<unknown> | ReadonlyMap<unknown, unknown>
  readonly removed: readonly unknown[]
}

function partsOf({ kind, operand }: Assignment): ChangeParts {
  if (kind === 'change') return operand as ChangeParts
  if (kind === 'remove') return { added: new Map(), removed: operand as readonly unknown[] }
  return { added: operand as ChangeParts['added'], removed: [] }
}
