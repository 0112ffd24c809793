import type { DriverHost, DriverResult, RequestOptions } from '../driver/driver.js'
import type { Door } from './dispatcher.js'

/** A door that lets nothing through before a check has passed once; what comes meanwhile waits, and fails with it if it fails. */
export class GuardedDoor implements Door {
  #hasPassed = false
  #passing: Promise<void> | undefined

  constructor(
    private readonly door: Door,
    private readonly check: () => Promise<void>,
  ) {}

  get maxInFlight(): number {
    return this.door.maxInFlight
  }

  get clock(): number {
    return this.door.clock
  }

  hosts(): readonly DriverHost[] {
    return this.door.hosts()
  }

  connect(): Promise<void> {
    return this.door.connect()
  }

  shutdown(): Promise<void> {
    return this.door.shutdown()
  }

  enter(): void {
    this.door.enter()
  }

  leave(): void {
    this.door.leave()
  }

  execute(cql: string, values: readonly unknown[], options: RequestOptions): Promise<DriverResult> {
    if (this.#hasPassed) return this.door.execute(cql, values, options)
    return this.#pass().then(() => this.door.execute(cql, values, options))
  }

  #pass(): Promise<void> {
    this.#passing ??= this.check()
      .then(() => void (this.#hasPassed = true))
      .finally(() => (this.#passing = undefined))
    return this.#passing
  }
}
