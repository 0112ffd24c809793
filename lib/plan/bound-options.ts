import { limitMarker, timestampMarker, ttlMarker } from './marker.js'
import type { Marker, MarkerSource } from './marker.js'
import { interpretBind } from './writes/compile-bind.js'

/** Options whose values are bound, not written into the text. */
export interface BoundOptions {
  readonly limit?: unknown
  readonly perPartitionLimit?: unknown
  readonly ttl?: unknown
  readonly timestamp?: unknown
}

const at = (option: keyof BoundOptions): MarkerSource => ({ argument: 0, path: [option] })

const limit = limitMarker('limit', at('limit'))
const perPartitionLimit = limitMarker('perPartitionLimit', at('perPartitionLimit'))
const ttl = ttlMarker(at('ttl'))
const timestamp = timestampMarker(at('timestamp'))

/** Refuses values of these options as binding them would, also where nothing is bound in the end. */
export function checkBoundOptions(entityName: string, options: BoundOptions): void {
  if (options.limit !== undefined) check(entityName, limit, options)
  if (options.perPartitionLimit !== undefined) check(entityName, perPartitionLimit, options)
  if (options.ttl !== undefined) check(entityName, ttl, options)
  if (options.timestamp !== undefined) check(entityName, timestamp, options)
}

/** Words for what is wrong are looked for only where something is. */
function check(entityName: string, marker: Marker, options: BoundOptions): void {
  try {
    marker.encode(options[marker.name as keyof BoundOptions])
  } catch {
    interpretBind(entityName, [marker])(options)
  }
}
