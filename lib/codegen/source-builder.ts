import { evaluate } from './evaluate.js'

/**
 * Text of a JavaScript string literal. `JSON.stringify` leaves U+2028 and U+2029 as they are, which older parsers
 * took for line ends.
 */
export function literal(text: string): string {
  return JSON.stringify(text).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029')
}

/** `object["property"]`: the only way a name from outside enters generated code. */
export function member(object: string, property: string | number): string {
  return `${object}[${typeof property === 'number' ? String(property) : literal(property)}]`
}

/** A generated function and the text it was made from. */
export interface Compiled<F> {
  readonly run: F
  readonly source: string
}

/** Collects the lines of one generated function and the outside values they use. */
export class SourceBuilder {
  readonly #lines: string[] = []
  readonly #captured = new Map<string, unknown>()

  constructor(
    private readonly name: string,
    private readonly parameters: readonly string[],
  ) {}

  line(text: string): void {
    this.#lines.push(`  ${text}`)
  }

  /** Makes an outside value reachable and returns the name under which the body sees it. */
  capture(hint: string, value: unknown): string {
    const name = `${hint}${this.#captured.size}`
    this.#captured.set(name, value)
    return name
  }

  compile<F>(): Compiled<F> {
    const body = this.#lines.join('\n')
    const run = evaluate<F>({ name: this.name, parameters: this.parameters, body, captured: this.#captured })
    return { run, source: `function ${this.name}(${this.parameters.join(', ')}) {\n${body}\n}` }
  }
}
