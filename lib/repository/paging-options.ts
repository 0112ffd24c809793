import type { ExecutionOptions } from '../execution/options.js'
import { executionOptionNames } from '../execution/options.js'
import type { LooseWhere } from './criteria.js'
import { findOptionNames } from './options.js'
import type { FindOptions } from './options.js'

/** What `findPage` takes: as `find`, and which page of which size. `limit` counts the rows of all pages. */
export type FindPageOptions<E, S, AF extends boolean> = Omit<FindOptions<E, S, AF>, 'fetchSize'> & {
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

interface ScanSettings<S> extends ExecutionOptions {
  /** Property names; the result is then plain objects of these, typed so, that cannot be saved. */
  readonly select?: S
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

/** What `scan` takes: every row, or with `allowFiltering` those of a condition, which the server reads all the same. */
export type ScanOptions<E, S> = ScanSettings<S> &
  (
    | { readonly where?: undefined; readonly allowFiltering?: false | undefined }
    | { readonly where: LooseWhere<E>; readonly allowFiltering: true }
  )

/** Rows of a page of `stream` and `scan`, unless said otherwise: several pages are in memory at once. */
export const streamedPageSize = 1000

export const findPageOptionNames = [...findOptionNames.filter((name) => name !== 'fetchSize'), 'pageSize', 'page']
export const scanOptionNames = [
  ...executionOptionNames,
  'select',
  'where',
  'allowFiltering',
  'perPartitionLimit',
  'parallelism',
  'resume',
  'onProgress',
]
