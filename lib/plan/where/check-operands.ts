import type { Operator, OperatorKind, RangeKind } from '../../cql/operators.js'
import { isOperator } from '../../cql/operators.js'
import { skip } from '../../cql/skip.js'
import type { Call } from '../call.js'
import { refuse } from '../call.js'

/** Values one `In` may have: as many as servers take markers in a statement. */
export const maxInValues = 65_535

/** Raises the error for a condition that is undefined or null. */
type RefuseAbsent = (call: Call, property: string, value: undefined | null) => never

const ranges: ReadonlySet<OperatorKind> = new Set<RangeKind>(['lt', 'lte', 'gt', 'gte', 'between'])

/**
 * Checks the operands of an operator of `where` or `if`; `refuseNone` knows which. `MoreThan(undefined)` would be as wide
 * as no condition at all, and so is a range by NaN, which sorts after all else.
 */
export function checkOperands(
  call: Call,
  property: string,
  operator: Operator,
  refuseNone: RefuseAbsent = refuseAbsent,
): void {
  const { kind, operands } = operator
  if (kind === 'in') checkListSize(call, property, operands[0] as readonly unknown[])
  for (const operand of operands) {
    if (operand === undefined || operand === null) refuseNone(call, property, operand)
    if (operand === skip) refuseSkip(call, property)
    if (isOperator(operand)) checkOperands(call, property, operand, refuseNone)
    else if (Number.isNaN(operand) && ranges.has(kind)) refuseNaN(call, property)
  }
}

function checkListSize(call: Call, property: string, values: readonly unknown[]): void {
  if (values.length > maxInValues) {
    refuseTooMany(call, property, `is restricted to ${values.length} values; expected ${maxInValues} at most.`)
  }
}

/** An `In`, or several of them together, with more values than one call should carry. */
export function refuseTooMany(call: Call, property: string | undefined, sentence: string): never {
  return refuse(call, 'E_IN_TOO_LARGE', sentence, {
    ...(property !== undefined && { property }),
    hint: 'Split the list and make one call for each part.',
  })
}

/** A condition that is undefined or null. */
export function refuseAbsent(call: Call, property: string, value: undefined | null): never {
  return value === null
    ? refuse(call, 'E_WHERE_NULL', 'a condition cannot be null; expected a value.', {
        property,
        hint: 'CQL cannot look for absent values: read the rows and filter in code, or write a marker value instead.',
      })
    : refuse(
        call,
        'E_WHERE_UNDEFINED',
        'a condition is undefined; expected a value. It would silently widen the query.',
        {
          property,
          hint: 'Leave the property out, or give it the value skip, if that is what is meant.',
        },
      )
}

function refuseSkip(call: Call, property: string): never {
  return refuse(call, 'E_OPERAND', 'has an operator on skip; expected a value.', {
    property,
    hint: `Write { ${property}: skip } to leave the condition out.`,
  })
}

function refuseNaN(call: Call, property: string): never {
  return refuse(call, 'E_OPERAND', 'has an operator on NaN; expected a number.', {
    property,
    hint: 'Cassandra sorts NaN after every number, so such a range is all or nothing.',
  })
}
