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

/**
 * Error codes that do not say whether a write was applied, because some replica may have taken it: server error, write
 * timeout, truncate error, write failure, and those of later protocols (CDC write failure, CAS write unknown).
 */
const undecided = new Set([0x0000, 0x1003, 0x1100, 0x1500, 0x1600, 0x1700])

const unprepared = 0x2500

const readBack = 'A write may have been applied: read it back before repeating it.'

/**
 * A failure of driver or server as an `ExecutionError`. Driver-side timeouts, closed sockets and missing hosts carry
 * no code, so they are told apart by class; the server's answer may be wrapped in a `NoHostAvailableError`.
 */
export function translateError(error: unknown, { entity, cql }: FailedStatement): ExecutionError {
  const { sentence, code, outcome, serverCode, ...more } = diagnose(error)
  const hint = more.hint === readBack && cql.startsWith('SELECT') ? undefined : more.hint
  return new ExecutionError(sentence, { code, outcome, hint, serverCode, entity, cql, cause: withoutSecrets(error) })
}

function diagnose(error: unknown): Diagnosis {
  if (error instanceof errors.NoHostAvailableError) return diagnoseNoHost(error)
  if (error instanceof errors.ResponseError) return diagnoseResponse(error)
  if (error instanceof errors.OperationTimedOutError) {
    return {
      sentence: 'no answer came in time.',
      code: 'E_TIMEOUT',
      outcome: 'unknown',
      hint: readBack,
    }
  }
  if (error instanceof errors.BusyConnectionError) {
    return {
      sentence: 'all connections have as many requests under way as they take.',
      code: 'E_BUSY',
      outcome: 'not_sent',
    }
  }
  if (error instanceof errors.ArgumentError) {
    return { sentence: `the driver takes no such options: ${error.message}`, code: 'E_OPTION', outcome: 'not_sent' }
  }
  if (error instanceof TypeError || error instanceof RangeError) {
    return { sentence: 'the driver failed on the request.', code: 'E_DRIVER', outcome: 'unknown', hint: readBack }
  }
  return {
    sentence: 'the connection failed before an answer came.',
    code: 'E_CONNECTION',
    outcome: 'unknown',
    hint: readBack,
  }
}

function diagnoseResponse({ code, message }: errors.ResponseError): Diagnosis {
  if (code === unprepared) return diagnoseUnprepared()
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
  const found = inner.filter(mayHaveArrived).map(diagnose)
  const worst = found.find(({ outcome }) => outcome === 'unknown') ?? found[0]
  if (worst !== undefined) return worst
  const reasons = reasonsOf(inner)
  return {
    sentence: `no node could be reached${reasons === '' ? '' : ` (${reasons})`}.`,
    code: 'E_NO_HOST',
    outcome: 'not_sent',
  }
}

/** Whether a host answered, or may have got the request before it failed. */
function mayHaveArrived(error: unknown): boolean {
  return error instanceof errors.DriverError && !(error instanceof errors.BusyConnectionError)
}

/** The same error without the values that driver and server put into some messages; its stack begins with the message. */
function withoutSecrets(error: unknown): unknown {
  if (!(error instanceof Error)) return error
  const message =
    error instanceof TypeError
      ? error.message.replace(/obtained .*$/s, 'obtained (left out)')
      : withoutValues(error.message)
  if (message === error.message) return error
  const copy = Object.create(Object.getPrototypeOf(error) as object, Object.getOwnPropertyDescriptors(error)) as Error
  return Object.assign(copy, { message, stack: error.stack?.replace(error.message, message) })
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
