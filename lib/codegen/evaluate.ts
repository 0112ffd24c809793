/** A function made from source text, with the values it may use besides its arguments. */
export interface GeneratedSource {
  /** Name of the function; reduced to an identifier. Shows in stacks and profiles. */
  readonly name: string
  readonly parameters: readonly string[]
  /** Body, one line per statement. */
  readonly body: string
  /** Captured values by the names the body uses. */
  readonly captured: ReadonlyMap<string, unknown>
}

let counter = 0
let allowed: boolean | undefined

/** Whether this process may make functions from text: `--disallow-code-generation-from-strings` forbids it. */
export function canEvaluate(): boolean {
  allowed ??= probe()
  return allowed
}

/** Turns code generation off, as where it is forbidden; returns a function that restores what was before. */
export function forbidEvaluation(): () => void {
  const before = canEvaluate()
  allowed = false
  return () => {
    allowed = before
  }
}

/**
 * The only place where text becomes code. Each function gets a `sourceURL` of its own: V8 would otherwise share type
 * feedback between functions of equal text, which made sixteen entities 4–5 times slower.
 */
export function evaluate<F>({ name, parameters, body, captured }: GeneratedSource): F {
  const identifier = name.replace(/[^A-Za-z0-9_$]/g, '_')
  const text = [
    '"use strict";',
    `return function ${identifier}(${parameters.join(', ')}) {`,
    body,
    '}',
    `//# sourceURL=cassiform-generated/${identifier}-${++counter}.js`,
  ].join('\n')
  // eslint-disable-next-line @typescript-eslint/no-implied-eval, @typescript-eslint/no-unsafe-call -- the one evaluator
  return new Function(...captured.keys(), text)(...captured.values()) as F
}

function probe(): boolean {
  try {
    // eslint-disable-next-line @typescript-eslint/no-implied-eval, @typescript-eslint/no-unsafe-call -- the one evaluator
    return new Function('return true')() as boolean
  } catch {
    return false
  }
}
