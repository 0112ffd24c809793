import type { MappingProblem } from '../errors/mapping-error.js'
import type { DeclarationProblem } from '../metadata/registry.js'

/** Collects the mistakes of one entity, so that all of them are reported at once. */
export interface Problems {
  readonly list: MappingProblem[]
  /** Adds one; `property` is undefined for the class itself. */
  add(code: string, property: string | undefined, message: string, hint?: string): void
}

/** `seen`: mistakes that are known already. */
export function problemsOf(entity: string, seen: readonly DeclarationProblem[] = []): Problems {
  const list: MappingProblem[] = seen.map((problem) => ({ ...problem, entity }))
  return {
    list,
    add: (code, property, message, hint) => {
      list.push({ code, entity, property, message, hint })
    },
  }
}
