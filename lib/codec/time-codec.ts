import { LocalTime, Long } from '../driver/value-classes.js'
import { defineScalar } from './define-codec.js'
import { describeValue } from './describe-value.js'
import { refuse } from './value-refusal.js'

/**
 * `time`: a string `'HH:MM:SS'` with up to nine digits of a second after a point, from `'00:00:00'` to
 * `'23:59:59.999999999'`; read without trailing zeros. The driver's `LocalTime` is taken as well.
 */
export const timeCodec = defineScalar({
  name: 'time',
  accept: acceptTime,
  bind: (nanoseconds) => new LocalTime(Long.fromNumber(nanoseconds)),
  decode: (value: LocalTime) => printTime(value.getTotalNanoseconds().toNumber()),
})

const expected = "a string 'HH:MM:SS' with up to nine decimals"
const timeForm = /^([01]\d|2[0-3]):([0-5]\d):([0-5]\d)(?:\.(\d{1,9}))?$/

/** Nanoseconds from midnight: less than 2^53. */
function acceptTime(value: unknown): number {
  if (value instanceof LocalTime) return value.getTotalNanoseconds().toNumber()
  if (typeof value !== 'string') refuse('time', expected, describeValue(value))
  const match = timeForm.exec(value)
  if (match === null) {
    refuse('time', expected, value === '' ? 'an empty string' : 'a string of another form')
  }
  const seconds = Number(match[1]) * 3600 + Number(match[2]) * 60 + Number(match[3])
  return seconds * 1e9 + Number((match[4] ?? '').padEnd(9, '0'))
}

function printTime(nanoseconds: number): string {
  const seconds = Math.floor(nanoseconds / 1e9)
  const rest = nanoseconds - seconds * 1e9
  const clock = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60].map(twoDigits).join(':')
  return rest === 0 ? clock : `${clock}.${String(rest).padStart(9, '0').replace(/0+$/, '')}`
}

function twoDigits(value: number): string {
  return value < 10 ? `0${value}` : String(value)
}
