import { errors } from 'cassandra-driver'
import type { Outcome } from '../errors/cassiform-error.js'
import { ConnectionError } from '../errors/connection-error.js'
import { ExecutionError } from '../errors/execution-error.js'

/** What the statement was, for the sentence of the error. */
export interface FailedStatement {
  readonly entity?: string | undefined
  readonly cql: string
}

/** Why no connection could be made, as a `ConnectionError`: wrong credentials, an untrusted certificate, no node. */
export function translateConnectError(error: unknown): ConnectionError {
  const inner = error instanceof errors.NoHostAvailableError ? innerErrors(error) : []
  const reasons = reasonsOf(inner.length === 0 ? [error] : inner)
  const isRefused = inner.some((one) => one instanceof errors.AuthenticationError)
  const isUntrusted = inner.some((one) =>
    /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|ALTNAME/.test((one as NodeError)?.code ?? ''),
  )
  const code = isRefused ? 'E_AUTHENTICATION' : isUntrusted ? 'E_CERTIFICATE' : 'E_CONNECT'
  return new ConnectionError(`could not connect: ${reasons}.`, { code, cause: error })
}

type NodeError = { readonly code?: string } | undefined

/** What is known of a failure: a sentence, a stable code, and what became of the statement. */
interface Diagnosis {
  readonly sentence: string
  readonly code: string
  readonly outcome: Outcome
  readonly hint?: string
  readonly serverCode?: number
}

/** Error codes of protocol v4 that do not say whether a write was applied: some replica may have taken it. */
const undecided = new Set([0x0000, 0x1100, 0x1500])

const unprepared = 0x2500

/**
 * A failure of driver or server as an `ExecutionError`. Driver-side timeouts, closed sockets and missing hosts carry
 * no code, so they are told apart by class; the server's answer may be wrapped in a `NoHostAvailableError`.
 */
export function translateError(error: unknown, { entity, cql }: FailedStatement): ExecutionError {
  const { sentence, code, outcome, hint, serverCode } = diagnose(error)
  return new ExecutionError(sentence, { code, outcome, hint, serverCode, entity, cql, cause: error })
}

function diagnose(error: unknown): Diagnosis {
  if (error instanceof errors.NoHostAvailableError) return diagnoseNoHost(error)
  if (error instanceof errors.ResponseError) return diagnoseResponse(error)
  if (error instanceof errors.OperationTimedOutError) {
    return {
      sentence: 'no answer came in time.',
      code: 'E_TIMEOUT',
      outcome: 'unknown',
      hint: 'A write may have been applied: read it back before repeating it.',
    }
  }
  if (error instanceof errors.BusyConnectionError) {
    return {
      sentence: 'all connections have as many requests under way as they take.',
      code: 'E_BUSY',
      outcome: 'not_sent',
    }
  }
  if (error instanceof TypeError || error instanceof RangeError) {
    return { sentence: 'the driver could not encode the request.', code: 'E_ENCODE', outcome: 'not_sent' }
  }
  return {
    sentence: 'the connection failed before an answer came.',
    code: 'E_CONNECTION',
    outcome: 'unknown',
    hint: 'A write may have been applied: read it back before repeating it.',
  }
}

function diagnoseResponse({ code, message }: errors.ResponseError): Diagnosis {
  return {
    sentence: `the server answered: ${withoutValues(message)}`,
    code: 'E_QUERY',
    outcome: undecided.has(code) ? 'unknown' : 'rejected',
    serverCode: code,
  }
}

/** Server messages name no bound value but in these places. */
function withoutValues(message: string): string {
  return message.replace(/Top keys are: .*$/s, 'Top keys are: (left out)')
}

/**
 * The worst of what the hosts said decides: an answer of the server is told; one request that may have arrived makes
 * the outcome unknown; only if no host was ever reached was nothing sent.
 */
function diagnoseNoHost(error: errors.NoHostAvailableError): Diagnosis {
  const inner = innerErrors(error)
  const answers = inner.filter((error) => error instanceof errors.ResponseError)
  const [answer] = answers
  if (answer?.code === unprepared) return diagnoseUnprepared()
  if (answer !== undefined) return diagnoseResponse(answer)
  const reached = inner.find(
    (error) => error instanceof errors.DriverError && !(error instanceof errors.BusyConnectionError),
  )
  if (reached !== undefined) return diagnose(reached)
  const reasons = reasonsOf(inner)
  return {
    sentence: `no node could be reached${reasons === '' ? '' : ` (${reasons})`}.`,
    code: 'E_NO_HOST',
    outcome: 'not_sent',
  }
}

/** What each host said; null after the client was shut down. */
function innerErrors({ innerErrors: inner }: errors.NoHostAvailableError): unknown[] {
  return Object.values((inner as Record<string, unknown> | null) ?? {})
}

function reasonsOf(failures: readonly unknown[]): string {
  return [...new Set(failures.map((one) => (one instanceof Error ? one.message : String(one))))].join('; ')
}

/**
 * The driver hides why re-preparing failed; on every host at once it means that the statement is not valid any more.
 */
function diagnoseUnprepared(): Diagnosis {
  return {
    sentence: 'the server no longer accepts this statement: a table or column it names was dropped or renamed.',
    code: 'E_SCHEMA_CHANGED',
    outcome: 'rejected',
    hint: "Compare entities and live schema with synchronize: 'verify'.",
    serverCode: unprepared,
  }
}
