import { types } from 'cassandra-driver'

/** The value classes of the driver: the only door through which the rest of the library reaches them. */
export const { BigDecimal, Duration, InetAddress, Integer, LocalDate, LocalTime, Long, TimeUuid, Tuple, Uuid, Vector } =
  types

export type BigDecimal = types.BigDecimal
export type Duration = types.Duration
export type InetAddress = types.InetAddress
export type LocalDate = types.LocalDate
export type LocalTime = types.LocalTime
export type Long = types.Long
export type Tuple = types.Tuple
export type Uuid = types.Uuid
export type Vector = types.Vector

/** The parts of a duration; the driver's own declaration of the class leaves its fields out. */
export interface DurationFields {
  readonly months: number
  readonly days: number
  readonly nanoseconds: Long
}

/** A date by its distance from 1970-01-01 in days, a 32-bit integer: the one form that reaches beyond the years of `Date`. */
export function localDateOfDay(day: number): LocalDate {
  const OfDay = LocalDate as unknown as new (day: number) => LocalDate
  return new OfDay(day)
}
