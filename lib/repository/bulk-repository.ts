import type { BulkResult } from '../execution/bulk/bulk-options.js'
import { bulkRemoveOptionNames, bulkWriteOptionNames } from './types/write-options.js'
import type { BulkRemoveOptions, BulkWriteOptions } from './types/write-options.js'
import type { Insertable } from './types/patch.js'
import { parts } from './repository-parts.js'
import { CreatingRepository } from './creating-repository.js'

/**
 * The part of a repository that writes as many rows as a source has. An item is read only when there is room for its
 * request, so memory does not grow with the source; the order in which items are written is not theirs. Where two items
 * are of one row, the later of their requests decides.
 */
export abstract class BulkRepository<E extends object> extends CreatingRepository<E> {
  /**
   * Inserts each item as `insert` does, a bounded number at once, and resolves to how many. The first failure rejects
   * with `BulkError`; with `onFailure` failed items are told and left out.
   */
  async insertMany<Item extends Insertable<E>>(
    source: Iterable<Item> | AsyncIterable<Item>,
    options?: BulkWriteOptions<Item>,
  ): Promise<BulkResult> {
    this[parts].checkWrite('insertMany', options, bulkWriteOptionNames)
    return this[parts].bulk.write('insertMany', source, options as BulkWriteOptions<object> | undefined)
  }

  /** Saves each item as `save` does: new ones are inserted, of loaded ones changes are sent. Otherwise as `insertMany`. */
  async saveMany<Item extends E | Insertable<E>>(
    source: Iterable<Item> | AsyncIterable<Item>,
    options?: BulkWriteOptions<Item>,
  ): Promise<BulkResult> {
    this[parts].checkWrite('saveMany', options, bulkWriteOptionNames)
    return this[parts].bulk.write('saveMany', source, options as BulkWriteOptions<object> | undefined)
  }

  /** Deletes the row of each item as `remove` does. Otherwise as `insertMany`. */
  async removeMany<Item extends E>(
    source: Iterable<Item> | AsyncIterable<Item>,
    options?: BulkRemoveOptions<Item>,
  ): Promise<BulkResult> {
    this[parts].checkWrite('removeMany', options, bulkRemoveOptionNames)
    return this[parts].bulk.write('removeMany', source, options as BulkWriteOptions<object> | undefined)
  }
}
