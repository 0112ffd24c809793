import { ValueRefusal } from '../../codec/value-refusal.js'
import type { DriverRow } from '../../driver/driver.js'
import { DecodeError } from '../../errors/decode-error.js'
import type { TableModel } from '../../model/table-model.js'
import { describeResult, isDerived, readResult } from '../cell.js'
import type { ResultColumn } from '../cell.js'

/**
 * Which cell of which row a hydrate function failed at, as an error; the failure itself where no cell is to blame, as
 * that of a constructor. Off the fast path: decodes everything once more.
 */
export function decodeFailure(
  { entityName }: TableModel,
  columns: readonly ResultColumn[],
  rows: readonly DriverRow[],
  failure: unknown,
): unknown {
  for (const row of rows) {
    for (const column of columns) {
      const cause = failureOf(column, row)
      if (cause !== undefined) return describe(entityName, column, cause)
    }
  }
  return failure
}

function failureOf(column: ResultColumn, row: DriverRow): unknown {
  try {
    readResult(column, row)
    return undefined
  } catch (error) {
    return error
  }
}

function describe(entity: string, column: ResultColumn, cause: unknown): DecodeError {
  const property = (isDerived(column) ? column.errorProperty : undefined) ?? column.propertyName
  if (cause instanceof ValueRefusal) {
    return new DecodeError(`expected ${cause.expected}, given ${cause.given}`, { entity, property })
  }
  return new DecodeError(`its cell could not be read as ${describeResult(column)}`, {
    entity,
    property,
    cause,
    hint: 'The column may have another type in the database: compare with db.schema.check(). Or a transformer failed: see the cause.',
  })
}
