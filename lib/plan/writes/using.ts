import type { Using } from '../../cql/statement.js'
import { timestampMarker, ttlMarker } from '../marker.js'
import type { Marker, MarkerSource } from '../marker.js'

/** Which clauses of `USING` a write has; their values are bound from the options. */
export interface UsingShape {
  readonly hasTtl: boolean
  readonly hasTimestamp: boolean
}

/** Options of a write that decide its text. */
export interface UsingOptions {
  /** Seconds. */
  readonly ttl?: unknown
  /** Microseconds, or a Date. */
  readonly timestamp?: unknown
}

/** What a write says of `USING`. */
export function usingShape({ ttl, timestamp }: UsingOptions): UsingShape {
  return { hasTtl: ttl !== undefined, hasTimestamp: timestamp !== undefined }
}

/** Part of the key of the shape of a statement. */
export function usingKey({ hasTtl, hasTimestamp }: UsingShape): string {
  return `${hasTtl ? 'ttl' : ''}${hasTimestamp ? 'timestamp' : ''}`
}

/** The same as a number from 0 to 3. */
export function usingMask({ hasTtl, hasTimestamp }: UsingShape): number {
  return (hasTtl ? 1 : 0) + (hasTimestamp ? 2 : 0)
}

/** `USING TTL ? AND TIMESTAMP ?`, the options being that argument of `bind`. */
export function planUsing({ hasTtl, hasTimestamp }: UsingShape, argument: MarkerSource['argument']): Using<Marker> {
  return {
    ttl: hasTtl ? ttlMarker({ argument, path: ['ttl'] }) : undefined,
    timestamp: hasTimestamp ? timestampMarker({ argument, path: ['timestamp'] }) : undefined,
  }
}
