import type { ColumnModel } from '../../model/table-model.js'
import { refuse } from '../call.js'
import type { Call } from '../call.js'

/** What the property holds is not what the column holds, so nobody knows what the parts are. */
export function refuseTransformed(call: Call, { propertyName }: ColumnModel, name: string): never {
  return refuse(call, 'E_UNSUPPORTED_OPERATOR', `${name} cannot look into a column with a transformer.`, {
    property: propertyName,
    hint: 'Compare the whole value.',
  })
}

export function refuseAbsent(call: Call, property: string, value: undefined | null): never {
  return value === null
    ? refuse(call, 'E_IF_NULL', 'is null in if; expected a value or an operator.', {
        property,
        hint: 'IsNull() asks for an absent cell, and holds on a missing row too; NotEqual(null) asks for one that is there.',
      })
    : refuse(call, 'E_IF_UNDEFINED', 'is undefined in if; expected a value. It would silently drop the condition.', {
        property,
        hint: 'Leave the property out on purpose if that is what is meant.',
      })
}

export function refuseKey(call: Call, property: string): never {
  return refuse(call, 'E_IF_KEY', 'is part of the primary key, which finds the row; expected other columns in if.', {
    property,
    hint: 'Use ifExists: true to ask whether the row is there.',
  })
}

export function refuseNone(call: Call): never {
  return refuse(call, 'E_IF_EMPTY', 'if says nothing; expected a condition.', {
    hint: 'Leave it out for a write without condition, or use ifExists: true.',
  })
}

export function refuseEmptyIn(call: Call, property: string): never {
  return refuse(call, 'E_EMPTY_IN', 'In([]) matches nothing, so nothing would be written.', {
    property,
    hint: 'Test for an empty list before.',
  })
}

export function refuseOperator(call: Call, property: string): never {
  return refuse(call, 'E_UNSUPPORTED_OPERATOR', 'is compared by an operator that CQL does not have in IF.', {
    property,
    hint: 'Use a value, a comparison, NotEqual, In, Between, IsNull, Contains, ContainsKey, ElementIs or FieldIs.',
  })
}
