/** Something to know of a batch, which the server carries out all the same. */
export interface BatchWarning {
  /** What it is about, without the figures: many batches may have the same. */
  readonly about: string
  readonly text: () => string
}

/** Warnings that are remembered; a program with more of them has heard enough. */
const maxKnown = 1000

/** Passes on each warning once for each entity, so that a program that sends large batches all day does not fill its log. */
export class WarnedOnce {
  readonly #known = new Set<string>()

  constructor(private readonly warn: (message: string) => void) {}

  /** `entity`: the one that the whole batch writes. */
  tell(entity: string | undefined, { about, text }: BatchWarning): void {
    const key = `${about} ${entity ?? ''}`
    if (this.#known.has(key) || this.#known.size >= maxKnown) return
    this.#known.add(key)
    this.warn(text())
  }
}
