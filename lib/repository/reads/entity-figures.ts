import { divideDecimal } from '../../codec/decimal-quotient.js'
import type { Executor } from '../../execution/executor.js'
import type { ExecutionOptions } from '../../execution/options.js'
import type { AccessPath } from '../../plan/where/access-path.js'
import { refuse } from '../../plan/call.js'
import type { Call } from '../../plan/call.js'
import type { EntityPlans, SelectInput } from '../../plan/entity-plans.js'
import { emptySum } from '../../plan/reads/figure.js'
import type { FigureKind } from '../../plan/reads/figure.js'
import { limitedToOne } from './entity-reader.js'
import type { EntityReader } from './entity-reader.js'
import { planRead, sendRead } from './planned-read.js'
import type { PlannedRead } from './planned-read.js'

/** The one row that a figure comes in; `count`: of the values an average is of. */
interface FigureRow {
  readonly figure: unknown
  readonly count?: bigint
}

/** The reads of a repository that give a figure in place of rows. Bad input is thrown, as by `EntityReader`. */
export class EntityFigures {
  constructor(
    private readonly plans: EntityPlans,
    private readonly executor: Executor,
    private readonly reader: EntityReader,
  ) {}

  async exists(method: string, input: SelectInput, options?: ExecutionOptions): Promise<boolean> {
    const limited = limitedToOne(input)
    return (await sendRead(this.executor, this.#plan('exists', method, limited), limited, options)).length > 0
  }

  async count(method: string, input: SelectInput, options?: ExecutionOptions, isAdmitted?: boolean): Promise<number> {
    const rows = await sendRead(this.executor, this.#plan('count', method, input), input, options, isAdmitted)
    return rows.reduce((sum, row) => sum + Number((row as { readonly count: bigint }).count), 0)
  }

  /** The sum of the values there are; 0 of none, in the type that all sums of the column have. */
  async sum(column: unknown, input: SelectInput, options?: ExecutionOptions): Promise<unknown> {
    const row = await this.#figure('sum', 'sum', column, input, options)
    return row === undefined ? emptySum(this.plans.model.columnOf.get(column as string)!) : row.figure
  }

  /** The average of the values there are; undefined of none, for which the server says 0. */
  async average(column: unknown, input: SelectInput, options?: ExecutionOptions): Promise<unknown> {
    const { figure, count = 0n } = (await this.#figure('average', 'average', column, input, options)) ?? {}
    if (count === 0n) return undefined
    return typeof figure === 'string' ? divideDecimal(figure, count) : figure
  }

  /** The least or greatest value; undefined of none. */
  async extreme(
    kind: 'minimum' | 'maximum',
    column: unknown,
    input: SelectInput,
    options?: ExecutionOptions,
  ): Promise<unknown> {
    return (await this.#figure(kind, kind, column, input, options))?.figure
  }

  /** The rows, and how many there are without a limit. All rows count themselves. */
  async manyAndCount(input: SelectInput, options?: ExecutionOptions): Promise<[object[], number]> {
    const method = 'findAndCount'
    const call: Call = { model: this.plans.model, method }
    const { plan } = planRead(call, input, (one) => this.plans.select(method, one))
    refuseOutsidePartition(call, plan.accessPath)
    const counting = countBeside(input)
    if (counting === undefined) {
      const rows = await this.reader.many(method, input, options)
      return [rows, rows.length]
    }
    return this.executor.admit(() =>
      Promise.all([this.reader.many(method, input, options, true), this.count(method, counting, options, true)]),
    )
  }

  #plan(kind: 'count' | 'exists', method: string, input: SelectInput): PlannedRead {
    return planRead({ model: this.plans.model, method }, input, (one) => this.plans.aggregate(kind, one, method))
  }

  /** One statement, of however many partitions: the extremes of each would have to be compared as the server does. */
  async #figure(
    method: string,
    kind: FigureKind,
    column: unknown,
    input: SelectInput,
    options: ExecutionOptions | undefined,
  ): Promise<FigureRow | undefined> {
    const { plan, isEmpty } = this.plans.figure(method, kind, column, input)
    if (isEmpty) return undefined
    const [row] = await this.executor.read(plan, input.where, input, options)
    return row as FigureRow
  }
}

/** What `findAndCount` counts beside its read; undefined where that reads all rows, which count themselves. */
export function countBeside(input: SelectInput): SelectInput | undefined {
  const { where, limit, perPartitionLimit, allowFiltering, fanOut } = input
  return limit === undefined && perPartitionLimit === undefined ? undefined : { where, allowFiltering, fanOut }
}

/** Refuses to count rows beside reading them where counting is no part of what reading them costs. */
export function refuseOutsidePartition(call: Call, path: AccessPath | 'scan'): void {
  if (path === 'partition' || path === 'partitions') return
  refuse(call, 'E_PARTITION_KEY', 'counts within a partition only.', {
    hint: 'Restrict the partition key, or call find() and count() apart.',
  })
}
