import { AggregatingRepository } from './aggregating-repository.js'
import { findPageOptionNames, scanOptionNames, streamOptionNames } from './types/paging-options.js'
import type { FindPageOptions, Page, ScanOptions, StreamOptions } from './types/paging-options.js'
import { parts } from './repository-parts.js'
import type { IntoClass, Result, Select } from './types/row.js'

/** The part of a repository that hands out results piece by piece. */
export abstract class PagingRepository<E extends object> extends AggregatingRepository<E> {
  /**
   * One page of what `find` reads, and the token of the next. A token is a text that stands in a URL as it is; it holds for
   * this query, these values and this table, with pages of any size. Any other one is `E_PAGE_TOKEN`, and nothing is sent:
   * the server would take it, and answer other rows. Tokens may outlive the process, but not a change of the statement
   * (other columns in the entity).
   */
  async findPage<
    const S extends Select<E> = undefined,
    const AF extends boolean = false,
    const D extends boolean = false,
    const I extends IntoClass = undefined,
  >(options: FindPageOptions<E, S, AF, D, I>): Promise<Page<Result<E, S, D, I>>> {
    this[parts].checkOptions('findPage', options, findPageOptionNames)
    return (await this[parts].pager.page(options ?? {})) as Page<Result<E, S, D, I>>
  }

  /**
   * The rows of `find` one by one: `for await (const reading of readings.stream({ where }))`. Pages of `fetchSize` rows,
   * 1,000 unless said otherwise; while one is handed out the next is read, and none behind it. Partitions named by `In` come
   * one after the other, in the order of the values.
   *
   * Nothing is checked or sent before the first `next()`. Whoever leaves the loop waits for the page under way, if there
   * is one, and leaves nothing behind. The signal ends it between two rows as well. `destroy()` waits for the page under
   * way, not for the stream: asking for another is then `E_NOT_CONNECTED`.
   */
  async *stream<
    const S extends Select<E> = undefined,
    const AF extends boolean = false,
    const D extends boolean = false,
    const I extends IntoClass = undefined,
  >(options: StreamOptions<E, S, AF, D, I>): AsyncGenerator<Result<E, S, D, I>, void, undefined> {
    this[parts].checkOptions('stream', options, streamOptionNames)
    yield* this[parts].pager.stream(options ?? {}) as AsyncGenerator<Result<E, S, D, I>, void, undefined>
  }

  /**
   * Every row of the table once, in no order: `SELECT … WHERE token(…) > ? AND token(…) <= ?`, the ring in ranges of which
   * `parallelism` are read at once, in pages of `fetchSize` rows (1,000 unless said otherwise). As many pages wait for a
   * slow consumer, and no more. A row that is written meanwhile may come or not.
   *
   * `onProgress` tells positions to `resume` from, and so does the `ScanError` that a failure becomes. Rows handed out
   * after the position come again: what is done with them must bear being done twice. A position holds for the same
   * statement and values; any other is `E_SCAN_RESUME`. A failed page is not asked for again but by the policy of retries.
   */
  async *scan<
    const S extends Select<E> = undefined,
    const D extends boolean = false,
    const I extends IntoClass = undefined,
  >(options?: ScanOptions<E, S, D, I>): AsyncGenerator<Result<E, S, D, I>, void, undefined> {
    this[parts].checkOptions('scan', options, scanOptionNames)
    yield* this[parts].scanner.scan(options ?? {}) as AsyncGenerator<Result<E, S, D, I>, void, undefined>
  }
}
