import { subscribe } from 'node:diagnostics_channel'
import { openSync } from 'node:fs'
import type { SchemaEvent } from 'cassiform'
import type { Fault } from './messages.js'

/**
 * Tells of every event of schema sync, and at that of the fault ends or stops this process: the channel publishes within the
 * step, so that nothing comes between.
 */
export function commitFault(fault: Fault | undefined, tell: (event: SchemaEvent) => void): void {
  let [times, isLeader] = [0, fault?.stage === 'acquiring']
  subscribe('cassiform:schema', (message) => {
    const event = message as SchemaEvent
    tell(event)
    isLeader ||= event.stage === 'acquired'
    if (!isLeader || event.stage !== fault?.stage) return
    if (++times !== fault.occurrence || !isOurs(fault.token)) return
    const commit = () => process.kill(process.pid, fault.signal)
    if (fault.delayMs === undefined) commit()
    else setTimeout(commit, fault.delayMs)
  })
}

/** One process of all can create a file. */
function isOurs(token: string): boolean {
  try {
    openSync(token, 'wx')
    return true
  } catch {
    return false
  }
}
