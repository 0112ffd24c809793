import type { MappingProblem } from '../errors/mapping-error.js'

/** Collects the mistakes of one entity, so that all of them are reported at once. */
export interface Problems {
  readonly list: MappingProblem[]
  /** Adds one; `property` is undefined for the class itself. */
  add(code: string, property: string | undefined, message: string, hint?: string): void
}

export function problemsOf(entity: string): Problems {
  const list: MappingProblem[] = []
  return {
    list,
    add: (code, property, message, hint) => {
      list.push({ code, entity, property, message, hint })
    },
  }
}
