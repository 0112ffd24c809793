import type { Executor } from '../execution/executor.js'
import type { ExecutionOptions, WriteOptions } from '../execution/options.js'
import { readProperty } from '../objects/property.js'
import { refuse } from '../plan/call.js'
import type { Call } from '../plan/call.js'
import { isSameState, snapshotOf } from '../plan/changes.js'
import { refuseResending } from './conditional-sender.js'
import type { ConditionalSender } from './conditional-sender.js'
import type { EntityReader } from './entity-reader.js'
import { assignColumns, checkEntity, keyOf, pick, wholeKey } from './entity-shape.js'
import { entityOf } from './entity-saver.js'
import type { BoundWrite, WriteBinder } from './write-binder.js'

type Fields = Record<string, unknown>

/** An entity, and whether it was made by the call that gave it. */
export interface FoundOrCreated<E> {
  readonly entity: E
  readonly created: boolean
}

/** What reads a row first and then goes by what is there. */
export class EntityCreator {
  constructor(
    private readonly reader: EntityReader,
    private readonly binder: WriteBinder,
    private readonly conditional: ConditionalSender,
    private readonly executor: Executor,
  ) {}

  /** What is given is checked before anything is sent. Who loses the race for a new row gets that of the winner. */
  async findOrCreate(
    given: unknown,
    init: unknown,
    options: WriteOptions | undefined,
  ): Promise<FoundOrCreated<object>> {
    const call = this.binder.call('findOrCreate')
    const key = wholeKey(call, given, 'What a new row holds besides goes into the second argument.')
    const said = { ...saidBeside(call, key, init), ...key }
    const bound = this.binder.insert('findOrCreate', said, { ...options, ifNotExists: true })
    refuseResending(bound.plan, options)
    return this.executor.admit(async () => {
      const found = await this.reader.one('findOrCreate', { where: key }, options, true)
      return found === null ? this.#create(call, said, bound, options) : { entity: found, created: false }
    })
  }

  async #create(
    call: Call,
    said: Fields,
    bound: BoundWrite,
    options: WriteOptions | undefined,
  ): Promise<FoundOrCreated<object>> {
    const answer = await this.conditional.send(bound, options, true)
    if (!answer.applied) return { entity: answer.current!, created: false }
    const entity = entityOf(call, said)
    this.binder.plans.origins.mark(entity, snapshotOf(call, said, undefined))
    return { entity, created: true }
  }

  /** The row of a partial entity with what that says besides; undefined if there is no row. */
  async preload(partial: unknown, options: ExecutionOptions | undefined): Promise<object | undefined> {
    const call = this.binder.call('preload')
    checkEntity(call, partial)
    const entity = await this.reader.one('preload', { where: keyOf(call, partial) }, options)
    return entity === null ? undefined : assignColumns(call, entity as Fields, partial)
  }
}

/** What a new row holds besides its key; what it says of the key must be the same. */
function saidBeside(call: Call, key: Fields, init: unknown): Fields {
  checkEntity(call, init)
  for (const column of call.model.primaryKey) {
    const { propertyName } = column
    const said = readProperty(init, propertyName)
    if (said === undefined || isSameState(column, key[propertyName], said)) continue
    refuse(call, 'E_KEY', 'has another value in the new row than in the key.', {
      property: propertyName,
      hint: 'Leave it out of the second argument.',
    })
  }
  return pick(
    call.model.columns.filter(({ propertyName }) => readProperty(init, propertyName) !== undefined),
    init,
  )
}
