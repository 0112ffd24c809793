import { errors } from 'cassandra-driver'
import { ConnectionError } from '../errors/connection-error.js'
import { ExecutionError } from '../errors/execution-error.js'
import { diagnose, innerErrors } from './diagnose.js'
import type { Diagnosis } from './diagnosis.js'
import { readBack } from './diagnosis.js'
import { GivenUp } from './given-up.js'
import { errorWithoutValues } from './without-values.js'

/** What the statement was, for the sentence of the error. */
export interface FailedStatement {
  readonly entity?: string | undefined
  readonly cql: string
  /** False: no server ever accepted it, so that a name the server does not know is a mistake in its text. */
  readonly wasAccepted?: boolean | undefined
}

/** Why no connection could be made, as a `ConnectionError`: wrong credentials, an untrusted certificate, no node. */
export function translateConnectError(error: unknown): ConnectionError {
  const inner = error instanceof errors.NoHostAvailableError ? [...innerErrors(error).values()] : []
  const reasons = reasonsOf(inner.length === 0 ? [error] : inner)
  const isRefused = inner.some((one) => one instanceof errors.AuthenticationError)
  const isUntrusted = inner.some((one) =>
    /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|ALTNAME/.test((one as NodeError)?.code ?? ''),
  )
  const code = isRefused ? 'E_AUTHENTICATION' : isUntrusted ? 'E_CERTIFICATE' : 'E_CONNECT'
  return new ConnectionError(`could not connect: ${reasons}.`, { code, cause: error })
}

type NodeError = { readonly code?: string } | undefined

function reasonsOf(failures: readonly unknown[]): string {
  return [...new Set(failures.map((one) => (one instanceof Error ? one.message : String(one))))].join('; ')
}

/**
 * A failure of driver or server as an `ExecutionError`: what happened, what became of the statement, how many replicas
 * answered. Never a value, neither in the message nor in what it was caused by.
 */
export function translateError(error: unknown, statement: FailedStatement): ExecutionError {
  const { entity, cql } = statement
  const { sentence, hint, ...details } = diagnoseStatement(error, statement)
  return new ExecutionError(sentence, {
    ...details,
    hint: hint === readBack && isRead(cql) ? undefined : hint,
    entity,
    cql,
    cause: error instanceof GivenUp ? error.cause : errorWithoutValues(error),
  })
}

/** Only of what was accepted once it can be said that the schema is another one now. */
function diagnoseStatement(error: unknown, { wasAccepted }: FailedStatement): Diagnosis {
  const diagnosis = diagnose(error)
  if (wasAccepted !== false || diagnosis.code !== 'E_SCHEMA_CHANGED') return diagnosis
  return { ...diagnosis, code: 'E_QUERY', hint: 'Check the names in the statement: the server knows no such object.' }
}

function isRead(cql: string): boolean {
  return /^\s*SELECT\b/i.test(cql)
}
