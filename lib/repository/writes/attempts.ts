import { readProperty } from '../../objects/property.js'
import type { Attempt } from '../../plan/writes/attempt.js'
import { comparedValues, writtenByInsert, writtenByUpdate } from '../../plan/writes/attempt.js'
import type { Call } from '../../plan/call.js'
import { readIf } from '../../plan/writes/if-clause.js'
import type { WriteTextOptions } from '../../plan/writes/if-clause.js'
import { pick } from '../entity-shape.js'
import { generatedColumns } from './supply.js'

/** What a conditional insert wants; it was planned and bound already. */
export function attemptInsert(call: Call, entity: object, options: WriteTextOptions): Attempt {
  const { model } = call
  const written = writtenByInsert(model, entity)
  const { condition, ttl } = parts(call, options)
  return {
    kind: 'insert',
    model,
    key: keyIn(call, entity),
    written,
    condition,
    generated: generatedColumns(model, entity),
    ttl,
  }
}

/** What a conditional update wants; it was planned and bound already. */
export function attemptUpdate(call: Call, key: unknown, patch: unknown, options: WriteTextOptions): Attempt {
  const written = writtenByUpdate(call.model, patch as object)
  return {
    kind: 'update',
    model: call.model,
    key: keyIn(call, key as object),
    written,
    generated: [],
    ...parts(call, options),
  }
}

/** What a conditional delete wants; it was planned and bound already. */
export function attemptDelete(call: Call, key: unknown, options: WriteTextOptions): Attempt {
  return {
    kind: 'delete',
    model: call.model,
    key: keyIn(call, key as object),
    written: [],
    generated: [],
    ...parts(call, options),
  }
}

function parts(call: Call, options: WriteTextOptions): Pick<Attempt, 'condition' | 'ttl'> {
  return { condition: comparedValues(readIf(call, options)!, options.if), ttl: options.ttl }
}

/** The whole key, or the partition key where no more was given; copied, because callers may change what they gave. */
function keyIn({ model }: Call, given: object): Attempt['key'] {
  const columns = model.primaryKey.filter(({ propertyName }) => readProperty(given, propertyName) != null)
  const key = pick(columns, given as Record<string, unknown>)
  for (const { propertyName, codec } of columns) key[propertyName] = codec.copy(key[propertyName])
  return key
}
