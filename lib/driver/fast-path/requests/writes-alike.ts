import type { CellEncoder, DriverRequest, RequestClass } from '../driver-internals.js'

/** Gives the message; undefined where the driver is to write it. */
export type Write = (request: DriverRequest, encoder: CellEncoder, streamId: number) => Buffer | undefined

/** Of two bytes. */
const sampleStreamId = 0x1234

/**
 * Whether every sample becomes the bytes that the driver makes of it, and says their number. False also where the driver is
 * made in another way than we know.
 */
export function writesAlike(
  write: Write,
  Request: RequestClass,
  samplesOf: (Request: RequestClass) => readonly DriverRequest[],
  encoder: CellEncoder,
): boolean {
  try {
    return samplesOf(Request).every((sample) => {
      const stock = Request.prototype.write.call(sample, encoder, sampleStreamId)
      const { length } = sample
      sample.length = -1
      return write(sample, encoder, sampleStreamId)?.equals(stock) === true && sample.length === length
    })
  } catch {
    return false
  }
}
