import { statementKind } from '../../cql/raw-cql.js'
import type { DriverColumn, DriverResult, RequestOptions } from '../../driver/driver.js'
import { unprepared } from '../../driver/diagnose-response.js'
import { translateError } from '../../driver/translate-error.js'
import { isCassiformError } from '../../errors/cassiform-error.js'
import { ExecutionError } from '../../errors/execution-error.js'
import { StatementError } from '../../errors/statement-error.js'
import type { Door } from '../dispatcher.js'
import { goOn } from '../go-on.js'
import { callOptions, checkSignal, requestOptions } from '../options.js'
import type { ExecutionOptions } from '../options.js'
import { decodeRows } from './raw-rows.js'
import type { RowTarget } from './raw-rows.js'
import { bindRaw, keepParameters } from './raw-values.js'
import type { RawParameters } from './raw-values.js'

/** A statement as a user wrote it. */
export interface RawStatement {
  readonly cql: string
  readonly params: RawParameters
}

/** Statements with values are prepared; those of the schema, of roles and the like have none. */
const prepared: ReadonlySet<string> = new Set(['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'BEGIN'])

/** Texts of raw CQL after which a program is warned that it may be building them of values. */
const manyTexts = 1000

/** Whether a statement may be sent twice without being told so: only one that reads. */
export function isIdempotentText(cql: string): boolean {
  return statementKind(cql) === 'SELECT'
}

/**
 * Carries out CQL that users write: values checked against the types that the server gives the markers, all pages read,
 * cells as entities have them. Each text is prepared once; the driver keeps 10,000 of them.
 */
export class RawExecutor {
  readonly #texts = new Set<string>()

  constructor(
    private readonly door: Door,
    private readonly defaults: ExecutionOptions,
    private readonly warn: (message: string) => void,
  ) {}

  /** All rows; none for statements that return none. Rejects before anything is sent if a value does not fit. */
  async query({ cql, params: given }: RawStatement, options: ExecutionOptions, target: RowTarget): Promise<object[]> {
    const kind = checkText(cql)
    const params = keepParameters(cql, given)
    const request = this.#request(cql, options)
    this.door.enter()
    try {
      if (prepared.has(kind)) return await this.#allRows(cql, await this.#bind(cql, params, request), request, target)
      if (countOf(params) > 0) refuseValues(cql, kind)
      return await this.#allRows(cql, [], { ...request, prepare: false }, target)
    } catch (error) {
      const failure = (): ExecutionError => translateError(error, { cql, wasAccepted: prepared.has(kind) })
      throw isCassiformError(error) ? error : await this.#failure(cql, failure(), request)
    } finally {
      this.door.leave()
    }
  }

  /** The values of a statement as the driver takes them, checked by the types that the server gives its markers. */
  async bind({ cql, params }: RawStatement, options: ExecutionOptions): Promise<readonly unknown[]> {
    const request = this.#request(cql, options)
    this.door.enter()
    try {
      return await this.#bind(cql, params, request)
    } finally {
      this.door.leave()
    }
  }

  /**
   * Of a statement that was prepared and is not valid any more, the driver hides why. Asked about another text, one that ends
   * with a space, the server says it.
   */
  async #failure(cql: string, error: ExecutionError, request: RequestOptions): Promise<unknown> {
    if (error.serverCode !== unprepared) return error
    try {
      await this.#markers(`${cql} `, request)
      return error
    } catch (reason) {
      return isCassiformError(reason) ? error : translateError(reason, { cql })
    }
  }

  /** One deadline for preparing and for all pages. */
  #request(cql: string, options: ExecutionOptions): RequestOptions {
    const isRead = isIdempotentText(cql)
    const request = requestOptions(callOptions(this.defaults, options, isRead), {
      isIdempotent: isRead,
      isRead,
    })
    const expiresAt = this.door.clock + (request.timeoutMs ?? Infinity)
    return { ...request, expiresAt, signal: checkSignal(options.signal) }
  }

  async #bind(cql: string, params: RawParameters, request: RequestOptions): Promise<readonly unknown[]> {
    this.#count(cql)
    return bindRaw(cql, await this.#prepare(cql, request), params)
  }

  /** The driver asks a server only about texts that none has accepted: those it knows from then on. */
  async #prepare(cql: string, request: RequestOptions): Promise<readonly DriverColumn[]> {
    try {
      return await this.#markers(cql, request)
    } catch (error) {
      throw isCassiformError(error) ? error : translateError(error, { cql, wasAccepted: false })
    }
  }

  /** Nothing is executed by preparing: whatever goes wrong here, nothing was sent that could have an effect. */
  async #markers(cql: string, request: RequestOptions): Promise<readonly DriverColumn[]> {
    try {
      return (await this.door.execute(cql, [], { ...request, prepareOnly: true })).columns ?? []
    } catch (error) {
      if (isCassiformError(error)) throw error
      const { message, outcome, code, serverCode, cause } = translateError(error, { cql: 'SELECT' })
      if (outcome !== 'unknown') throw error
      throw new ExecutionError(message, { code, outcome: 'not_sent', serverCode, cql, cause })
    }
  }

  async #allRows(
    cql: string,
    values: readonly unknown[],
    request: RequestOptions,
    target: RowTarget,
  ): Promise<object[]> {
    const rows: object[] = []
    let page: DriverResult = await this.door.execute(cql, values, request)
    for (;;) {
      for (const row of decodeRows(cql, page, target)) rows.push(row)
      if (!page.pageState) return rows
      goOn(request.signal)
      page = await this.door.execute(cql, values, { ...request, pageState: page.pageState })
    }
  }

  #count(cql: string): void {
    if (this.#texts.size >= manyTexts) return
    this.#texts.add(cql)
    if (this.#texts.size < manyTexts) return
    this.warn(
      `${manyTexts} different texts of raw CQL were prepared. Are they built of values? Bind values with \${…}.`,
    )
  }
}

/** What kind of statement it is. `USE` would change the keyspace of every other statement of the client. */
function checkText(cql: string): string {
  if (typeof cql !== 'string') throw new StatementError('raw CQL is a text.', { code: 'E_CQL' })
  const kind = statementKind(cql)
  if (kind === '') throw new StatementError('the text holds no statement.', { code: 'E_CQL', cql })
  if (kind !== 'USE') return kind
  throw new StatementError('USE would change the keyspace under every other statement.', {
    code: 'E_CQL',
    cql,
    hint: "Write the keyspace before the table: ${identifier('shop', 'orders')}.",
  })
}

function countOf(params: RawParameters): number {
  return Array.isArray(params) ? params.length : Object.keys(params).length
}

function refuseValues(cql: string, kind: string): never {
  throw new StatementError(`${kind} takes no bound values.`, {
    code: 'E_PARAMETERS',
    cql,
    hint: 'Names are written with identifier(); Cassandra binds values only in SELECT, INSERT, UPDATE, DELETE and BATCH.',
  })
}
