import { isCassiformError } from '../../errors/cassiform-error.js'
import { ScanError } from '../../errors/scan-error.js'
import type { Executor } from '../../execution/executor.js'
import { handOut } from '../../execution/hand-out.js'
import { checkCallback, refuseInteger } from '../../execution/options.js'
import type { ExecutionOptions } from '../../execution/options.js'
import type { PageTokens, TokenBinding } from '../../execution/pages/page-tokens.js'
import { requireMurmur3 } from '../../execution/pages/partitioner.js'
import { maxRanges, ScanPosition } from '../../execution/pages/scan-position.js'
import type { RangeRequest } from '../../execution/pages/scan-position.js'
import { splitRing, wholeRing } from '../../execution/pages/token-ranges.js'
import type { TokenRange } from '../../execution/pages/token-ranges.js'
import { walkPages } from '../../execution/pages/walk-pages.js'
import type { Step } from '../../execution/pages/walk-pages.js'
import type { DriverRow } from '../../driver/driver.js'
import type { Call } from '../../plan/call.js'
import type { EntityPlans, SelectInput, WholeInput } from '../../plan/entity-plans.js'
import type { SelectPlan } from '../../plan/statement-plan.js'
import { openToken, refuseToken } from './open-token.js'
import type { ScanProgress } from '../types/paging-options.js'
import { heardInput } from './planned-read.js'

/** What `scan` was told; the property names of `ScanOptions`. */
export type ScanInput = Pick<
  SelectInput,
  'where' | 'select' | 'distinct' | 'into' | 'perPartitionLimit' | 'allowFiltering' | 'listeners'
> &
  ExecutionOptions & {
    readonly parallelism?: number | undefined
    readonly resume?: unknown
    readonly onProgress?: ((progress: ScanProgress) => void | Promise<void>) | undefined
  }

/** Ranges a lane reads one after the other, so that lanes end at about the same time. */
const rangesPerLane = 16
/** So that a position, which says no more ranges than these, can be told of every scan. */
const maxParallelism = maxRanges / rangesPerLane
const standardParallelism = 4

/** A page of one range, and where the next one begins. */
interface RangePage extends RangeRequest {
  readonly rows: readonly DriverRow[]
}

/** A scan that was planned: all that is decided before anything is sent. */
interface Scan {
  readonly plan: SelectPlan
  readonly binding: TokenBinding
  readonly position: ScanPosition
  /** The values of each range's statement. */
  readonly valuesOf: readonly (readonly unknown[])[]
  readonly lanes: number
}

/** Walks whole tables: the ring in ranges of one size, several of them at once. */
export class EntityScanner {
  constructor(
    private readonly plans: EntityPlans,
    private readonly executor: Executor,
    private readonly tokens: PageTokens,
    /** Rows of a page, unless the call says otherwise. */
    private readonly fetchSize: number,
    /** Nobody is told of what is read, unless the call says otherwise. */
    private readonly isSilent = false,
  ) {}

  /** Every row once, in no order; see `PagingRepository.scan`. */
  async *scan(given: ScanInput): AsyncGenerator<object, void, undefined> {
    // Its own: what is changed in the object meanwhile is for another call.
    const input = { ...given }
    const scan = this.#begin(input)
    if (scan === undefined) return
    const { plan, position } = scan
    await requireMurmur3(this.executor, this.plans.model.entityName, input)
    const send = (request: RangeRequest) => this.#send(scan, input, request)
    try {
      for await (const { range, rows, pageState } of walkPages(position.remaining(), scan.lanes, send)) {
        for (const row of handOut(plan, rows, input.signal)) yield row
        position.advance(range, rows.length, pageState)
        await input.onProgress?.({ ...this.#tell(scan), fraction: position.fraction })
      }
    } catch (error) {
      throw isCassiformError(error) ? new ScanError(error, this.#tell(scan)) : error
    }
  }

  /** Checks and plans everything; undefined where nothing can match (`In([])`). */
  #begin(input: ScanInput): Scan | undefined {
    const call: Call = { model: this.plans.model, method: 'scan' }
    const { entityName } = call.model
    const lanes = readParallelism(input.parallelism, entityName)
    checkCallback('onProgress', input.onProgress, entityName)
    const { plan, isEmpty } = this.plans.select(call.method, rangeInput(heardInput(input, this.isSilent), wholeRing))
    if (isEmpty) return undefined
    const bind = (range: TokenRange) => plan.bind(input.where, rangeInput(input, range))
    const binding: TokenBinding = { purpose: 'scan', cql: plan.cql, values: bind(wholeRing) }
    const position =
      input.resume === undefined
        ? new ScanPosition(rangesOf(input.parallelism, entityName))
        : (ScanPosition.read(openToken(call, this.tokens, binding, input.resume)) ?? refuseToken(call, 'scan', 'form'))
    return { plan, binding, position, valuesOf: splitRing(position.ranges).map(bind), lanes }
  }

  async #send(
    { plan, valuesOf }: Scan,
    options: ExecutionOptions,
    { range, pageState }: RangeRequest,
  ): Promise<Step<RangeRequest, RangePage>> {
    const sized = { ...options, fetchSize: options.fetchSize ?? this.fetchSize }
    const { rows = [], pageState: end } = await this.executor.execute(plan, valuesOf[range]!, sized, false, pageState)
    const next = end ? { range, pageState: end } : undefined
    return { page: { range, rows, pageState: next?.pageState }, next }
  }

  #tell({ binding, position }: Scan): { readonly rows: number; readonly resume: string } {
    return { rows: position.rows, resume: this.tokens.seal(binding, position.write()) }
  }
}

/** What a scan says of its statement, and the range of the ring to read. */
export function rangeInput(
  { where, select, distinct, into, perPartitionLimit, allowFiltering, listeners }: ScanInput,
  tokenRange: TokenRange,
): WholeInput {
  const nothing = undefined
  return {
    where,
    select,
    order: nothing,
    limit: nothing,
    perPartitionLimit,
    allowFiltering,
    scan: nothing,
    tokenRange,
    fanOut: nothing,
    groupBy: nothing,
    distinct,
    annOf: nothing,
    into,
    lazy: nothing,
    listeners,
    ofEveryClass: nothing,
  }
}

/** Parts of the ring that a scan reads one by one, if it begins with the first. */
export function rangesOf(parallelism: number | undefined, entity: string): number {
  return readParallelism(parallelism, entity) * rangesPerLane
}

function readParallelism(parallelism: number | undefined, entity: string): number {
  if (parallelism === undefined) return standardParallelism
  if (Number.isInteger(parallelism) && parallelism >= 1 && parallelism <= maxParallelism) return parallelism
  return refuseInteger('parallelism', maxParallelism, parallelism, entity)
}
