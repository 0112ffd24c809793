import { writeOptionNames } from '../execution/options.js'
import type { WriteOptions } from '../execution/options.js'
import { hasCondition } from './types/applied.js'
import type { ChangeResult, InsertResult } from './types/applied.js'
import type { Conditions, SaidAbsence, SaidConditions } from './types/conditions.js'
import type { DeleteWhere } from './types/criteria.js'
import type { CounterColumns, FullKey, StaticCounterColumns, UpdateKey } from './types/key.js'
import {
  clearOptionNames,
  counterOptionNames,
  deleteOptionNames,
  insertOptionNames,
  removeOptionNames,
  updateOptionNames,
} from './types/write-options.js'
import type {
  ClearOptions,
  CounterOptions,
  DeleteOptions,
  InsertOptions,
  RemoveOptions,
  UpdateOptions,
} from './types/write-options.js'
import type { Insertable, Patch, StaticPatch } from './types/patch.js'
import { PagingRepository } from './paging-repository.js'
import { parts } from './repository-parts.js'

/** The part of a repository that writes rows one call at a time. */
export abstract class WritingRepository<E extends object> extends PagingRepository<E> {
  /**
   * Writes the cells an entity names, and the row marker: `INSERT INTO … VALUES …`. `undefined` leaves a cell alone,
   * `null` deletes it. An existing row is overwritten cell by cell, unless `{ ifNotExists: true }`: then it resolves to
   * whether it was written, and if not, to the row that is there. Of an array, which takes no condition, a bounded number
   * at once.
   */
  async insert<const X extends boolean | undefined = undefined>(
    entity: Insertable<E> | readonly Insertable<E>[],
    options?: InsertOptions<X> | SaidAbsence<X>,
  ): Promise<InsertResult<E, X>> {
    this[parts].checkWrite('insert', options, insertOptionNames)
    const { writer } = this[parts]
    const answer = await (Array.isArray(entity)
      ? writer.insertAll(entity, options)
      : writer.insert('insert', entity, options))
    return (hasCondition(options) ? answer : undefined) as InsertResult<E, X>
  }

  /**
   * Stores an entity and resolves to it: a new one is inserted; of a loaded one only what changed is sent, as an
   * UPDATE, and nothing at all if nothing changed. Loaded is what a read or an earlier `save` returned; a copy is new.
   */
  async save(entities: readonly (E | Insertable<E>)[], options?: WriteOptions): Promise<E[]>
  async save(entity: E | Insertable<E>, options?: WriteOptions): Promise<E>
  async save(input: unknown, options?: WriteOptions): Promise<E | E[]> {
    this[parts].checkWrite('save', options, writeOptionNames)
    if (!Array.isArray(input)) return (await this[parts].saver.save(input, options)) as E
    return (await this[parts].saver.saveAll(input, options)) as E[]
  }

  /**
   * Changes cells of one row: `UPDATE … SET … WHERE …`. Creates the row if it is missing, without a row marker, unless
   * `{ ifExists: true }` or `{ if: … }`: then it resolves to whether it was applied, and if not, to what `if` compared
   * with. With the partition key alone: static columns only. `null` deletes a cell; `Append Prepend SetAt RemoveAt Add
   * Remove Put SetField` change a part of a column, one of them a column.
   */
  async update<
    const K extends UpdateKey<E>,
    const X extends boolean | undefined = undefined,
    const C extends Conditions<E> | undefined = undefined,
  >(
    key: K,
    patch: [K] extends [FullKey<E>] ? Patch<E> : StaticPatch<E>,
    options?: UpdateOptions<E, X, C> | SaidConditions<X, C>,
  ): Promise<ChangeResult<E, X, C>> {
    this[parts].checkWrite('update', options, updateOptionNames)
    const answer = await this[parts].writer.update(key, patch, options)
    return (hasCondition(options) ? answer : undefined) as ChangeResult<E, X, C>
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
    this[parts].checkWrite('increment', options, counterOptionNames)
    await this[parts].writer.count('increment', key, column, by, options)
  }

  /** Takes from a counter: `UPDATE … SET "views" = "views" - ? WHERE …`; as `increment`. */
  async decrement<const K extends UpdateKey<E>>(
    key: K,
    column: [K] extends [FullKey<E>] ? CounterColumns<E> : StaticCounterColumns<E>,
    by: bigint | number = 1n,
    options?: CounterOptions,
  ): Promise<void> {
    this[parts].checkWrite('decrement', options, counterOptionNames)
    await this[parts].writer.count('decrement', key, column, by, options)
  }

  /**
   * Deletes rows by primary key (`In` allowed) or by a key prefix that ends in a range. A whole partition or prefix
   * only with `{ partition: true }`. Only key columns are taken; reads nothing. With `{ ifExists: true }` or `{ if: … }` one
   * row by its whole key, and it resolves to whether it was deleted. Cells are deleted by `update` with `null`, elements
   * with `Remove` and `RemoveAt`.
   */
  async delete<const X extends boolean | undefined = undefined, const C extends Conditions<E> | undefined = undefined>(
    where: DeleteWhere<E>,
    options?: DeleteOptions<E, X, C> | SaidConditions<X, C>,
  ): Promise<ChangeResult<E, X, C>> {
    this[parts].checkWrite('delete', options, deleteOptionNames)
    const answer = await this[parts].writer.delete(where, options)
    return (hasCondition(options) ? answer : undefined) as ChangeResult<E, X, C>
  }

  /**
   * Deletes the rows of entities by their keys; conditions as in `delete`, of one entity. An entity removed is new again. With
   * `@VersionColumn` only the version that was read, else it is a `VersionConflictError`.
   */
  async remove<const X extends boolean | undefined = undefined, const C extends Conditions<E> | undefined = undefined>(
    entity: E | readonly E[],
    options?: RemoveOptions<E, X, C> | SaidConditions<X, C>,
  ): Promise<ChangeResult<E, X, C>> {
    this[parts].checkWrite('remove', options, removeOptionNames)
    const { writer } = this[parts]
    const answer = await (Array.isArray(entity) ? writer.removeAll(entity, options) : writer.remove(entity, options))
    return (hasCondition(options) ? answer : undefined) as ChangeResult<E, X, C>
  }

  /** Deletes every row: `TRUNCATE TABLE …`. Needs all nodes up. */
  async clear(options?: ClearOptions): Promise<void> {
    this[parts].checkOptions('clear', options, clearOptionNames)
    await this[parts].writer.clear(options)
  }
}
