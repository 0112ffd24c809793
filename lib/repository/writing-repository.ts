import { AggregatingRepository } from './aggregating-repository.js'
import { writeOptionNames } from '../execution/options.js'
import type { WriteOptions } from '../execution/options.js'
import type { DeleteWhere } from './criteria.js'
import type { CounterColumns, FullKey, StaticCounterColumns, UpdateKey } from './key.js'
import { counterOptionNames, deleteOptionNames, removeOptionNames } from './options.js'
import type { CounterOptions, DeleteOptions } from './options.js'
import type { Insertable, Patch, StaticPatch } from './patch.js'
import { parts } from './repository-parts.js'

/** The part of a repository that writes rows one call at a time. */
export abstract class WritingRepository<E extends object> extends AggregatingRepository<E> {
  /**
   * Writes the cells an entity names, and the row marker: `INSERT INTO … VALUES …`. `undefined` leaves a cell alone,
   * `null` deletes it. An existing row is overwritten cell by cell. Of an array, a bounded number at once.
   */
  async insert(entity: Insertable<E> | readonly Insertable<E>[], options?: WriteOptions): Promise<void> {
    this[parts].checkOptions('insert', options, writeOptionNames)
    if (Array.isArray(entity)) await this[parts].writer.insertAll(entity, options)
    else await this[parts].writer.insert(entity, options)
  }

  /**
   * Stores an entity and resolves to it: a new one is inserted; of a loaded one only what changed is sent, as an
   * UPDATE, and nothing at all if nothing changed. Loaded is what a read or an earlier `save` returned; a copy is new.
   */
  async save(entities: readonly (E | Insertable<E>)[], options?: WriteOptions): Promise<E[]>
  async save(entity: E | Insertable<E>, options?: WriteOptions): Promise<E>
  async save(input: unknown, options?: WriteOptions): Promise<E | E[]> {
    this[parts].checkOptions('save', options, writeOptionNames)
    if (!Array.isArray(input)) return (await this[parts].saver.save(input, options)) as E
    return (await this[parts].saver.saveAll(input, options)) as E[]
  }

  /**
   * Changes cells of one row: `UPDATE … SET … WHERE …`. Creates the row if it is missing, without a row marker. With
   * the partition key alone: static columns only. `Append Prepend Add Remove Put` change collections in place.
   */
  async update<const K extends UpdateKey<E>>(
    key: K,
    patch: [K] extends [FullKey<E>] ? Patch<E> : StaticPatch<E>,
    options?: WriteOptions,
  ): Promise<void> {
    this[parts].checkOptions('update', options, writeOptionNames)
    await this[parts].writer.update(key, patch, options)
  }

  /**
   * Adds to a counter: `UPDATE … SET "views" = "views" + ? WHERE …`. A row that is missing counts from 0. Not
   * idempotent: a failure whose outcome is unknown is not sent again.
   */
  async increment<const K extends UpdateKey<E>>(
    key: K,
    column: [K] extends [FullKey<E>] ? CounterColumns<E> : StaticCounterColumns<E>,
    by: bigint | number = 1n,
    options?: CounterOptions,
  ): Promise<void> {
    this[parts].checkOptions('increment', options, counterOptionNames)
    await this[parts].writer.count('increment', key, column, by, options)
  }

  /** Takes from a counter: `UPDATE … SET "views" = "views" - ? WHERE …`; as `increment`. */
  async decrement<const K extends UpdateKey<E>>(
    key: K,
    column: [K] extends [FullKey<E>] ? CounterColumns<E> : StaticCounterColumns<E>,
    by: bigint | number = 1n,
    options?: CounterOptions,
  ): Promise<void> {
    this[parts].checkOptions('decrement', options, counterOptionNames)
    await this[parts].writer.count('decrement', key, column, by, options)
  }

  /**
   * Deletes rows by primary key (`In` allowed) or by a key prefix that ends in a range. A whole partition or prefix
   * only with `{ partition: true }`. Only key columns are taken; reads nothing.
   */
  async delete(where: DeleteWhere<E>, options?: DeleteOptions): Promise<void> {
    this[parts].checkOptions('delete', options, deleteOptionNames)
    await this[parts].writer.delete(where, options)
  }

  /** Deletes the rows of entities by their keys. An entity removed is new again. */
  async remove(entity: E | readonly E[], options?: Omit<WriteOptions, 'ttl'>): Promise<void> {
    this[parts].checkOptions('remove', options, removeOptionNames)
    await this[parts].writer.remove(Array.isArray(entity) ? entity : [entity], options)
  }

  /** Deletes every row: `TRUNCATE TABLE …`. Needs all nodes up. */
  async clear(): Promise<void> {
    await this[parts].writer.clear()
  }
}
