import { StatementError } from '../../errors/statement-error.js'

/** A member that has to be an instance is none. */
export function refuseNoInstance(method: string): never {
  throw new StatementError(`batch.${method}(): expected an instance of an entity.`, {
    code: 'E_ENTITY',
    hint: 'A plain object says no class: use insert(Entity, value) or delete(Entity, key).',
  })
}

/** A batch is executed once. `isOver`: it was; otherwise it is being. */
export function refuseExecuted(method: string, isOver: boolean): never {
  throw new StatementError(`batch.${method}(): this batch ${isOver ? 'was' : 'is being'} executed.`, {
    code: 'E_BATCH_EXECUTED',
    hint: 'Begin another: db.batch().',
  })
}

/** All members have one time: the server would take for each cell the larger of two values, not the later. */
export function refuseSavedBefore(entity: string): never {
  throw new StatementError('batch.save(): this entity is in the batch already, and was changed since.', {
    code: 'E_BATCH_SAME_ENTITY',
    entity,
    hint: 'Save it once, after its last change.',
  })
}
