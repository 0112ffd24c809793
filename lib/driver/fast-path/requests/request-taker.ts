import type {
  BatchRequest,
  BatchRequestClass,
  CellEncoder,
  DriverRequest,
  ExecuteRequest,
  ExecuteRequestClass,
  RequestClass,
  WriteQueue,
} from '../driver-internals.js'
import { protocolVersion, RequestWriter } from './request-writer.js'
import { batchSamples, executeSamples } from './sample-requests.js'
import { writesAlike } from './writes-alike.js'
import type { Write } from './writes-alike.js'

/** How requests of a class are written here, and samples of them. */
interface Way {
  readonly write: (writer: RequestWriter) => Write
  readonly samplesOf: (Request: RequestClass) => readonly DriverRequest[]
}

/** By name of the class; a minifier may take the names away, and with them the fast path. */
const ways: ReadonlyMap<string, Way> = new Map<string, Way>([
  [
    'ExecuteRequest',
    {
      write: (writer) => (request, encoder, streamId) => writer.execute(request as ExecuteRequest, encoder, streamId),
      samplesOf: (Request) => executeSamples(Request as unknown as ExecuteRequestClass),
    },
  ],
  [
    'BatchRequest',
    {
      write: (writer) => (request, encoder, streamId) => writer.batch(request as BatchRequest, encoder, streamId),
      samplesOf: (Request) => batchSamples(Request as unknown as BatchRequestClass),
    },
  ],
])

/**
 * Writes the requests of one client with less work than the driver takes, those of which it gives the same bytes. The client's
 * connections are changed, and each request that is sent on them; not the classes of the driver.
 */
export class RequestTaker {
  readonly #writer = new RequestWriter()
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

  /** One look is enough: the encoders of a client are made alike, except for the version, of which one is written here. */
  #writeOf(Request: RequestClass, encoder: CellEncoder): DriverRequest['write'] | undefined {
    if (this.#chosen.has(Request)) return this.#chosen.get(Request)
    if (encoder.protocolVersion !== protocolVersion) return undefined
    const way = ways.get(Request.name)
    const isAlike = way !== undefined && writesAlike(way.write(new RequestWriter()), Request, way.samplesOf, encoder)
    const write = isAlike ? replacing(Request, way.write(this.#writer)) : undefined
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
