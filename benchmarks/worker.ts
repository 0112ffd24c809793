import type { BenchmarkCase, Width } from './harness/benchmark-case.js'
import type { OpenContender } from './harness/contender.js'
import { loadCases, loadContender } from './harness/discover.js'
import { measureBlock } from './harness/measure.js'
import type { Replies, Reply, Request } from './harness/messages.js'
import type { Operations } from './operations/operations.js'

/** A process of one contender: does what its parent asks, one request after another. */
class Worker {
  #open: OpenContender | undefined
  #cases: ReadonlyMap<string, BenchmarkCase> = new Map()
  #calls = 0

  async handle(request: Request): Promise<Replies[Request['kind']]> {
    switch (request.kind) {
      case 'open':
        return this.#connect(request)
      case 'answer':
        return this.#case(request.caseName).answer(this.#operations())
      case 'warm':
        await this.#measure(request.caseName, request.width, request.calls)
        return undefined
      case 'block':
        return this.#measure(request.caseName, request.width, request.calls)
      case 'close':
        return this.#open?.close()
    }
  }

  async #connect({ contender, target }: Request & { kind: 'open' }): Promise<readonly string[]> {
    this.#open = await loadContender(contender).open(target)
    const { operations } = this.#open
    const able = loadCases().filter(({ uses }) => uses.every((name) => operations[name] !== undefined))
    this.#cases = new Map(able.map((one) => [one.name, one]))
    return [...this.#cases.keys()]
  }

  #measure(caseName: string, width: Width, calls: number) {
    const benchmarkCase = this.#case(caseName)
    const operations = this.#operations()
    return measureBlock((rows) => benchmarkCase.call(operations, this.#calls++, rows), width, calls)
  }

  #case(name: string): BenchmarkCase {
    const found = this.#cases.get(name)
    if (found === undefined) throw new Error(`this contender cannot do '${name}'`)
    return found
  }

  /** Complete for the cases it can do, which are the only ones it is asked for. */
  #operations(): Operations {
    return this.#open!.operations as Operations
  }
}

const worker = new Worker()
const reply = (message: Reply) => process.send?.(message)

process.on('message', (request: Request) => {
  worker.handle(request).then(
    (value) => reply({ value }),
    (error: unknown) => reply({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  )
})
process.on('disconnect', () => process.exit())
