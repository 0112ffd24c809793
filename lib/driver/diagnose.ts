import { errors } from 'cassandra-driver'
import { diagnoseResponse } from './diagnose-response.js'
import type { Diagnosis } from './diagnosis.js'
import { readBack } from './diagnosis.js'
import { GivenUp } from './given-up.js'
import type { GiveUpStage } from './given-up.js'
import { withoutValues } from './without-values.js'

/**
 * What a failure of driver or server means. Driver-side timeouts, closed sockets and missing nodes carry no code, so they
 * are told apart by class; the server's answer may be wrapped in a `NoHostAvailableError`.
 */
export function diagnose(error: unknown): Diagnosis {
  if (error instanceof GivenUp) return diagnoseGivenUp(error)
  if (error instanceof errors.NoHostAvailableError) return diagnoseNoHost(error)
  if (error instanceof errors.ResponseError) return diagnoseResponse(error)
  if (error instanceof errors.OperationTimedOutError) return diagnoseTimeout(error)
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
  if (isEncodingFailure(error)) return encodingFailure
  if (error instanceof TypeError || error instanceof RangeError) {
    return { sentence: 'the driver failed on the request.', code: 'E_DRIVER', outcome: 'unknown', hint: readBack }
  }
  return {
    sentence: `the connection failed before an answer came${through(error)}.`,
    code: 'E_CONNECTION',
    outcome: 'unknown',
    coordinator: coordinatorOf(error),
    hint: readBack,
  }
}

const abortedAt: Readonly<Record<GiveUpStage, string>> = {
  waiting: 'aborted before it was sent.',
  sent: 'aborted while the server was working on it.',
  'some rows': 'aborted before all of its rows were handed out.',
}

function diagnoseGivenUp({ reason, stage, timeoutMs }: GivenUp): Diagnosis {
  const outcome = stage === 'waiting' ? 'not_sent' : 'unknown'
  if (reason === 'abort') return { sentence: abortedAt[stage], code: 'E_ABORTED', outcome }
  if (outcome === 'unknown')
    return { sentence: `no answer came within ${timeoutMs} ms.`, code: 'E_TIMEOUT', outcome, hint: readBack }
  return {
    sentence: `waited ${timeoutMs} ms for a place among the requests under way and was not sent.`,
    code: 'E_TIMEOUT',
    outcome,
    hint: 'Await results before starting more, or raise maxInFlight or timeoutMs.',
  }
}

function diagnoseTimeout(error: errors.OperationTimedOutError): Diagnosis {
  return {
    sentence: `no answer came in time${through(error)}.`,
    code: 'E_TIMEOUT',
    outcome: 'unknown',
    coordinator: coordinatorOf(error),
    hint: readBack,
  }
}

/** Texts of the driver's encoder: it failed while writing the frame, so that nothing left this process. */
const encoding =
  /^Not a valid |^Expected |can't contain null or unset|^Driver only supports Vector|^Target data type could not|^Invalid (?:inet|uuid|string)|^value\.get is not/i

function isEncodingFailure(error: unknown): boolean {
  if (error instanceof RangeError) return /^The value of "value" is out of range/.test(error.message)
  return error instanceof TypeError && encoding.test(error.message)
}

const encodingFailure: Diagnosis = {
  sentence: 'a value does not fit the type that the server gives its marker.',
  code: 'E_COLUMN_TYPE',
  outcome: 'not_sent',
  hint: 'A column may have another type in the database than the entity says: compare with db.schema.check().',
}

/**
 * The worst of what the nodes said decides: an answer of the server is told; one request that may have arrived makes
 * the outcome unknown; only if no node was ever reached was nothing sent. With several nodes, what each of them said.
 */
function diagnoseNoHost(error: errors.NoHostAvailableError): Diagnosis {
  const inner = innerErrors(error)
  const found = [...inner.values()].filter(mayHaveArrived).map(diagnose)
  const worst = found.find(({ outcome }) => outcome === 'unknown') ?? found[0]
  if (worst !== undefined) {
    const others = inner.size < 2 || new Set(found.map(({ sentence }) => sentence)).size < 2 ? '' : saidBy(inner)
    return { ...worst, sentence: others === '' ? worst.sentence : `${worst.sentence.slice(0, -1)} (${others}).` }
  }
  const reasons = saidBy(inner)
  return {
    sentence: `no node could be reached${reasons === '' ? '' : ` (${reasons})`}.`,
    code: 'E_NO_HOST',
    outcome: 'not_sent',
    hint: inner.size === 0 ? undefined : 'Are the nodes up, and reachable from here?',
  }
}

/** Whether a node answered, or may have got the request before it failed. */
function mayHaveArrived(error: unknown): boolean {
  return error instanceof errors.DriverError && !(error instanceof errors.BusyConnectionError)
}

/** What each node said, by address; none after the client was shut down. */
export function innerErrors({ innerErrors: inner }: errors.NoHostAvailableError): ReadonlyMap<string, unknown> {
  return new Map(Object.entries((inner as Record<string, unknown> | null) ?? {}))
}

/** `127.0.0.1:9042: connect ECONNREFUSED; 127.0.0.2:9042: no answer came in time` */
function saidBy(inner: ReadonlyMap<string, unknown>): string {
  return [...inner].map(([address, error]) => `${address}: ${reasonOf(error)}`).join('; ')
}

function reasonOf(error: unknown): string {
  if (error === null || error === undefined) return 'not asked'
  if (error instanceof errors.OperationTimedOutError) return 'no answer came in time'
  const message = error instanceof Error ? error.message : typeof error === 'string' ? error : 'failed'
  // The messages of some inner errors hold whole stacks.
  return withoutValues(message).split('\n')[0]!
}

function coordinatorOf(error: unknown): string | undefined {
  const { coordinator, host } = (error ?? {}) as { readonly coordinator?: unknown; readonly host?: unknown }
  return [coordinator, host].find((address) => typeof address === 'string')
}

function through(error: unknown): string {
  const coordinator = coordinatorOf(error)
  return coordinator === undefined ? '' : ` (asked through ${coordinator})`
}
