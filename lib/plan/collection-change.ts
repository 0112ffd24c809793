import { buildElementCodec } from '../codec/build-codec.js'
import type { ElementCodec, Identity } from '../codec/define-codec.js'
import { ValueRefusal } from '../codec/value-refusal.js'
import { Assignment } from '../cql/assignments.js'
import type { MapType, SequenceType } from '../cql/data-type.js'
import { isMulticell } from '../cql/data-type.js'
import type { ColumnModel } from '../model/table-model.js'

/**
 * The change that turns one set or map into another element by element; undefined where the new value has to be
 * written whole: lists, frozen collections, values the column refuses anyway.
 */
export function collectionChange({ type }: ColumnModel, before: unknown, now: unknown): Assignment | undefined {
  if (!isMulticell(type) || now === null) return undefined
  try {
    if (type.kind === 'set') return setChange(type, before ?? new Set(), now)
    return type.kind === 'map' ? mapChange(type, before ?? new Map(), now) : undefined
  } catch (error) {
    if (error instanceof ValueRefusal) return undefined
    throw error
  }
}

/** Elements or entries by what the server takes for the same one. */
type ByIdentity<Member> = ReadonlyMap<Identity, Member>

function byIdentity<Member>(members: Iterable<Member>, identity: (member: Member) => Identity): ByIdentity<Member> {
  return new Map(Array.from(members, (member) => [identity(member), member]))
}

function setChange({ element }: SequenceType, before: unknown, now: unknown): Assignment | undefined {
  if (!(before instanceof Set) || !(now instanceof Set)) return undefined
  const codec = buildElementCodec(element)
  const old = byIdentity(before, codec.keyIdentity)
  const next = byIdentity(now, codec.keyIdentity)
  if (isRespelled(codec, old, next)) return undefined
  const added = new Set([...next].filter(([identity]) => !old.has(identity)).map(([, member]) => member))
  const removed = [...old].filter(([identity]) => !next.has(identity)).map(([, member]) => member)
  return assignmentOf('add', added, removed)
}

function mapChange({ key, value }: MapType, before: unknown, now: unknown): Assignment | undefined {
  if (!(before instanceof Map) || !(now instanceof Map)) return undefined
  const codec = buildElementCodec(key)
  const { equals } = buildElementCodec(value)
  const old = byIdentity<[unknown, unknown]>(before, (entry) => codec.keyIdentity(entry[0]))
  const next = byIdentity<[unknown, unknown]>(now, (entry) => codec.keyIdentity(entry[0]))
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
