import type { Relation } from '../../cql/statement.js'
import type { TableModel } from '../../model/table-model.js'
import { findAccessPath } from '../where/access-path.js'
import type { Call } from '../call.js'
import { listNames, refuse } from '../call.js'
import { scanMarker } from '../marker.js'
import type { Marker } from '../marker.js'
import type { SelectShape } from './select-shape.js'
import { tokenOf } from '../where/relations.js'
import { isTokenRange } from '../where/restriction.js'

/** `token("a", "b") > ? AND token("a", "b") <= ?`: a part of the ring. */
export function tokenRelations(model: TableModel): readonly Relation<Marker>[] {
  const column = tokenOf(model)
  return [
    { column, operator: '>', marker: scanMarker('after', { argument: 1, path: ['tokenRange', 'after'] }) },
    { column, operator: '<=', marker: scanMarker('upTo', { argument: 1, path: ['tokenRange', 'upTo'] }) },
  ]
}

/** What a scan may say besides: a condition only if the server may read rows and discard them. */
export function checkScan(call: Call, { where, allowFiltering }: SelectShape): 'scan' {
  const { restrictions } = where
  if (restrictions.length > 0 !== allowFiltering) refuseFilter(call, restrictions.length > 0)
  if (restrictions.length === 0) return 'scan'
  if (restrictions.some(isTokenRange)) refuseTokens(call)
  const path = findAccessPath(call, restrictions, { allowFiltering })
  return path === 'partition' || path === 'partitions' ? refusePartitions(call) : 'scan'
}

function refuseFilter(call: Call, hasCondition: boolean): never {
  if (!hasCondition) {
    return refuse(call, 'E_WHERE', 'allowFiltering is said, but the condition restricts nothing; expected a where.', {
      hint: 'Leave both out to read every row.',
    })
  }
  return refuse(call, 'E_FILTERING', 'a scan reads every row, and would discard those its condition does not fit.', {
    hint: 'Say allowFiltering: true to have the server discard them, or filter in code.',
  })
}

function refuseTokens(call: Call): never {
  return refuse(call, 'E_WHERE', 'Token(…) restricts the ring, and a scan walks all of it.', {
    hint: 'Use stream() or find() with Token(…), or the scan without.',
  })
}

function refusePartitions(call: Call): never {
  const key = listNames(call.model.partitionKey)
  return refuse(
    call,
    'E_WHERE',
    `the condition names partitions (${key}), and a scan would look for them everywhere.`,
    {
      hint: 'Use stream() or find().',
    },
  )
}
