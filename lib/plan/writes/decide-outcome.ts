import { buildElementCodec } from '../../codec/build-codec.js'
import type { LwtOutcome } from '../../errors/lwt-unknown-error.js'
import type { Operator } from '../../cql/operators.js'
import { readProperty } from '../../objects/property.js'
import type { SequenceType } from '../../cql/data-type.js'
import type { ColumnModel, TableModel } from '../../model/table-model.js'
import type { Attempt, ComparedValue, WrittenValue } from './attempt.js'
import { isSameState } from './changes.js'
import { isSameCell } from './user-type-fields.js'

type Row = Readonly<Record<string, unknown>>

/** What is known besides the row. */
export interface Circumstances {
  /** A server answered, so that its attempt is over; otherwise the request may still be on its way. */
  readonly isOver: boolean
  /** Milliseconds since the write was sent. */
  readonly age: number
}

/** What a row proves of a conditional write: see `LwtUnknownError.resolve`. `row`: null if there is none. */
export function decideOutcome(
  model: TableModel,
  attempt: Attempt,
  row: Row | null,
  { isOver, age }: Circumstances,
): LwtOutcome {
  if (row !== null && isProof(attempt, row)) return 'applied'
  if (!isOver || hasExpired(attempt, age)) return 'undecidable'
  if (isAsBefore(attempt, row) && isWithout(attempt, row)) return 'not_applied'
  if (row !== null && (isOfAnother(attempt, row) || isOtherVersion(model, attempt, row))) return 'not_applied'
  return 'undecidable'
}

/** Whether the row holds a value that no other write puts there. */
function isProof({ kind, generated, written }: Attempt, row: Row): boolean {
  if (kind === 'insert') {
    return generated.some((column) => column.isKey || written.some((one) => one.column === column && holds(one, row)))
  }
  return written.some(({ column }) => column.isGenerated) && written.every((one) => holds(one, row))
}

/** An insert met a row with an id that was not generated for it. */
function isOfAnother({ kind, generated, written }: Attempt, row: Row): boolean {
  return kind === 'insert' && written.some((one) => generated.includes(one.column) && !holds(one, row))
}

/** Each version is made by one write: one with other values was another. */
function isOtherVersion({ versionColumn }: TableModel, { written }: Attempt, row: Row): boolean {
  const version = written.find(({ column }) => column === versionColumn)
  return version !== undefined && holds(version, row) && written.some((one) => !holds(one, row))
}

/** Cells that were written with a time to live may be gone; a second more, because the server counts whole ones. */
function hasExpired({ ttl }: Attempt, age: number): boolean {
  return typeof ttl === 'number' && ttl > 0 && age >= (ttl - 1) * 1000
}

/** Whether the row is certainly without what the write would have left. */
function isWithout({ kind, written }: Attempt, row: Row | null): boolean {
  if (kind === 'insert') return row === null
  if (kind === 'delete') return row !== null
  return written.some((one) => !holds(one, row ?? {}))
}

/** Whether the condition certainly holds. */
function isAsBefore({ condition }: Attempt, row: Row | null): boolean {
  if (condition === 'not exists') return row === null
  if (condition === 'exists') return row !== null
  return condition.every((compared) => isTrue(compared, row ?? {}))
}

function holds({ column, value, field, isContained }: WrittenValue, row: Row): boolean {
  const now = row[column.propertyName]
  if (isContained) return containsAll(column, now, value as ReadonlySet<unknown>)
  if (field === undefined) return isSameState(column, now, value)
  const { codec } = column.userType!.fieldOf.get(field)!
  return isSameCell(codec, now == null ? undefined : readProperty(now, field), value)
}

function containsAll({ type, codecOptions }: ColumnModel, now: unknown, wanted: ReadonlySet<unknown>): boolean {
  const { identity } = buildElementCodec((type as SequenceType).element, codecOptions)
  const present = new Set(Array.from((now ?? []) as Iterable<unknown>, identity))
  return [...wanted].every((element) => present.has(identity(element)))
}

/** Whether a condition holds; false also where that is for the server to say, as with the order of texts. */
function isTrue({ condition: { column, place, code }, value }: ComparedValue, row: Row): boolean {
  if (place !== 'whole') return false
  const now = row[column.propertyName]
  const isNow = (operand: unknown) => isSameState(column, now, operand)
  if (code === '=') return isNow(value)
  const [first, second] = (value as Operator).operands
  switch (code) {
    case 'null':
      return isNow(null)
    case 'notNull':
      return !isNow(null)
    case 'ne':
      return !isNow(first)
    case 'in':
      return (first as readonly unknown[]).some(isNow)
    case 'lt':
      return order(now, first) < 0
    case 'lte':
      return order(now, first) <= 0
    case 'gt':
      return order(now, first) > 0
    case 'gte':
      return order(now, first) >= 0
    case 'between':
      return order(now, first) >= 0 && order(now, second) <= 0
    default:
      return false
  }
}

/** Below, at or above 0; NaN, which is none of these, for values that the server orders otherwise than we do. */
function order(one: unknown, other: unknown): number {
  if (one instanceof Date && other instanceof Date) return one.getTime() - other.getTime()
  if (typeof one === 'number' && typeof other === 'number') return one - other
  return typeof one === 'bigint' && typeof other === 'bigint' ? (one < other ? -1 : one > other ? 1 : 0) : NaN
}
