import type { Cell } from '../quickstart/question.js'
import type { Departure } from './departure.js'

export const departureColumns = ['station', 'at', 'platform', 'to']

/** Departures as a board shows them, in the order given. */
export function rowsOf(departures: readonly Departure[]): readonly (readonly Cell[])[] {
  return departures.map(({ station, at, platform, to }) => [station, at.slice(0, 5), platform, to])
}
