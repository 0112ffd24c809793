import { executionOptionNames } from '../execution/options.js'
import type { ExecutionOptions, WriteOptions } from '../execution/options.js'
import type { FoundOrCreated } from './writes/entity-creator.js'
import type { FullKey } from './types/key.js'
import { findOrCreateOptionNames, upsertOptionNames } from './types/write-options.js'
import type { OverwriteOptions } from './types/write-options.js'
import type { Beside, Draft, Insertable } from './types/patch.js'
import { parts } from './repository-parts.js'
import { WritingRepository } from './writing-repository.js'

/** The part of a repository whose methods do not mind whether a row is there already. */
export abstract class CreatingRepository<E extends object> extends WritingRepository<E> {
  /** `insert` without condition, under the name people look for: to Cassandra every insert is one. Reads nothing. */
  async upsert(entity: Insertable<E>, options?: OverwriteOptions): Promise<void> {
    this[parts].checkWrite('upsert', options, upsertOptionNames)
    await this[parts].writer.insert('upsert', entity, options)
  }

  /**
   * The entity of a key, which is made of `init` if there is none: a read, then `INSERT … IF NOT EXISTS`. Of several
   * callers at once one creates it, and all get what that one wrote. What is there is not changed.
   */
  async findOrCreate(key: FullKey<E>, init: Beside<E>, options?: WriteOptions): Promise<FoundOrCreated<E>> {
    this[parts].checkWrite('findOrCreate', options, findOrCreateOptionNames)
    return (await this[parts].creator.findOrCreate(key, init, options)) as FoundOrCreated<E>
  }

  /**
   * The entity of a key with the other properties of `partial` on it, ready to be saved; `undefined` if there is no
   * row. Properties that are `undefined` stay as they were read. Writes nothing.
   */
  async preload(partial: Draft<E>, options?: ExecutionOptions): Promise<E | undefined> {
    this[parts].checkOptions('preload', options, executionOptionNames)
    return (await this[parts].creator.preload(partial, options)) as E | undefined
  }
}
