import type { Executor } from '../../execution/executor.js'
import type { ExecutionOptions, WriteOptions } from '../../execution/options.js'
import type { EntityClass } from '../../metadata/entity-metadata.js'
import { isPlainObject } from '../../objects/plain-object.js'
import { readProperty, writeProperty } from '../../objects/property.js'
import { refuse } from '../../plan/call.js'
import type { Call } from '../../plan/call.js'
import { isSameState, snapshotOf } from '../../plan/writes/changes.js'
import { refuseResending } from './conditional-sender.js'
import { withClass } from '../../plan/class-key.js'
import { namedClass } from '../../plan/class-of-entity.js'
import type { Snapshot } from '../../plan/loaded.js'
import type { ConditionalSender } from './conditional-sender.js'
import { firstOf } from '../reads/entity-reader.js'
import type { EntityReader } from '../reads/entity-reader.js'
import { assignColumns, checkEntity, keyOf, wholeKey } from '../entity-shape.js'
import { createdEntity } from './created-entity.js'
import type { HeardWrites } from '../hooks/heard-writes.js'
import type { BoundWrite, WriteBinder } from './write-binder.js'
import { insertion, ofEntity } from '../hooks/write-events.js'

type Fields = Record<string, unknown>

/** An entity, and whether it was made by the call that gave it. */
export interface FoundOrCreated<E> {
  readonly entity: E
  readonly created: boolean
}

/** An insert ready to be sent, and what it says of the row. */
interface PreparedInsert {
  readonly bound: BoundWrite
  readonly snapshot: Snapshot
}

/** Where the other properties of a new row belong. */
export const hintOfInit = 'What a new row holds besides goes into the second argument.'

/** What reads a row first and then goes by what is there. */
export class EntityCreator {
  constructor(
    private readonly reader: EntityReader,
    private readonly binder: WriteBinder,
    private readonly conditional: ConditionalSender,
    private readonly executor: Executor,
    private readonly heard: HeardWrites | undefined,
  ) {}

  /** What is given is checked before anything is sent. Who loses the race for a new row gets that of the winner. */
  async findOrCreate(
    given: unknown,
    init: unknown,
    options: WriteOptions | undefined,
  ): Promise<FoundOrCreated<object>> {
    const { key, said, call } = this.#read(given, init)
    const ready = this.#prepare(call, said, options)
    refuseResending(ready.bound.plan, options)
    return this.executor.admit(async () => {
      const input = { where: key, listeners: options?.listeners }
      const found = firstOf(await this.reader.first('findOrCreate', input, options, true))
      return found === null ? this.#create(call, said, ready, options) : { entity: found, created: false }
    })
  }

  /** What a new row would hold, and its class. */
  #read(given: unknown, init: unknown): { readonly key: Fields; readonly said: Fields; readonly call: Call } {
    const { plans } = this.binder
    const key = wholeKey(this.binder.call('findOrCreate'), withClass(plans.model, given), hintOfInit)
    const { model } = plans.model.shared === undefined ? plans : plans.ofEntity('findOrCreate', withKey(init, key))
    const call: Call = { model, method: 'findOrCreate' }
    return { key, said: saidWithKey(call, key, init), call }
  }

  /** Those who listen are told when it is known that there is no row: what they change is bound again. */
  async #create(
    call: Call,
    said: Fields,
    ready: PreparedInsert,
    options: WriteOptions | undefined,
  ): Promise<FoundOrCreated<object>> {
    const heard = this.heard?.of(options)
    if (heard === undefined) return this.#send(call, said, ready, options)
    const told = insertion(this.binder.plans, 'findOrCreate', said, { ...options, ifNotExists: true })
    await heard.before(told)
    const result = await this.#send(call, said, this.#prepare(call, said, options), options)
    if (result.created) await heard.after(ofEntity(told, result.entity))
    return result
  }

  /** What is stored is known from now on: the collections in it are the caller's, who may change them meanwhile. */
  #prepare(call: Call, said: Fields, options: WriteOptions | undefined): PreparedInsert {
    const bound = this.binder.insert('findOrCreate', said, { ...options, ifNotExists: true })
    return { bound, snapshot: snapshotOf(call, said, undefined) }
  }

  async #send(
    call: Call,
    said: Fields,
    { bound, snapshot: ofSaid }: PreparedInsert,
    options: WriteOptions | undefined,
  ): Promise<FoundOrCreated<object>> {
    const answer = await this.conditional.send(bound, options, true)
    if (!answer.applied) return { entity: ofRepository(this.binder.call(call.method), answer.current!), created: false }
    const { entity, snapshot } = createdEntity(call, said, ofSaid)
    this.binder.plans.origins.mark(entity, snapshot)
    return { entity, created: true }
  }

  /** The row of a partial entity with what that says besides; undefined if there is no row. */
  async preload(partial: unknown, options: ExecutionOptions | undefined): Promise<object | undefined> {
    const { model } = this.binder.plans
    const call: Call = { model: namedClass(model, partial, 'preload'), method: 'preload' }
    checkEntity(call, partial)
    const input = { where: keyOf(call, partial), listeners: options?.listeners }
    const entity = firstOf(await this.reader.first('preload', input, options))
    return entity === null ? undefined : assignColumns(call, entity as Fields, partial)
  }
}

/** The row that was in the way; one of another class is neither found nor created. */
function ofRepository(call: Call, entity: object): object {
  const { shared, entityName } = call.model
  if (shared === undefined || shared.byClass.has(entity.constructor as EntityClass)) return entity
  return refuse(call, 'E_DISCRIMINATOR', `the row of this key is of another class than ${entityName}.`, {
    property: shared.discriminator,
    hint: `Use the repository of ${shared.base.name} for rows of any class.`,
  })
}

/** What says of which class a new row is: it may be the key. */
function withKey(init: unknown, key: Fields): unknown {
  return isPlainObject(init) ? { ...init, ...key } : init
}

/** What a new row holds; what it says of the key must be the same. */
function saidWithKey(call: Call, key: Fields, init: unknown): Fields {
  checkEntity(call, init)
  const row: Fields = {}
  for (const column of call.model.columns) {
    const { propertyName, isKey } = column
    const said = readProperty(init, propertyName)
    if (isKey && said !== undefined && !isSameState(column, key[propertyName], said)) refuseOtherKey(call, propertyName)
    if (isKey || said !== undefined) writeProperty(row, propertyName, isKey ? key[propertyName] : said)
  }
  return row
}

function refuseOtherKey(call: Call, property: string): never {
  refuse(call, 'E_KEY', 'has another value in the new row than in the key.', {
    property,
    hint: 'Leave it out of the second argument.',
  })
}
