import type { Client, types } from 'cassandra-driver'

/** What the hand-written code needs of a client. */
export type BareClient = Pick<Client, 'execute' | 'batch'>

/** Statements that may be sent again after a failure, and such that may not. */
export const idempotent = { prepare: true, isIdempotent: true }
export const notIdempotent = { prepare: true, isIdempotent: false }

/** The first row of a result as an instance of a class, or null. Of many rows each topic makes its own: shared code would be slower. */
export function firstOf<T>(Row: new (row: types.Row) => T, { rows }: types.ResultSet): T | null {
  return rows.length === 0 ? null : new Row(rows[0]!)
}

/** A uuid as text. */
export function idOf(cell: unknown): string {
  return (cell as types.Uuid).toString()
}

/** A uuid that may be absent. */
export function optionalId(cell: unknown): string | undefined {
  return (cell as types.Uuid | null)?.toString()
}
