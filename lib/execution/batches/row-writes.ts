import { isDeepStrictEqual } from 'node:util'
import { isMap } from 'node:util/types'
import { canonicalText } from '../canonical-value.js'
import type { EntityWrite } from './batch-member.js'

/** A value that a cell gets, and when. */
interface NewCell {
  readonly value: unknown
  readonly time: bigint | undefined
}

/** A cell as a write leaves it. */
interface CellValue {
  readonly cell: string
  readonly property: string
  readonly value: unknown
}

/**
 * What a batch writes to one row, or to the statics of one partition. Most rows are written once: what a write says of
 * each cell is looked at when there is another one.
 */
export class RowWrites {
  readonly #writes: EntityWrite[] = []
  /** The last value of each cell, of the writes looked at. */
  #cells: Map<string, NewCell> | undefined
  #lookedAt = 0

  constructor(
    readonly clustering: readonly string[],
    private readonly isStatic: boolean,
  ) {}

  add(write: EntityWrite): void {
    this.#writes.push(write)
  }

  isWrittenAt(time: bigint | undefined): boolean {
    return this.#writes.some(({ timestamp }) => timestamp === time)
  }

  /** A property to which a write gives another value than one before, at the same time; undefined if there is none. */
  contradiction(write: EntityWrite): string | undefined {
    if (this.#writes.length === 0) return undefined
    const cells = this.#allCells()
    for (const { cell, property, value } of this.#newCells(write)) {
      const before = cells.get(cell)
      if (before === undefined || before.time !== write.timestamp) continue
      if (!isDeepStrictEqual(before.value, value)) return property
    }
    return undefined
  }

  #allCells(): ReadonlyMap<string, NewCell> {
    const cells = (this.#cells ??= new Map<string, NewCell>())
    for (; this.#lookedAt < this.#writes.length; this.#lookedAt++) {
      const write = this.#writes[this.#lookedAt]!
      for (const { cell, value } of this.#newCells(write)) cells.set(cell, { value, time: write.timestamp })
    }
    return cells
  }

  /** The cells of this row that get a new value; each entry that is put into a map is a cell. */
  *#newCells({ plan, values }: EntityWrite): Iterable<CellValue> {
    for (const { cell, property, type, isReplaced, isStatic, value: place } of plan.cells) {
      const value = values[place]
      if (isStatic !== this.isStatic || value === undefined) continue
      if (isReplaced) yield { cell, property, value }
      if (type.kind !== 'map' || !isMap(value)) continue
      for (const [key, entry] of value) yield { cell: `${cell} ${canonicalText(key)}`, property, value: entry }
    }
  }
}
