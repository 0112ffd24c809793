import type { Call } from '../call.js'
import { interpretBind } from '../writes/compile-bind.js'
import { checkOperators } from './check-operator.js'
import { relationsOf } from './relations.js'
import { readWhere } from './restriction.js'

/**
 * Refuses what no read takes in a condition, whatever stands beside it: unknown properties, `undefined` and `null`, operators
 * that a column does not know, values that it cannot hold. What answers the condition is decided where all of it is known.
 */
export function checkCondition(call: Call, where: unknown): void {
  const { restrictions } = readWhere(call, where)
  checkOperators(call, restrictions)
  const markers = relationsOf(restrictions, call.model).flatMap((relation) =>
    'markers' in relation ? relation.markers : [relation.marker],
  )
  interpretBind(call.model.entityName, markers)(where)
}
