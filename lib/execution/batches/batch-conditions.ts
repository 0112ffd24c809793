import { joined } from '../../plan/writes/write-target.js'
import type { BatchMember, EntityWrite } from './batch-member.js'
import { placeOfTable } from './batch-places.js'
import type { BatchPlaces, Place } from './batch-places.js'
import { refuseMember } from './batch-rules.js'
import type { BatchSettings } from './batch-rules.js'

/** What the condition of a member is. */
export type ConditionKind = 'ifNotExists' | 'ifExists' | 'if'

/**
 * What holds for a batch as soon as one member has a condition: all of it is one lightweight transaction, so it is in one
 * partition of one table, and the server gives it its time.
 */
export class BatchConditions {
  readonly #places: BatchPlaces
  /** By row, what makes it conditional. */
  readonly #kinds = new Map<string, ConditionKind>()
  #isConditional = false
  #isDated = false
  #isOpen = false

  constructor(places: BatchPlaces) {
    this.#places = places
  }

  /** True as soon as one member has a condition. */
  get isConditional(): boolean {
    return this.#isConditional
  }

  /** Refuses a member with which the batch would be none that the server takes. `found`: members before in its partition. */
  check({ timestamp }: BatchSettings, member: BatchMember, found: Place | undefined): void {
    const { write, condition } = member
    if (!this.#isConditional && condition === undefined) return
    if (timestamp !== undefined || this.#isDated || write?.timestamp !== undefined) refuseTime(member)
    const isNew = write !== undefined && placeOfTable(found, write) === undefined
    if (this.#isOpen || isOpen(write) || this.#places.size + (isNew ? 1 : 0) > 1) refuseSeveral(member)
    const kind = write && this.#kinds.get(rowOf(write))
    if (kind !== undefined && condition !== undefined && kind !== condition) refuseMixed(member, kind, condition)
  }

  /** Takes in a member that was checked. */
  add({ write, condition }: BatchMember): void {
    if (isOpen(write)) this.#isOpen = true
    if (write?.timestamp !== undefined) this.#isDated = true
    if (condition === undefined) return
    this.#isConditional = true
    if (write !== undefined) this.#kinds.set(rowOf(write), condition)
  }
}

/** Whether only the server knows which partitions a write is of. */
function isOpen(write: EntityWrite | undefined): boolean {
  return write !== undefined && write.target.partition === undefined
}

function rowOf({ target }: EntityWrite): string {
  return joined([target.scope, ...target.clustering])
}

/** `Batch with conditions cannot span multiple partitions`, `… multiple tables`. */
function refuseSeveral(member: BatchMember): never {
  return refuseMember(
    member,
    'E_BATCH_CONDITIONAL',
    'a batch with conditions is in one partition of one table, and this one would not be.',
    { hint: 'Write the rest in another batch, after this one was applied.' },
  )
}

/** `Cannot provide custom timestamp for conditional BATCH`; that of a member would be ignored in silence. */
function refuseTime(member: BatchMember): never {
  return refuseMember(
    member,
    'E_BATCH_TIMESTAMP',
    'a batch with conditions takes no timestamp: the server gives it one.',
    {
      hint: 'Leave it out, also of the other members.',
    },
  )
}

/** `Cannot mix IF EXISTS and IF NOT EXISTS conditions for the same row`, and the like. */
function refuseMixed(member: BatchMember, one: ConditionKind, other: ConditionKind): never {
  return refuseMember(
    member,
    'E_BATCH_CONDITIONAL',
    `one row has '${one}' and '${other}' in one batch; expected one kind.`,
    {
      hint: 'if with conditions holds on no row that is missing.',
    },
  )
}
