import { errors } from 'cassandra-driver'

const [syntax, unauthorized, invalid] = [0x2000, 0x2100, 0x2200]

/** Whether a server answered that it cannot do what a statement says, and so did nothing. */
export function isInvalidRequest(error: unknown): boolean {
  return codeOf(error) === invalid
}

/** Whether a server refused a statement before it looked at any data: invalid, not allowed, or no CQL. */
export function isRefusedRequest(error: unknown): boolean {
  const code = codeOf(error)
  return code === invalid || code === unauthorized || code === syntax
}

function codeOf(error: unknown): number | undefined {
  return error instanceof errors.ResponseError ? Number(error.code) : undefined
}
