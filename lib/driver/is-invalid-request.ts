import { errors } from 'cassandra-driver'

const invalid = 0x2200

/** Whether a server answered that it cannot do what a statement says, and so did nothing. */
export function isInvalidRequest(error: unknown): boolean {
  return error instanceof errors.ResponseError && Number(error.code) === invalid
}
