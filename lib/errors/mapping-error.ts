import { CassiformError } from './cassiform-error.js'

/** One mistake in the declaration of an entity. */
export interface MappingProblem {
  readonly code: string
  readonly entity: string
  readonly property?: string | undefined
  /** What is wrong: what was expected, what was given. */
  readonly message: string
  /** How to mend it. */
  readonly hint?: string | undefined
}

/** Entities that no table can satisfy. Lists every mistake found, not only the first. */
export class MappingError extends CassiformError {
  readonly problems: readonly MappingProblem[]

  constructor(problems: readonly MappingProblem[]) {
    const [first] = problems
    const entities = new Set(problems.map((problem) => problem.entity))
    super(problems.length === 1 && first ? sentenceOf(first) : list(problems), {
      code: first?.code ?? 'E_MAPPING',
      entity: entities.size === 1 ? first?.entity : undefined,
      property: problems.length === 1 ? first?.property : undefined,
      outcome: 'not_sent',
    })
    this.problems = problems
  }
}

function list(problems: readonly MappingProblem[]): string {
  const lines = problems.map((problem) => {
    const place = problem.property === undefined ? problem.entity : `${problem.entity}.${problem.property}`
    return `  - [${place}] ${sentenceOf(problem)}`
  })
  return `${problems.length} mistakes in the declaration:\n${lines.join('\n')}`
}

function sentenceOf({ message, hint }: MappingProblem): string {
  return hint === undefined ? message : `${message} ${hint}`
}
