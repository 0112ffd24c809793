import type { Driver, DriverHost, DriverResult, RequestOptions } from '../driver/driver.js'
import type { TopicLog } from './logger.js'

/** A driver that writes what it sends to the log: CQL with its markers, never a value. */
export class LoggedDriver implements Driver {
  constructor(
    private readonly driver: Driver,
    private readonly log: TopicLog,
    private readonly slowQueryMs: number,
  ) {}

  connect(): Promise<void> {
    return this.driver.connect()
  }

  hosts(): readonly DriverHost[] {
    return this.driver.hosts()
  }

  shutdown(): Promise<void> {
    return this.driver.shutdown()
  }

  async execute(cql: string, values: readonly unknown[], options: RequestOptions): Promise<DriverResult> {
    const started = performance.now()
    try {
      return await this.driver.execute(cql, values, options)
    } catch (error) {
      this.log.write('error', `${error instanceof Error ? error.name : 'failure'} after ${elapsed(started)} ms: ${cql}`)
      throw error
    } finally {
      if (performance.now() - started > this.slowQueryMs) {
        this.log.write('slow', `slow statement, ${elapsed(started)} ms: ${cql}`)
      }
    }
  }
}

function elapsed(started: number): string {
  return (performance.now() - started).toFixed(0)
}
