import type { ExecutionOptions, WriteOptions } from '../../execution/options.js'
import type { DeleteWhere, LooseWhere, Where } from './criteria.js'
import type { ColumnsOf, CounterColumns, FullKey, UpdateKey } from './key.js'
import type { AggregateOptions, FigureOptions, FindAndCountOptions, ReadOptions } from './read-options.js'
import type {
  BulkRemoveOptions,
  BulkWriteOptions,
  ClearOptions,
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

type OneOrMany<T> = T | readonly T[]

/** Arguments of `sum` and the like. */
type FigureCall<E, C> = [
  column: C,
  where: LooseWhere<E> | Where<E> | undefined,
  options?: FigureOptions<boolean, boolean>,
]

/** Arguments of the methods that `explain` can describe. */
export interface ExplainableCalls<E> {
  readonly find: [options: ExplainedFind<E>]
  readonly findBy: [where: Where<E>, options?: ExecutionOptions]
  readonly findOne: [options: Omit<ExplainedFind<E>, 'limit' | 'perPartitionLimit' | 'lazy'>]
  readonly findOneBy: [where: Where<E>, options?: ExecutionOptions]
  readonly findOneOrFail: [options: Omit<ExplainedFind<E>, 'limit' | 'perPartitionLimit' | 'lazy'>]
  readonly findOneByOrFail: [where: Where<E>, options?: ExecutionOptions]
  /** Of all keys, or of one of them. */
  readonly findByKeys: [keys: FullKey<E> | readonly FullKey<E>[], options?: ExecutionOptions]
  /** The statement of the rows and, with a limit, that of their number. */
  readonly findAndCount: [options: FindAndCountOptions<E, Select<E>, boolean>]
  readonly findPage: [options: FindPageOptions<E, Select<E>, boolean>]
  readonly stream: [options: ExplainedFind<E>]
  readonly scan: [options?: ScanOptions<E, Select<E>>]
  readonly count: [options: AggregateOptions<E, boolean>]
  readonly countBy: [where: Where<E>, options?: ExecutionOptions]
  readonly exists: [options: AggregateOptions<E, boolean>]
  readonly existsBy: [where: Where<E>, options?: ExecutionOptions]
  readonly sum: FigureCall<E, NumberColumns<E>>
  readonly average: FigureCall<E, NumberColumns<E>>
  readonly minimum: FigureCall<E, ColumnsOf<E>>
  readonly maximum: FigureCall<E, ColumnsOf<E>>
  readonly insert: [entity: OneOrMany<Insertable<E>>, options?: InsertOptions]
  readonly upsert: [entity: Insertable<E>, options?: OverwriteOptions]
  /** An INSERT of each new entity; of a loaded one the UPDATE of what changed, or no CQL at all. */
  readonly save: [entity: OneOrMany<E | Insertable<E>>, options?: WriteOptions]
  readonly update: [key: UpdateKey<E>, patch: Patch<E>, options?: UpdateOptions<E>]
  readonly delete: [where: DeleteWhere<E>, options?: DeleteOptions<E>]
  readonly remove: [entity: OneOrMany<E>, options?: RemoveOptions<E>]
  readonly increment: [key: UpdateKey<E>, column: CounterColumns<E>, by?: bigint | number, options?: CounterOptions]
  readonly decrement: [key: UpdateKey<E>, column: CounterColumns<E>, by?: bigint | number, options?: CounterOptions]
  /** The read and, in `further`, what is sent where it finds no row. */
  readonly findOrCreate: [key: FullKey<E>, init: Beside<E>, options?: WriteOptions]
  readonly preload: [partial: Draft<E>, options?: ExecutionOptions]
  readonly clear: [options?: ClearOptions]
  /** Of an array of items, or of one of them: no source is read. */
  readonly insertMany: [items: OneOrMany<Insertable<E>>, options?: BulkWriteOptions<Insertable<E>>]
  readonly saveMany: [items: OneOrMany<E | Insertable<E>>, options?: BulkWriteOptions<E | Insertable<E>>]
  readonly removeMany: [items: OneOrMany<E>, options?: BulkRemoveOptions<E>]
}
