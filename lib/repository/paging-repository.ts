import type { Row, Select } from './criteria.js'
import type { PageInput } from './entity-pager.js'
import type { ScanInput } from './entity-scanner.js'
import { findOptionNames } from './options.js'
import type { FindOptions } from './options.js'
import { findPageOptionNames, scanOptionNames } from './paging-options.js'
import type { FindPageOptions, Page, ScanOptions } from './paging-options.js'
import { AggregatingRepository } from './aggregating-repository.js'
import { parts } from './repository-parts.js'

/** The part of a repository that hands out results piece by piece. */
export abstract class PagingRepository<E extends object> extends AggregatingRepository<E> {
  /**
   * One page of what `find` reads, and the token of the next. A token is a text that stands in a URL as it is; it holds for
   * this query, these values and this table, with pages of any size. Any other one is `E_PAGE_TOKEN`, and nothing is sent:
   * the server would take it, and answer other rows. Tokens may outlive the process, but not a change of the statement
   * (other columns in the entity).
   */
  async findPage<const S extends Select<E> = undefined, const AF extends boolean = false>(
    options: FindPageOptions<E, S, AF>,
  ): Promise<Page<Row<E, S>>> {
    this[parts].checkOptions('findPage', options, findPageOptionNames)
    return (await this[parts].pager.page((options ?? {}) as PageInput)) as Page<Row<E, S>>
  }

  /**
   * The rows of `find` one by one: `for await (const reading of readings.stream({ where }))`. Pages of `fetchSize` rows,
   * 1,000 unless said otherwise; while one is handed out the next is read, and none behind it. Of partitions named by
   * `In` the rows come in the order of the server, as in `findPage`.
   *
   * Nothing is checked or sent before the first `next()`. Whoever leaves the loop waits for the page under way, if there
   * is one, and leaves nothing behind. The signal ends it between two rows as well. `destroy()` waits for the page under
   * way, not for the stream: asking for another is then `E_NOT_CONNECTED`.
   */
  async *stream<const S extends Select<E> = undefined, const AF extends boolean = false>(
    options: FindOptions<E, S, AF>,
  ): AsyncGenerator<Row<E, S>, void, undefined> {
    this[parts].checkOptions('stream', options, findOptionNames)
    yield* this[parts].pager.stream(options ?? {}) as AsyncGenerator<Row<E, S>, void, undefined>
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
  async *scan<const S extends Select<E> = undefined>(
    options?: ScanOptions<E, S>,
  ): AsyncGenerator<Row<E, S>, void, undefined> {
    this[parts].checkOptions('scan', options, scanOptionNames)
    yield* this[parts].scanner.scan((options ?? {}) as ScanInput) as AsyncGenerator<Row<E, S>, void, undefined>
  }
}
