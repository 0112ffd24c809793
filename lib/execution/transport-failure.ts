import { ConnectionError } from '../errors/connection-error.js'
import { ExecutionError } from '../errors/execution-error.js'

/** Whether a request failed without an answer of a server: no node, no connection, no time. */
export function isTransportFailure(error: unknown): boolean {
  if (error instanceof ConnectionError) return true
  return error instanceof ExecutionError && error.serverCode === undefined && error.code !== 'E_OPTION'
}
