import { types } from 'cassandra-driver'
import type { CellEncoder, DriverRequest } from '../../../../lib/driver/fast-path/driver-internals.js'
import { RequestTaker } from '../../../../lib/driver/fast-path/requests/request-taker.js'
import { encoding } from '../support/connection.js'
import { Batch, Execute, FakeQueue, newEncoder, optionsOf } from '../support/requests.js'

const columns = [{ type: { code: types.dataTypes.text } }]
const newExecute = () => new Execute('', Buffer.of(1), ['ä'], optionsOf({}), { columns })
const newBatch = () =>
  new Batch([{ query: '', queryId: Buffer.of(1), params: ['a'], meta: { columns } }], optionsOf({}))

/** The request as it is once it was pushed. */
function pushed<Request extends DriverRequest>(request: Request, encoder: CellEncoder, taker = new RequestTaker()) {
  const queue = new FakeQueue()
  taker.take(queue, encoder)
  queue.push({ request })
  expect(queue.pushed).toEqual([request])
  return request
}

const isFast = (request: DriverRequest): boolean => Object.hasOwn(request, 'write')

describe('requests on the fast path', () => {
  it('are those of prepared statements and batches', () => {
    const encoder = newEncoder()
    for (const make of [newExecute, newBatch]) {
      const request = pushed<DriverRequest>(make(), encoder)
      expect(isFast(request)).toBe(true)
      expect(request.write(encoder, 7)).toEqual(make().write(encoder, 7))
    }
  })

  it('stay on it when they are sent again with another consistency level', () => {
    const encoder = newEncoder()
    const again = Object.assign(pushed(newExecute(), encoder).clone(), { consistency: 1 })
    expect(isFast(again)).toBe(true)
    expect(again.write(encoder, 7)).toEqual(Object.assign(newExecute(), { consistency: 1 }).write(encoder, 7))
  })

  it('of batches stay on it as well, once they are pushed again', () => {
    const encoder = newEncoder()
    const again = (pushed(newBatch(), encoder) as ReturnType<typeof newBatch> & { clone(): DriverRequest }).clone()
    expect(isFast(pushed(again, encoder))).toBe(true)
    expect(again.write(encoder, 9)).toEqual(newBatch().write(encoder, 9))
  })

  it('may be written for several connections, of whatever version', () => {
    const request = pushed(newExecute(), newEncoder())
    for (const encoder of [newEncoder(), newEncoder(3), newEncoder(4)]) {
      expect(request.write(encoder, 7)).toEqual(newExecute().write(encoder, 7))
    }
  })

  it('get on it later, where the first connection has another version', () => {
    const taker = new RequestTaker()
    expect(isFast(pushed(newExecute(), newEncoder(3), taker))).toBe(false)
    expect(isFast(pushed(newExecute(), newEncoder(4), taker))).toBe(true)
  })

  it('are written by the driver where there is more in them than is known here', () => {
    const encoder = newEncoder()
    const withPayload = () =>
      new Execute('', Buffer.of(1), ['ä'], optionsOf({ payload: { a: Buffer.of(1) } }), { columns })
    expect(pushed(withPayload(), encoder).write(encoder, 7)).toEqual(withPayload().write(encoder, 7))
  })

  it('do not change the classes of the driver', () => {
    const before = Object.getOwnPropertyDescriptors(Execute.prototype)
    pushed(newExecute(), newEncoder())
    expect(Object.getOwnPropertyDescriptors(Execute.prototype)).toEqual(before)
    expect(isFast(newExecute())).toBe(false)
  })

  it.each<[string, CellEncoder]>([
    ['another version of the protocol', newEncoder(3)],
    ['numbers of 64 bits that are no bigint', newEncoder(4, { ...encoding, useBigIntAsLong: false })],
    ['sets of another class', newEncoder(4, { ...encoding, useUndefinedAsUnset: true, set: WeakSet })],
    ['another encoder', { protocolVersion: 4, encode: () => Buffer.of(1) }],
    ['no encoder to speak of', {} as CellEncoder],
  ])('are left to the driver with %s', (_, encoder) => {
    expect([newExecute(), newBatch()].map((request) => isFast(pushed<DriverRequest>(request, encoder)))).toEqual([
      false,
      false,
    ])
  })

  it('leave to the encoder what an absent value is', () => {
    const encoder = newEncoder(4, { ...encoding, useUndefinedAsUnset: false })
    const withNothing = () => new Execute('', Buffer.of(1), [undefined], optionsOf({}), { columns })
    const request = pushed(withNothing(), encoder)
    expect(isFast(request)).toBe(true)
    expect(request.write(encoder, 7)).toEqual(withNothing().write(encoder, 7))
  })

  it('are left to the driver where it writes them in another way', () => {
    class ExecuteRequest extends Execute {}
    const stock = newExecute().write
    const { prototype } = ExecuteRequest as { readonly prototype: DriverRequest }
    prototype.write = function (...to) {
      return Buffer.concat([stock.apply(this, to), Buffer.of(0)])
    }
    const request = new ExecuteRequest('', Buffer.of(1), ['ä'], optionsOf({}), { columns })
    expect(isFast(pushed(request, newEncoder()))).toBe(false)
  })

  it.each<[string, (message: Buffer, request: DriverRequest) => Buffer | undefined]>([
    ['consistency level of the options', (message, { options }) => withConsistency(message, options.getConsistency())],
    ['count of bytes', (_, request) => void (request.length += 1)],
  ])('are left to the driver where it has another %s', (_, change) => {
    class ExecuteRequest extends Execute {}
    const stock = newExecute().write
    const { prototype } = ExecuteRequest as { readonly prototype: DriverRequest }
    prototype.write = function (...to) {
      const message = stock.apply(this, to)
      return change(message, this) ?? message
    }
    const request = new ExecuteRequest('', Buffer.of(1), ['ä'], optionsOf({}), { columns })
    expect(isFast(pushed(request, newEncoder()))).toBe(false)
  })

  it('are no others', () => {
    class QueryRequest extends Execute {}
    const request = new QueryRequest('', Buffer.of(1), ['ä'], optionsOf({}), { columns })
    expect(isFast(pushed(request, newEncoder()))).toBe(false)
  })
})

/** Behind the header and an id of 16 bytes. */
function withConsistency(message: Buffer, level: number): Buffer {
  const changed = Buffer.from(message)
  changed.writeUInt16BE(level, 9 + 2 + 16)
  return changed
}
