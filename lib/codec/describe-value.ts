import {
  isAnyArrayBuffer,
  isArrayBufferView,
  isDate,
  isMap,
  isNumberObject,
  isProxy,
  isRegExp,
  isSet,
  isStringObject,
  isUint8Array,
} from 'node:util/types'
import { isPlainObject } from '../objects/plain-object.js'

/**
 * What kind of thing a value is, in words that end a sentence: `a number with a fraction`, `an instance of Money`.
 * Never shows the value or any part of it.
 */
export function describeValue(value: unknown): string {
  switch (typeof value) {
    case 'number':
      return describeNumber(value)
    case 'string':
      return value === '' ? 'an empty string' : 'a string'
    case 'object':
      return value === null ? 'null' : describeObject(value)
    case 'undefined':
      return 'undefined'
    default:
      return `a ${typeof value}`
  }
}

function describeNumber(value: number): string {
  if (Number.isNaN(value)) return 'NaN'
  if (!Number.isFinite(value)) return 'an infinite number'
  if (!Number.isInteger(value)) return 'a number with a fraction'
  return Number.isSafeInteger(value) ? 'a number' : 'a number beyond the safe integers, ±(2^53 - 1)'
}

function describeObject(value: object): string {
  if (Array.isArray(value)) return 'an array'
  if (isProxy(value)) return 'a Proxy'
  for (const [is, words] of builtIns) if (is(value)) return words
  if (isDate(value)) return Number.isNaN(dateMilliseconds(value)) ? 'an invalid Date' : 'a Date'
  if (isPlainObject(value)) return 'a plain object'
  const name = classNameOf(value)
  return name === undefined ? 'an object' : `an instance of ${name}`
}

const builtIns: readonly (readonly [(value: object) => boolean, string])[] = [
  [isMap, 'a Map'],
  [isSet, 'a Set'],
  [(value) => Buffer.isBuffer(value), 'a Buffer'],
  [isUint8Array, 'a Uint8Array'],
  [isArrayBufferView, 'a typed array'],
  [isAnyArrayBuffer, 'an ArrayBuffer'],
  [isRegExp, 'a regular expression'],
  [isStringObject, 'a String object'],
  [isNumberObject, 'a Number object'],
]

/** Milliseconds since the epoch, by the method of `Date` itself, whatever a subclass makes of it; NaN if invalid. */
export function dateMilliseconds(date: Date): number {
  return Date.prototype.getTime.call(date)
}

function classNameOf(value: object): string | undefined {
  const prototype = Object.getPrototypeOf(value) as object
  const made: unknown = Object.getOwnPropertyDescriptor(prototype, 'constructor')?.value
  if (typeof made !== 'function') return undefined
  const name: unknown = Object.getOwnPropertyDescriptor(made, 'name')?.value
  return typeof name === 'string' && isShowable(name) ? name : undefined
}

/** Whether a name that somebody gave may be shown: an identifier. Anything else could carry data. */
export function isShowable(name: string): boolean {
  return /^[A-Za-z_$][\w$]{0,63}$/.test(name)
}
