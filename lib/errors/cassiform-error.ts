/** What became of a request whose failure is reported: nothing left this process, the server refused it, or nobody knows. */
export type Outcome = 'not_sent' | 'rejected' | 'unknown'

/** The parts of an error besides its sentence. No bound value is ever among them. */
export interface ErrorDetails {
  /** Stable code, `E_…`; switch on it rather than on the class or the text. */
  readonly code: string
  /** Class name of the entity concerned. */
  readonly entity?: string | undefined
  /** Property of the entity concerned. */
  readonly property?: string | undefined
  /** How to mend it, as one sentence. */
  readonly hint?: string | undefined
  /** CQL text of the statement, with its bind markers and without values. */
  readonly cql?: string | undefined
  /** Present on every error of an operation that may have reached the network. */
  readonly outcome?: Outcome | undefined
  readonly cause?: unknown
}

const brand = Symbol.for('cassiform.error')

/**
 * Root of every error this library raises on purpose.
 * Message form: `[Entity.property] what is wrong; what was expected, what was given. Hint.`
 */
export class CassiformError extends Error {
  readonly code: string
  readonly entity?: string
  readonly property?: string
  readonly hint?: string
  readonly cql?: string
  readonly outcome?: Outcome
  /** Of a call that takes an array: which of its items was refused before anything was sent, from 0 on. */
  readonly index?: number

  constructor(sentence: string, details: ErrorDetails) {
    super(compose(sentence, details), details.cause === undefined ? undefined : { cause: details.cause })
    this.name = new.target.name
    this.code = details.code
    if (details.entity !== undefined) this.entity = details.entity
    if (details.property !== undefined) this.property = details.property
    if (details.hint !== undefined) this.hint = details.hint
    if (details.cql !== undefined) this.cql = details.cql
    if (details.outcome !== undefined) this.outcome = details.outcome
    Object.defineProperty(this, brand, { value: true })
  }
}

/** True for errors of this library, also those of another copy of it in the same process (where `instanceof` fails). */
export function isCassiformError(value: unknown): value is CassiformError {
  return typeof value === 'object' && value !== null && brand in value
}

/** The same error, of that item of an array; what others throw is left as it is. */
export function atIndex(error: unknown, index: number): unknown {
  return isCassiformError(error) ? Object.assign(error, { index }) : error
}

/** Whether a failure leaves no doubt that nothing was written. */
export function isRefused(error: unknown): boolean {
  return isCassiformError(error) && (error.outcome === 'not_sent' || error.outcome === 'rejected')
}

function compose(sentence: string, { entity, property, hint }: ErrorDetails): string {
  const place = entity === undefined ? '' : property === undefined ? `[${entity}] ` : `[${entity}.${property}] `
  return hint === undefined ? `${place}${sentence}` : `${place}${sentence} ${hint}`
}
