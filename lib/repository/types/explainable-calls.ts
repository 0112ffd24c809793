import type { WriteOptions } from '../../execution/options.js'
import type { DeleteWhere, LooseWhere, Where } from './criteria.js'
import type { ColumnsOf, CounterColumns, FullKey, UpdateKey } from './key.js'
import type { AggregateOptions, FigureOptions, FindAndCountOptions, ReadOptions } from './read-options.js'
import type {
  CounterOptions,
  DeleteOptions,
  InsertOptions,
  OverwriteOptions,
  RemoveOptions,
  UpdateOptions,
} from './write-options.js'
import type { FindPageOptions, ScanOptions } from './paging-options.js'
import type { Beside, Draft, Insertable, Patch } from './patch.js'
import type { IntoClass, Nearest, NumberColumns, Select } from './row.js'

/** What `find` takes, whatever the type of its rows would be. */
interface ExplainedFind<E> extends ReadOptions<E> {
  readonly where?: Where<E> | LooseWhere<E> | undefined
  readonly select?: Select<E>
  readonly allowFiltering?: boolean
  readonly annOf?: Nearest<E> | undefined
  readonly distinct?: boolean | undefined
  readonly scan?: boolean | undefined
  readonly into?: IntoClass
  readonly lazy?: boolean | undefined
}

/** Arguments of `sum` and the like. */
type FigureCall<E, C> = [
  column: C,
  where: LooseWhere<E> | Where<E> | undefined,
  options?: FigureOptions<boolean, boolean>,
]

/** Arguments of the methods that `explain` can describe. */
export interface ExplainableCalls<E> {
  readonly find: [options: ExplainedFind<E>]
  readonly findBy: [where: Where<E>]
  readonly findOne: [options: Omit<ExplainedFind<E>, 'limit' | 'perPartitionLimit' | 'lazy'>]
  readonly findOneBy: [where: Where<E>]
  readonly findOneOrFail: [options: Omit<ExplainedFind<E>, 'limit' | 'perPartitionLimit' | 'lazy'>]
  readonly findOneByOrFail: [where: Where<E>]
  /** What would be sent for one of the keys. */
  readonly findByKeys: [key: FullKey<E>]
  /** The statement of the rows; that of their number is the one of `count`. */
  readonly findAndCount: [options: FindAndCountOptions<E, Select<E>, boolean>]
  readonly findPage: [options: FindPageOptions<E, Select<E>, boolean>]
  readonly stream: [options: ExplainedFind<E>]
  readonly scan: [options?: ScanOptions<E, Select<E>>]
  readonly count: [options: AggregateOptions<E, boolean>]
  readonly countBy: [where: Where<E>]
  readonly exists: [options: AggregateOptions<E, boolean>]
  readonly existsBy: [where: Where<E>]
  readonly sum: FigureCall<E, NumberColumns<E>>
  readonly average: FigureCall<E, NumberColumns<E>>
  readonly minimum: FigureCall<E, ColumnsOf<E>>
  readonly maximum: FigureCall<E, ColumnsOf<E>>
  readonly insert: [entity: Insertable<E>, options?: InsertOptions]
  readonly upsert: [entity: Insertable<E>, options?: OverwriteOptions]
  /** An INSERT of a new entity; of a loaded one the UPDATE of what changed, or no CQL at all. */
  readonly save: [entity: E | Insertable<E>, options?: WriteOptions]
  readonly update: [key: UpdateKey<E>, patch: Patch<E>, options?: UpdateOptions<E>]
  readonly delete: [where: DeleteWhere<E>, options?: DeleteOptions<E>]
  readonly remove: [entity: E, options?: RemoveOptions<E>]
  readonly increment: [key: UpdateKey<E>, column: CounterColumns<E>, by?: bigint | number, options?: CounterOptions]
  readonly decrement: [key: UpdateKey<E>, column: CounterColumns<E>, by?: bigint | number, options?: CounterOptions]
  /** What is sent where there is no row; the read before it is that of `findOneBy` with the key. */
  readonly findOrCreate: [key: FullKey<E>, init: Beside<E>, options?: WriteOptions]
  readonly preload: [partial: Draft<E>]
  readonly clear: []
  /** What would be sent for one of the items. */
  readonly insertMany: [item: Insertable<E>, options?: Omit<OverwriteOptions, 'fetchSize'>]
  readonly saveMany: [item: E | Insertable<E>, options?: Omit<OverwriteOptions, 'fetchSize'>]
  readonly removeMany: [item: E, options?: Omit<OverwriteOptions, 'fetchSize' | 'ttl'>]
}
