import { types } from 'cassandra-driver'
import type { DriverColumn } from '../../driver.js'
import { Uuid } from '../../value-classes.js'
import type { MessageBuffer } from './message-buffer.js'

/**
 * Writes a value behind its length. False, and nothing written, where the driver is to encode it: an absent value, one
 * that is refused, one of another class than is usual.
 */
export type WriteCell = (message: MessageBuffer, value: unknown) => boolean

type Type = DriverColumn['type']

const { dataTypes } = types

/** How values of a type are written; those of types that are not here are encoded by the driver. */
export function cellWriterOf(type: Type): WriteCell {
  return scalars.get(type.code) ?? collections.get(type.code)?.(type.info) ?? leaveToDriver
}

const leaveToDriver: WriteCell = () => false

const text: WriteCell = (message, value) => {
  if (typeof value !== 'string') return false
  message.text(value)
  return true
}

const boolean: WriteCell = (message, value) => {
  if (typeof value !== 'boolean') return false
  message.byteAt(message.takeValue(1), value ? 1 : 0)
  return true
}

const int: WriteCell = (message, value) => {
  if (typeof value !== 'number' || (value | 0) !== value) return false
  message.intAt(message.takeValue(4), value)
  return true
}

const smallint: WriteCell = (message, value) => {
  if (typeof value !== 'number' || (value << 16) >> 16 !== value) return false
  message.shortAt(message.takeValue(2), value)
  return true
}

const tinyint: WriteCell = (message, value) => {
  if (typeof value !== 'number' || (value << 24) >> 24 !== value) return false
  message.byteAt(message.takeValue(1), value)
  return true
}

const double: WriteCell = (message, value) => {
  if (typeof value !== 'number') return false
  message.doubleAt(message.takeValue(8), value)
  return true
}

const float: WriteCell = (message, value) => {
  if (typeof value !== 'number') return false
  message.floatAt(message.takeValue(4), value)
  return true
}

const bigint: WriteCell = (message, value) => {
  if (typeof value !== 'bigint' || BigInt.asIntN(64, value) !== value) return false
  message.bigintAt(message.takeValue(8), value)
  return true
}

const timestamp: WriteCell = (message, value) => {
  if (!(value instanceof Date)) return false
  const milliseconds = value.getTime()
  if (!Number.isInteger(milliseconds)) return false
  const at = message.takeValue(8)
  message.intAt(at, Math.floor(milliseconds / 2 ** 32))
  message.intAt(at + 4, milliseconds)
  return true
}

const uuid: WriteCell = (message, value) => {
  if (!(value instanceof Uuid)) return false
  message.content(value.getBuffer())
  return true
}

/** By type code. */
const scalars: ReadonlyMap<number, WriteCell> = new Map([
  [dataTypes.bigint, bigint],
  [dataTypes.boolean, boolean],
  [dataTypes.counter, bigint],
  [dataTypes.double, double],
  [dataTypes.float, float],
  [dataTypes.int, int],
  [dataTypes.smallint, smallint],
  [dataTypes.text, text],
  [dataTypes.timestamp, timestamp],
  [dataTypes.timeuuid, uuid],
  [dataTypes.tinyint, tinyint],
  [dataTypes.uuid, uuid],
  [dataTypes.varchar, text],
])

/** By type code: made of how elements, or keys and values, are written. */
const collections: ReadonlyMap<number, (info: unknown) => WriteCell> = new Map([
  [dataTypes.list, (info: unknown) => ofWritten(listOf, info as Type)],
  [dataTypes.set, (info: unknown) => ofWritten(setOf, info as Type)],
  [dataTypes.map, (info: unknown) => ofWritten(mapOf, ...(info as [Type, Type]))],
])

/** Of elements that the driver is to encode it encodes the collection. */
function ofWritten<Types extends readonly Type[]>(
  collectionOf: (...writers: { [I in keyof Types]: WriteCell }) => WriteCell,
  ...elements: Types
): WriteCell {
  const writers = elements.map(cellWriterOf)
  return writers.includes(leaveToDriver)
    ? leaveToDriver
    : collectionOf(...(writers as { [I in keyof Types]: WriteCell }))
}

function listOf(write: WriteCell): WriteCell {
  return (message, value) => {
    if (!Array.isArray(value) || value.length === 0) return false
    const start = message.take(lengthAndSize)
    for (let i = 0; i < value.length; i++) if (!write(message, value[i])) return giveUp(message, start)
    return endCollection(message, start, value.length)
  }
}

function setOf(write: WriteCell): WriteCell {
  return membersOf(Set, write)
}

function mapOf(writeKey: WriteCell, writeValue: WriteCell): WriteCell {
  return membersOf(Map, (message, entry) => {
    const [key, value] = entry as readonly [unknown, unknown]
    return writeKey(message, key) && writeValue(message, value)
  })
}

function membersOf(Class: new () => Set<unknown> | Map<unknown, unknown>, write: WriteCell): WriteCell {
  return (message, value) => {
    if (!isExactly(value, Class) || value.size === 0) return false
    const start = message.take(lengthAndSize)
    for (const member of value) if (!write(message, member)) return giveUp(message, start)
    return endCollection(message, start, value.size)
  }
}

/** What extends the class may count in one way and walk in another. */
function isExactly<T extends object>(value: unknown, Class: new () => T): value is T {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Class.prototype
}

const lengthAndSize = 8

/** One element is to be encoded by the driver, and so the whole collection. */
function giveUp(message: MessageBuffer, start: number): false {
  message.takeBack(start)
  return false
}

function endCollection(message: MessageBuffer, start: number, size: number): true {
  message.intAt(start, message.end - start - 4)
  message.intAt(start + 4, size)
  return true
}
