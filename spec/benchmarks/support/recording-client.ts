import type { Client } from 'cassandra-driver'
import { createClient } from '../../../lib/driver/client-options.js'
import { storedRows } from './stored-rows.js'

/** A request as it was handed to the driver: of a batch the texts of its members. */
export interface Sent {
  readonly cql: readonly string[]
  readonly options: { readonly prepare?: boolean; readonly isIdempotent?: boolean; readonly logged?: boolean }
}

type Options = Sent['options'] & { readonly fetchSize?: number; readonly pageState?: string }

/** A client that is connected to nothing, keeps what it is asked for, and answers with one row of each table. */
export function recordingClient(): { client: Client; sent: Sent[] } {
  const sent: Sent[] = []
  const overrides = {
    connect: () => Promise.resolve(),
    shutdown: () => Promise.resolve(),
    execute(cql: string, values: readonly unknown[], options: Options) {
      sent.push({ cql: [cql], options })
      return Promise.resolve(resultOf(storedRows(cql), nextPage(values, options)))
    },
    batch(members: readonly { query: string }[], options: Options) {
      sent.push({ cql: members.map(({ query }) => query), options })
      return Promise.resolve(resultOf([], undefined))
    },
  }
  const client = Object.assign(createClient({ contactPoints: ['127.0.0.1'], localDataCenter: 'x' }), overrides)
  return { client, sent }
}

function resultOf(rows: readonly Readonly<Record<string, unknown>>[], pageState: string | undefined) {
  return { rows, pageState, first: () => rows[0] ?? null, wasApplied: () => rows[0]?.['[applied]'] === true }
}

/** The warehouse of 10,000 lines has as many pages as on a server, of one row each; the state is the page's number. */
function nextPage(values: readonly unknown[], { fetchSize = 5000, pageState = '01' }: Options): string | undefined {
  const page = Number.parseInt(pageState, 16)
  const isLast = values[0] !== 'warehouse of 10,000' || page * fetchSize > 10_000
  return isLast ? undefined : (page + 1).toString(16).padStart(2, '0')
}
