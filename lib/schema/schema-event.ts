import { channel } from 'node:diagnostics_channel'

/**
 * Where a synchronisation is. `waiting` for another instance, `acquiring` and `acquired` the lease; of each statement `sending`,
 * `sent` (on its way), `answered`, `agreed` by all nodes, `recorded` in the ledger; `renewed`, `releasing` and `released` of the
 * lease; `building`: new indexes are waited for; `remark`: nothing but its message.
 */
export type SchemaStage =
  | 'waiting'
  | 'acquiring'
  | 'acquired'
  | 'sending'
  | 'sent'
  | 'answered'
  | 'agreed'
  | 'recorded'
  | 'renewed'
  | 'releasing'
  | 'released'
  | 'building'
  | 'remark'

/** What the channel `cassiform:schema` publishes; those with a message are lines of the log as well. */
export interface SchemaEvent {
  readonly stage: SchemaStage
  readonly message?: string | undefined
  /** The statement it is about. */
  readonly cql?: string | undefined
  /** Which statement of how many, from 1. */
  readonly statement?: number | undefined
  readonly statements?: number | undefined
  /** How often the lease changed hands, with this holder. */
  readonly epoch?: bigint | undefined
  /** Who holds the lease that is waited for: host name and process. */
  readonly holder?: string | undefined
  /** Milliseconds: the statement with agreement, or the time waited so far. */
  readonly durationMs?: number | undefined
}

export type SchemaLog = (event: SchemaEvent) => void

const events = channel('cassiform:schema')

/** Tells the channel of everything, and `log` of what has something to say to people. */
export function schemaLog(log: SchemaLog | undefined): SchemaLog {
  return (event) => {
    if (events.hasSubscribers) events.publish(event)
    if (event.message !== undefined) log?.(event)
  }
}
