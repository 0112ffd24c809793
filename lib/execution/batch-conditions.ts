import { joined } from '../plan/write-target.js'
import type { BatchMember } from './batch-member.js'
import { refuseMember } from './batch-rules.js'
import type { BatchSettings } from './batch-rules.js'

/** What the condition of a member is. */
export type ConditionKind = 'ifNotExists' | 'ifExists' | 'if'

/**
 * What holds for a batch as soon as one member has a condition: all of it is one lightweight transaction, so it is in one
 * partition of one table, and the server gives it its time.
 */
export class BatchConditions {
  readonly #partitions = new Set<string>()
  /** By row, what makes it conditional. */
  readonly #kinds = new Map<string, ConditionKind>()
  #isConditional = false
  #isDated = false
  #isOpen = false

  /** True as soon as one member has a condition. */
  get isConditional(): boolean {
    return this.#isConditional
  }

  /** Refuses a member with which the batch would be none that the server takes. Returns what takes it in. */
  check({ timestamp }: BatchSettings, member: BatchMember): () => void {
    const { write, condition } = member
    const partition = write?.target.partition && joined([write.model.qualifiedName, write.target.partition])
    const isOpen = this.#isOpen || (write !== undefined && partition === undefined)
    const isDated = this.#isDated || write?.timestamp !== undefined
    const isConditional = this.#isConditional || condition !== undefined
    if (isConditional) {
      if (timestamp !== undefined || isDated) refuseTime(member)
      const isNew = partition !== undefined && !this.#partitions.has(partition)
      if (isOpen || this.#partitions.size + (isNew ? 1 : 0) > 1) refuseSeveral(member)
    }
    const row = write && joined([write.target.scope, ...write.target.clustering])
    const kind = row === undefined ? undefined : this.#kinds.get(row)
    if (kind !== undefined && condition !== undefined && kind !== condition) refuseMixed(member, kind, condition)
    return () => {
      this.#isConditional = isConditional
      this.#isDated = isDated
      this.#isOpen = isOpen
      if (partition !== undefined) this.#partitions.add(partition)
      if (row !== undefined && condition !== undefined) this.#kinds.set(row, condition)
    }
  }
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
