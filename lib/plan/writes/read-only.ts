import { refuse } from '../call.js'
import type { Call } from '../call.js'

/** Refuses to write to a materialized view: `Cannot directly modify a materialized view`. */
export function refuseReadOnly(call: Call): void {
  const { viewOf } = call.model
  if (viewOf === undefined) return
  refuse(call, 'E_VIEW', `is a materialized view of ${viewOf.entityName}, which is only read.`, {
    hint: `Write to ${viewOf.entityName}: Cassandra changes the view with it.`,
  })
}
