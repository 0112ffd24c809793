import { isDeepStrictEqual } from 'node:util'
import { isMap, isSet } from 'node:util/types'
import type { WrittenCell } from '../../plan/statement-plan.js'
import { canonicalText } from '../canonical-value.js'
import type { EntityWrite } from './batch-member.js'

/** A value that a cell gets, and when. */
interface NewCell {
  readonly value: unknown
  readonly time: bigint | undefined
}

/** What a write makes of a cell, or of a part of it. */
interface CellChange {
  /** What is changed: two changes under one name are the same, or they contradict each other. */
  readonly name: string
  readonly property: string
  readonly value: unknown
  /** What must not have been said before: it would be lost, or win. */
  readonly unless?: string
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
    const isSaid = (name: string) => cells.has(name) && cells.get(name)!.time === write.timestamp
    for (const { name, property, value, unless } of this.#changes(write)) {
      if (unless !== undefined && isSaid(unless)) return property
      if (isSaid(name) && !isDeepStrictEqual(cells.get(name)!.value, value)) return property
    }
    return undefined
  }

  #allCells(): ReadonlyMap<string, NewCell> {
    const cells = (this.#cells ??= new Map<string, NewCell>())
    for (; this.#lookedAt < this.#writes.length; this.#lookedAt++) {
      const write = this.#writes[this.#lookedAt]!
      for (const { name, value } of this.#changes(write)) cells.set(name, { value, time: write.timestamp })
    }
    return cells
  }

  /** What a write says of the cells of this row. */
  *#changes({ plan, values }: EntityWrite): Iterable<CellChange> {
    for (const cell of plan.cells) {
      const value = values[cell.value]
      if (cell.isStatic === this.isStatic && value !== undefined) yield* changesOf(cell, value)
    }
  }
}

/**
 * What is written at one time: a value written whole does not replace what other members write of its parts, and what one of
 * them takes away stays away. Members are refused where carrying them out one after the other would come to something else.
 */
function* changesOf(
  { cell, column, property, isReplaced, isTaken }: WrittenCell,
  value: unknown,
): Iterable<CellChange> {
  const partly = `${column}\0partly`
  if (isReplaced) yield { name: cell, property, value, ...(cell === column && { unless: partly }) }
  if (!isReplaced || cell !== column) yield { name: partly, property, value: true }
  if (isReplaced && !isMap(value)) return
  for (const [part, held] of partsOf(value)) {
    const [kept, taken] = [`${column}\0${part}`, `${column}\0-${part}`]
    if (isTaken) yield { name: taken, property, value: true }
    else yield { name: kept, property, value: held, unless: taken }
  }
}

/** The elements of a set, the entries of a map; those of a list have no names. */
function partsOf(value: unknown): readonly (readonly [string, unknown])[] {
  if (isMap(value)) return Array.from(value, ([key, held]) => [canonicalText(key), held] as const)
  return isSet(value) ? Array.from(value, (element) => [canonicalText(element), true] as const) : []
}
