import type { BatchRequest, CellEncoder, DriverRequest, ExecuteRequest, WriteQueue } from '../driver-internals.js'
import { RequestWriter } from './request-writer.js'
import { batchSamples, executeSamples } from './sample-requests.js'
import type { BatchRequestClass, ExecuteRequestClass } from './sample-requests.js'

/** Gives the message; undefined where the driver is to write it. */
type Write = (request: DriverRequest, encoder: CellEncoder, streamId: number) => Buffer | undefined

type RequestClass = (new (...args: never[]) => DriverRequest) & { readonly prototype: DriverRequest }

/** How requests of a class are written here, and samples of them. */
interface Way {
  readonly write: Write
  readonly samplesOf: (Request: RequestClass) => readonly DriverRequest[]
}

/**
 * Writes the requests of one client with less work than the driver takes, those of which it gives the same bytes. The client's
 * connections are changed, not the classes of the driver.
 */
export class RequestTaker {
  readonly #writer = new RequestWriter()
  /** By name of the class; a minifier may take the names away, and with them the fast path. */
  readonly #ways: ReadonlyMap<string, Way> = new Map<string, Way>([
    [
      'ExecuteRequest',
      {
        write: (request, ...to) => this.#writer.execute(request as ExecuteRequest, ...to),
        samplesOf: (Request) => executeSamples(Request as unknown as ExecuteRequestClass),
      },
    ],
    [
      'BatchRequest',
      {
        write: (request, ...to) => this.#writer.batch(request as BatchRequest, ...to),
        samplesOf: (Request) => batchSamples(Request as unknown as BatchRequestClass),
      },
    ],
  ])
  /** By class, what takes the place of its method; undefined where it stays. */
  readonly #chosen = new Map<RequestClass, DriverRequest['write'] | undefined>()

  /** Takes what is sent on a connection from now on. */
  take(writeQueue: WriteQueue, encoder: CellEncoder): void {
    const { push } = writeQueue
    writeQueue.push = (operation, callback) => {
      const { request } = operation
      const write = this.#writeOf(request.constructor as RequestClass, encoder)
      if (write !== undefined) request.write = write
      push.call(writeQueue, operation, callback)
    }
  }

  /** One look is enough: all encoders of a client are made alike. */
  #writeOf(Request: RequestClass, encoder: CellEncoder): DriverRequest['write'] | undefined {
    if (this.#chosen.has(Request)) return this.#chosen.get(Request)
    const way = this.#ways.get(Request.name)
    const write = way !== undefined && writesAlike(way, Request, encoder) ? replacing(Request, way.write) : undefined
    this.#chosen.set(Request, write)
    return write
  }
}

function replacing({ prototype }: RequestClass, write: Write): DriverRequest['write'] {
  const stock = prototype.write
  return function (this: DriverRequest, encoder, streamId) {
    return write(this, encoder, streamId) ?? stock.call(this, encoder, streamId)
  }
}

/** Of two bytes. */
const sampleStreamId = 0x1234

/** Whether every sample becomes the same bytes. False also where the driver is made in another way than we know. */
function writesAlike({ write, samplesOf }: Way, Request: RequestClass, encoder: CellEncoder): boolean {
  try {
    return samplesOf(Request).every((sample) => {
      const stock = Request.prototype.write.call(sample, encoder, sampleStreamId)
      const { length } = sample
      return write(sample, encoder, sampleStreamId)?.equals(stock) === true && sample.length === length
    })
  } catch {
    return false
  }
}
