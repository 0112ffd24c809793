import type { ExecutionOptions } from '../../execution/options.js'
import { executionOptionNames } from '../../execution/options.js'
import type { LooseWhere } from './criteria.js'
import { findOptionNames } from './read-options.js'
import type { WhereOptions, SelectOptions, SpecialOptions } from './read-options.js'
import type { IntoCheck, SelectCheck } from './row.js'

/** What `stream` takes: as `find`, but for `annOf`, whose rows are no more than one page, and `lazy`. */
export type StreamOptions<
  E,
  S = undefined,
  AF extends boolean = false,
  D extends boolean = false,
  I = undefined,
> = SelectOptions<E, S, AF> & Omit<SpecialOptions<E, S, undefined, D, I>, 'annOf'> & WhereOptions<E, AF, undefined, D>

/**
 * What `findPage` takes: as `stream`, and which page of which size. `limit` counts the rows of all pages. `In` on the
 * partition key is one statement, whose rows the server orders.
 */
export type FindPageOptions<
  E,
  S = undefined,
  AF extends boolean = false,
  D extends boolean = false,
  I = undefined,
> = Omit<SelectOptions<E, S, AF>, 'fetchSize' | 'fanOut'> &
  Omit<SpecialOptions<E, S, undefined, D, I>, 'annOf'> &
  WhereOptions<E, AF, undefined, D> & {
    /** Rows of a page. */
    readonly pageSize: number
    /** `nextPage` of the page before; undefined is the first page. */
    readonly page?: string | undefined
  }

/** A page of a read. */
export interface Page<T> {
  /** Exactly `pageSize` rows, or fewer, perhaps none, on the last page. */
  readonly items: T[]
  /**
   * The token of the next page; absent where there is none. The server learns that there are no more rows when it looks
   * for them: where the rows end with a full page, one more page comes, which is empty.
   */
  readonly nextPage?: string
}

/** How far a scan has come. */
export interface ScanProgress {
  /** Rows handed out, those before a resumption included. */
  readonly rows: number
  /** Share of the ring whose rows were all handed out, 0 to 1. */
  readonly fraction: number
  /** What `resume` takes to go on from here: a text, to be kept where the work that was done is kept. */
  readonly resume: string
}

interface ScanSettings<E, S, D extends boolean, I> extends ExecutionOptions {
  /** Property names, or a map; the result is then plain objects of these, typed so, that cannot be saved. */
  readonly select?: S & SelectCheck<E, NoInfer<S>>
  /** One row a partition, plain: its key and its static columns. */
  readonly distinct?: D
  /** A class whose instances rows become, in place of the entity; they cannot be saved. */
  readonly into?: I & IntoCheck<E, S, D, I>
  /** Rows of each partition at most. */
  readonly perPartitionLimit?: number | undefined
  /** Requests under way at once; 4 unless said otherwise, 256 at most. Each holds a page of `fetchSize` rows. */
  readonly parallelism?: number | undefined
  /** Goes on from a position that `onProgress` or a `ScanError` told. */
  readonly resume?: string | undefined
  /**
   * Called after each page whose rows were all handed out and left behind, at the moment the next row is asked for; what
   * it returns is awaited.
   */
  readonly onProgress?: ((progress: ScanProgress) => void | Promise<void>) | undefined
}

/** Every row, or those of a condition, which the server has to read all the same. */
type ScanCondition<E> =
  | { readonly where?: undefined; readonly allowFiltering?: false | undefined }
  | { readonly where: LooseWhere<E>; readonly allowFiltering: true }

/** What `scan` takes. */
export type ScanOptions<E, S = undefined, D extends boolean = false, I = undefined> = ScanSettings<E, S, D, I> &
  ScanCondition<E>

/** Rows of a page of `stream` and `scan`, unless said otherwise: several pages are in memory at once. */
export const streamedPageSize = 1000

/** What `stream` knows. */
export const streamOptionNames = findOptionNames.filter((name) => name !== 'annOf' && name !== 'lazy')

/** What `findPage` knows. */
export const findPageOptionNames = [
  ...streamOptionNames.filter((name) => name !== 'fetchSize' && name !== 'fanOut'),
  'pageSize',
  'page',
]

/** What `scan` knows. */
export const scanOptionNames = [
  ...executionOptionNames,
  'select',
  'distinct',
  'into',
  'where',
  'allowFiltering',
  'perPartitionLimit',
  'parallelism',
  'resume',
  'onProgress',
]
