import { fork } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { SchemaEvent } from 'cassiform'
import type { InstanceSettings, Order, Report } from './messages.js'

/** An event, and when it came, by `performance.now()`. */
export interface TimedEvent extends SchemaEvent {
  readonly at: number
}

/** How the start of an instance ended. */
export type Outcome = (
  Extract<Report, { kind: 'ready' | 'failed' }> | { readonly kind: 'died'; readonly signal: string }
) & {
  readonly at: number
}

const program = join(__dirname, 'instance.ts')

/** A process that starts as one instance of an application. */
export class Instance {
  readonly events: TimedEvent[] = []
  /** Settles once: ready, failed, or dead before it was either. */
  readonly outcome: Promise<Outcome>
  readonly #child: ChildProcess
  readonly #gone: Promise<unknown>

  constructor(settings: InstanceSettings) {
    const execArgv = ['--import', 'tsx', '--max-old-space-size=96']
    this.#child = fork(program, [JSON.stringify(settings)], { execArgv, serialization: 'advanced' })
    this.#gone = once(this.#child, 'exit')
    this.#child.on('message', (report: Report) => {
      if (report.kind === 'event') this.events.push({ ...report.event, at: performance.now() })
    })
    this.outcome = new Promise((done) => {
      this.#child.on('message', (report: Report) => {
        if (report.kind === 'ready' || report.kind === 'failed') done({ ...report, at: performance.now() })
      })
      this.#child.on('exit', (code, signal) =>
        done({ kind: 'died', signal: signal ?? `code ${code}`, at: performance.now() }),
      )
    })
  }

  /** Has loaded its modules and waits to be told to go. */
  loaded(): Promise<unknown> {
    return this.#report('loaded')
  }

  go(): void {
    this.#order({ kind: 'go' })
  }

  /** Writes rows into each of its tables; returns how many. */
  async write(writer: string, rows: number): Promise<number> {
    this.#order({ kind: 'write', writer, rows })
    return (await this.#report('wrote')).rows
  }

  traffic(writer: string, milliseconds: number, everyMs: number) {
    this.#order({ kind: 'traffic', writer, milliseconds, everyMs })
    return this.#report('moved')
  }

  /** Stopped by SIGSTOP, by what Linux says of the process. */
  get isStopped(): boolean {
    return /^State:\s+T/m.test(readFileSync(`/proc/${this.#child.pid}/status`, 'utf8'))
  }

  resume(): void {
    this.#child.kill('SIGCONT')
  }

  /** Closes the data source and ends; is killed if it cannot. */
  async end(): Promise<void> {
    if (this.#child.connected) this.#order({ kind: 'end' })
    await Promise.race([this.#gone, sleep(20_000, undefined, { ref: false })])
    this.#child.kill('SIGKILL')
    await this.#gone
  }

  #order(order: Order): void {
    this.#child.send(order, () => {})
  }

  #report<K extends Report['kind']>(kind: K): Promise<Extract<Report, { kind: K }>> {
    return new Promise((done, fail) => {
      this.#child.on('message', (report: Report) => {
        if (report.kind === kind) done(report as Extract<Report, { kind: K }>)
      })
      void this.#gone.then(() => fail(new Error(`the instance ended before '${kind}'`)))
    })
  }
}

/** Starts processes, waits until all have loaded, and lets them go at once; ends them when `use` is through. */
export async function withInstances<T>(
  settings: readonly InstanceSettings[],
  use: (instances: readonly Instance[]) => Promise<T>,
): Promise<T> {
  const instances = settings.map((one) => new Instance(one))
  try {
    await Promise.all(instances.map((instance) => instance.loaded()))
    for (const instance of instances) instance.go()
    return await use(instances)
  } finally {
    await Promise.all(instances.map((instance) => instance.end()))
  }
}

/** Waits for all and returns what became of each. */
export function outcomesOf(instances: readonly Instance[]): Promise<Outcome[]> {
  return Promise.all(instances.map(({ outcome }) => outcome))
}

/** Milliseconds that each took to be ready; fails with what the others said. */
export async function readyTimes(instances: readonly Instance[]): Promise<number[]> {
  const outcomes = await outcomesOf(instances)
  expect(outcomes.filter(({ kind }) => kind !== 'ready')).toEqual([])
  return outcomes.flatMap((outcome) => (outcome.kind === 'ready' ? [outcome.milliseconds] : []))
}

/** The events of one stage, of all instances, in the order in which they came. */
export function eventsOf(instances: readonly Instance[], stage: SchemaEvent['stage']): TimedEvent[] {
  const all = instances.flatMap(({ events }) => events.filter((event) => event.stage === stage))
  return all.sort((a, b) => a.at - b.at)
}
