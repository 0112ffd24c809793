import type { Door } from '../../lib/execution/dispatcher.js'
import type { DriverHost, DriverResult, DriverRow, RequestOptions } from '../../lib/driver/driver.js'

/** A request as the driver got it. */
export interface SentRequest {
  readonly cql: string
  readonly values: readonly unknown[]
  readonly options: RequestOptions
}

/** What the fake answers: rows of one page, pages, an error, or anything a function makes of the request. */
export type Answer = (request: SentRequest) => DriverResult | Promise<DriverResult>

/** A driver that keeps what it is asked to send, for specs that need no server because nothing of one is asserted. */
export class FakeDriver implements Door {
  readonly sent: SentRequest[] = []
  readonly maxInFlight = 1024
  isConnected = false

  constructor(private readonly answer: Answer = () => ({ rows: [] })) {}

  connect(): Promise<void> {
    this.isConnected = true
    return Promise.resolve()
  }

  async execute(cql: string, values: readonly unknown[], options: RequestOptions): Promise<DriverResult> {
    const request = { cql, values, options }
    this.sent.push(request)
    return this.answer(request)
  }

  enter(): void {}

  leave(): void {}

  hosts(): readonly DriverHost[] {
    return []
  }

  shutdown(): Promise<void> {
    this.isConnected = false
    return Promise.resolve()
  }
}

/** Answers every request with the same rows. */
export function rows(...all: readonly DriverRow[]): Answer {
  return () => ({ rows: all })
}
