import type { DriverRow } from '../../driver/driver.js'
import type { Executor } from '../../execution/executor.js'
import { hydrateAll } from '../../execution/hydrate-rows.js'
import { handOut } from '../../execution/hand-out.js'
import type { PageTokens, TokenBinding } from '../../execution/pages/page-tokens.js'
import { positiveInteger, refuseOption } from '../../execution/options.js'
import { walkPages } from '../../execution/pages/walk-pages.js'
import type { Step } from '../../execution/pages/walk-pages.js'
import type { Call } from '../../plan/call.js'
import type { EntityPlans } from '../../plan/entity-plans.js'
import { refuseWholeTable } from './entity-reader.js'
import type { ReadInput } from './entity-reader.js'
import { openToken } from './open-token.js'
import type { Page } from '../types/paging-options.js'
import { heardInput, planRead } from './planned-read.js'

/** A read of one page. */
export type PageInput = ReadInput & { readonly pageSize: number; readonly page?: unknown }

/** Reads that hand out a result piece by piece. */
export class EntityPager {
  constructor(
    private readonly plans: EntityPlans,
    private readonly executor: Executor,
    private readonly tokens: PageTokens,
    /** Rows of the pages of a stream, unless the call says otherwise. */
    private readonly fetchSize: number,
    /** Nobody is told of what is read, unless the call says otherwise. */
    private readonly isSilent = false,
  ) {}

  /** One page, and the token of the next. */
  async page(input: PageInput): Promise<Page<object>> {
    const call: Call = { model: this.plans.model, method: 'findPage' }
    const size = readPageSize(input.pageSize, call.model.entityName)
    refuseWholeTable(call, input)
    const { plan, isEmpty } = this.plans.select(call.method, heardInput(input, this.isSilent))
    if (isEmpty) return { items: [] }
    const values = plan.bind(input.where, input)
    const binding: TokenBinding = { purpose: 'page', cql: plan.cql, values }
    const from =
      input.page === undefined ? undefined : openToken(call, this.tokens, binding, input.page).toString('hex')
    const page = await this.executor.admit(() => this.executor.readSized(plan, values, input, size, from))
    const items = hydrateAll(plan, page.rows)
    if (page.pageState === undefined) return { items }
    return { items, nextPage: this.tokens.seal(binding, Buffer.from(page.pageState, 'hex')) }
  }

  /**
   * Rows one by one; one page is read ahead, so that the server works while the consumer does: one who waits for
   * something at times has all his rows in two thirds of the time (measured with 50,000 rows), the others lose nothing.
   */
  async *stream(input: ReadInput): AsyncGenerator<object, void, undefined> {
    const call: Call = { model: this.plans.model, method: 'stream' }
    refuseWholeTable(call, input)
    const { plan, conditions } = planRead(call, heardInput(input, this.isSilent), (one) =>
      this.plans.select(call.method, one),
    )
    const walks = conditions.map((where): PageRequest => ({ values: plan.bind(where, input), pageState: undefined }))
    const options = { ...input, fetchSize: input.fetchSize ?? this.fetchSize }
    const send = async ({ values, pageState: from }: PageRequest): Promise<Step<PageRequest, readonly DriverRow[]>> => {
      const { rows = [], pageState } = await this.executor.execute(plan, values, options, false, from)
      return { page: rows, next: pageState ? { values, pageState } : undefined }
    }
    // The server counts the rows of one partition; those of several are counted here.
    let left = conditions.length > 1 && typeof input.limit === 'number' ? input.limit : Infinity
    for await (const rows of walkPages(walks, 1, send)) {
      for (const row of handOut(plan, rows, options.signal)) {
        yield row
        if (--left === 0) return
      }
    }
  }
}

/** A page of one partition, or of one statement for all of them; without a page state the first one. */
interface PageRequest {
  readonly values: readonly unknown[]
  readonly pageState: string | undefined
}

/** Rows of a page: 0 and less would be no paging at all to the driver. */
function readPageSize(size: unknown, entity: string): number {
  return (
    positiveInteger('pageSize', size as number, entity) ?? refuseOption('pageSize', 'a number of rows', size, entity)
  )
}
