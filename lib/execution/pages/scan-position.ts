/** A request of a scan: a range of the ring, and where in it the page begins. */
export interface RangeRequest {
  readonly range: number
  readonly pageState: string | undefined
}

/** How a position is written down: `done` are spans of ranges, `[first, last]`. */
interface WrittenPosition {
  readonly ranges: number
  readonly rows: number
  readonly done: readonly (readonly [number, number])[]
  readonly open: Readonly<Record<string, string>>
}

/** Most ranges a scan may have, which bounds its lanes: what a position may say, whoever wrote it. */
export const maxRanges = 4096

/** What a scan has handed out: whole ranges, the beginnings of others, and how many rows. */
export class ScanPosition {
  readonly #isDone: boolean[]
  readonly #pageStates = new Map<number, string>()
  #rows = 0
  #done = 0

  /** The beginning of a scan in this many ranges. */
  constructor(readonly ranges: number) {
    this.#isDone = new Array<boolean>(ranges).fill(false)
  }

  /** The position of bytes that `write` made; undefined for any other. */
  static read(bytes: Buffer): ScanPosition | undefined {
    const written = parse(bytes)
    return isWritten(written) ? ScanPosition.#restore(written) : undefined
  }

  static #restore({ ranges, rows, done, open }: WrittenPosition): ScanPosition {
    const position = new ScanPosition(ranges)
    for (const [first, last] of done) for (let range = first; range <= last; range++) position.#finish(range)
    for (const [range, pageState] of Object.entries(open)) position.#pageStates.set(Number(range), pageState)
    position.#rows = rows
    return position
  }

  /** Rows handed out so far, those before a resumption included. */
  get rows(): number {
    return this.#rows
  }

  /** Share of the ring whose ranges are finished, 0 to 1. */
  get fraction(): number {
    return this.#done / this.ranges
  }

  /** What is left to be read: ranges that were begun first. */
  remaining(): readonly RangeRequest[] {
    const begun = Array.from(this.#pageStates, ([range, pageState]) => ({ range, pageState }))
    const others = Array.from(this.#isDone.keys()).filter((i) => !this.#isDone[i] && !this.#pageStates.has(i))
    return [...begun, ...others.map((range) => ({ range, pageState: undefined }))]
  }

  /** A page of so many rows was handed out; `pageState` is where the next one of its range begins. */
  advance(range: number, rows: number, pageState: string | undefined): void {
    this.#rows += rows
    if (pageState === undefined) this.#finish(range)
    else this.#pageStates.set(range, pageState)
  }

  write(): Buffer {
    const open = Object.fromEntries(this.#pageStates)
    const written: WrittenPosition = { ranges: this.ranges, rows: this.#rows, done: spansOf(this.#isDone), open }
    return Buffer.from(JSON.stringify(written))
  }

  #finish(range: number): void {
    this.#pageStates.delete(range)
    if (this.#isDone[range]) return
    this.#isDone[range] = true
    this.#done++
  }
}

/** `[first, last]` of each run of true. */
function spansOf(flags: readonly boolean[]): readonly (readonly [number, number])[] {
  const spans: [number, number][] = []
  flags.forEach((flag, i) => {
    if (!flag) return
    const last = spans.at(-1)
    if (last?.[1] === i - 1) last[1] = i
    else spans.push([i, i])
  })
  return spans
}

function parse(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString())
  } catch {
    return undefined
  }
}

/** Without a secret a position can be made by anyone: nothing of it is taken on trust. */
function isWritten(value: unknown): value is WrittenPosition {
  if (typeof value !== 'object' || value === null) return false
  const { ranges, rows, done, open } = value as Readonly<Partial<Record<keyof WrittenPosition, unknown>>>
  if (!isIndex(ranges, maxRanges + 1) || ranges === 0 || !isIndex(rows, Infinity)) return false
  if (!Array.isArray(done) || typeof open !== 'object' || open === null) return false
  return (
    done.every((span, i) => isSpan(span, i === 0 ? 0 : (done[i - 1] as readonly number[])[1]! + 1, ranges)) &&
    Object.entries(open).every(([range, state]) => isIndex(Number(range), ranges) && isPageState(state))
  )
}

function isIndex(value: unknown, end: number): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0 && (value as number) < end
}

function isSpan(value: unknown, begin: number, end: number): boolean {
  if (!Array.isArray(value) || value.length !== 2) return false
  return isIndex(value[0], end) && isIndex(value[1], end) && begin <= value[0] && value[0] <= value[1]
}

function isPageState(value: unknown): boolean {
  return typeof value === 'string' && /^(?:[\da-f]{2})+$/.test(value)
}
