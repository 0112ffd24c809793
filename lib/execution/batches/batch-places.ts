import type { TableModel } from '../../model/table-model.js'
import type { BatchMember, EntityWrite } from './batch-member.js'
import type { BatchWarning } from './batch-warnings.js'
import { PartitionWrites } from './partition-writes.js'

/** One partition of one table, to which a batch writes. */
export interface Place {
  readonly table: string
  /** The only member so far. */
  alone: BatchMember | undefined
  /** What several members write; there is nothing to compare before. */
  writes: PartitionWrites | undefined
  /** The same partition of another table: to the server they are one. */
  readonly next: Place | undefined
}

/** Where the members of a batch write. Most have a partition of their own: that one costs little. */
export class BatchPlaces {
  /** By keyspace and number of key columns, then by the text of the key. */
  readonly #spaces = new Map<string, Map<string, Place>>()
  #size = 0
  #partitions = 0

  /** Partitions: what tables of one keyspace have under one key is one. */
  get partitions(): number {
    return this.#partitions
  }

  /** Partitions, those of each table counted. */
  get size(): number {
    return this.#size
  }

  /** Where earlier members wrote in the same partition, of whatever table; undefined if none did. */
  find({ model, target }: EntityWrite): Place | undefined {
    return target.partition === undefined ? undefined : this.#spaces.get(spaceOf(model))?.get(target.partition)
  }

  /** Refuses a member that contradicts an earlier one, else takes it in. `found`: what `find` says of its write. */
  add(member: BatchMember, write: EntityWrite, found: Place | undefined): BatchWarning | undefined {
    const { partition } = write.target
    if (partition === undefined) return undefined
    const place = placeOfTable(found, write)
    if (place !== undefined) return writesOf(place).add(member, write)
    this.#spaceOf(write).set(partition, {
      table: write.model.qualifiedName,
      alone: member,
      writes: undefined,
      next: found,
    })
    this.#size++
    if (found === undefined) this.#partitions++
    return undefined
  }

  #spaceOf({ model }: EntityWrite): Map<string, Place> {
    const name = spaceOf(model)
    const found = this.#spaces.get(name)
    if (found !== undefined) return found
    const space = new Map<string, Place>()
    this.#spaces.set(name, space)
    return space
  }
}

/** What tells texts of keys apart that are alike: a key of several columns, and one column with such a text. */
function spaceOf({ keyspace, partitionKey }: TableModel): string {
  return partitionKey.length === 1 ? keyspace : `${keyspace} ${partitionKey.length}`
}

/** The place that is of the table of a write. */
export function placeOfTable(place: Place | undefined, { model }: EntityWrite): Place | undefined {
  while (place !== undefined && place.table !== model.qualifiedName) place = place.next
  return place
}

/** Whether an earlier member has the row of a write. */
export function hasRow(place: Place, { target }: EntityWrite): boolean {
  return writesOf(place).hasRow(target)
}

function writesOf(place: Place): PartitionWrites {
  if (place.writes === undefined) {
    place.writes = new PartitionWrites()
    place.writes.add(place.alone!, place.alone!.write!)
    place.alone = undefined
  }
  return place.writes
}
