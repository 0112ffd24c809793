import { isDeepStrictEqual } from 'node:util'
import type { EntityWrite } from './batch-member.js'

/** A value that a cell gets, and when. */
interface NewCell {
  readonly value: unknown
  readonly time: bigint | undefined
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
      if (!isDeepStrictEqual(before.value, write.values[value])) return property
    }
    return undefined
  }

  #allCells(): ReadonlyMap<string, NewCell> {
    const cells = (this.#cells ??= new Map<string, NewCell>())
    for (; this.#lookedAt < this.#writes.length; this.#lookedAt++) {
      const write = this.#writes[this.#lookedAt]!
      for (const { cell, value } of this.#newCells(write)) {
        cells.set(cell, { value: write.values[value], time: write.timestamp })
      }
    }
    return cells
  }

  /** The cells of this row that get a new value. */
  #newCells({ plan, values }: EntityWrite) {
    return plan.cells.filter(
      ({ isReplaced, isStatic, value }) => isReplaced && isStatic === this.isStatic && values[value] !== undefined,
    )
  }
}
