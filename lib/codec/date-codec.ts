import { LocalDate, localDateOfDay } from '../driver/value-classes.js'
import { defineScalar } from './define-codec.js'
import { describeValue } from './describe-value.js'
import { refuse } from './value-refusal.js'

/**
 * `date`: a string `'YYYY-MM-DD'` of the proleptic Gregorian calendar, from `'-5877641-06-23'` to `'+5881580-07-11'`:
 * all that 32 bits of days reach. Years are those of ISO 8601 (year 0 is 1 BC) and have four digits; outside 0000 to
 * 9999 a sign and as many digits as needed, as `java.time` prints them. The driver's `LocalDate` is taken as well; a
 * `Date` is refused, because which day it is depends on the time zone.
 */
export const dateCodec = defineScalar({
  name: 'date',
  accept: acceptDate,
  bind: localDateOfDay,
  decode: (value: LocalDate) => printDay(dayOfLocalDate(value)),
})

const expected = "a string 'YYYY-MM-DD'"
const dateForm = /^(\d{4}|\+[1-9]\d{4,6}|-(?!0000)\d{4}|-[1-9]\d{4,6})-(\d\d)-(\d\d)$/

/** Days from 1970-01-01. */
function acceptDate(value: unknown): number {
  if (value instanceof LocalDate) return dayOfLocalDate(value)
  if (typeof value !== 'string') refuse('date', expected, describeValue(value))
  const match = dateForm.exec(value)
  if (match === null) {
    refuse('date', expected, value === '' ? 'an empty string' : 'a string of another form')
  }
  const [year, month, date] = [Number(match[1]), Number(match[2]), Number(match[3])]
  if (month < 1 || month > 12 || date < 1 || date > daysOfMonth(year, month)) {
    refuse('date', 'a day of the calendar', 'a string with a day that does not exist')
  }
  const day = dayOfCalendar(year, month, date)
  if ((day | 0) === day) return day
  refuse('date', 'a day from -5877641-06-23 to +5881580-07-11', 'a day outside that range')
}

/** The bytes of the driver's object are the days, with 2^31 for 1970-01-01. */
function dayOfLocalDate(value: LocalDate): number {
  return value.toBuffer().readUInt32BE(0) - 2 ** 31
}

function daysOfMonth(year: number, month: number): number {
  if (month !== 2) return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
}

// Years here begin in March, so that the leap day is the last: Howard Hinnant, "chrono-Compatible Low-Level Date
// Algorithms". An era is the 400 years, 146,097 days, after which the calendar repeats; 719,468 days lie between
// 0000-03-01 and 1970-01-01.

function dayOfCalendar(year: number, month: number, date: number): number {
  const marchYear = month > 2 ? year : year - 1
  const era = Math.floor(marchYear / 400)
  const yearOfEra = marchYear - era * 400
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + date - 1
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  return era * 146097 + dayOfEra - 719468
}

function printDay(day: number): string {
  const shifted = day + 719468
  const era = Math.floor(shifted / 146097)
  const dayOfEra = shifted - era * 146097
  const leapDays = Math.floor(dayOfEra / 1460) - Math.floor(dayOfEra / 36524) + Math.floor(dayOfEra / 146096)
  const yearOfEra = Math.floor((dayOfEra - leapDays) / 365)
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153)
  const date = dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  return `${printYear(year)}-${twoDigits(month)}-${twoDigits(date)}`
}

function printYear(year: number): string {
  const sign = year < 0 ? '-' : year > 9999 ? '+' : ''
  return sign + String(Math.abs(year)).padStart(4, '0')
}

function twoDigits(value: number): string {
  return value < 10 ? `0${value}` : String(value)
}
