import { fork } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { Replies, Reply, Request } from './messages.js'

const folder = join(__dirname, '..')

/** For `require` only: the loader of ES modules would be a second thread, whose time counted as the contender's. */
const loader = ['--require', 'tsx/cjs']

const profiling = (to: string, label: string) => [
  '--cpu-prof',
  `--cpu-prof-dir=${join(to, label.replace(/\W+/g, '-'))}`,
]

/** A worker process, asked one thing at a time. Values keep their types on the way: dates, maps, buffers. */
export class ContenderProcess {
  readonly #child: ChildProcess

  /** `profileFolder`: where the process leaves a CPU profile when it ends. */
  constructor(
    private readonly label: string,
    profileFolder?: string,
  ) {
    this.#child = fork(join(folder, 'worker.ts'), {
      execArgv: [...loader, ...(profileFolder === undefined ? [] : profiling(profileFolder, label))],
      env: { ...process.env, TSX_TSCONFIG_PATH: join(folder, 'tsconfig.json') },
      serialization: 'advanced',
    })
  }

  /** The reply to a request; a worker that fails or dies is an error that names it. */
  async ask<Kind extends Request['kind']>(request: Request & { kind: Kind }): Promise<Replies[Kind]> {
    const reply = await this.#exchange(request)
    if ('error' in reply) throw new Error(`${this.label}, ${request.kind}: ${reply.error}`)
    return reply.value as Replies[Kind]
  }

  /** Closes the contender and ends the process. */
  async end(): Promise<void> {
    await this.ask({ kind: 'close' })
    this.#child.disconnect()
    if (this.#child.exitCode === null) await once(this.#child, 'exit')
  }

  /** Ends the process whatever it is doing. */
  kill(): void {
    this.#child.kill()
  }

  #exchange(request: Request): Promise<Reply> {
    return new Promise((resolve) => {
      const died = (code: number | null) => resolve({ error: `the process ended (${code ?? 'killed'})` })
      this.#child.once('exit', died)
      this.#child.once('message', (reply: Reply) => {
        this.#child.off('exit', died)
        resolve(reply)
      })
      this.#child.send(request)
    })
  }
}
