import { EventEmitter } from 'node:events'
import type { Client } from 'cassandra-driver'
import { takeFastPath } from '../../../lib/driver/fast-path/fast-path.js'
import type { CellEncoder } from '../../../lib/driver/fast-path/driver-internals.js'
import { newParser, encoding } from './support/connection.js'
import type { DriverParser } from './support/connection.js'
import { Execute, FakeQueue, newEncoder, optionsOf } from './support/requests.js'

/** A client with nodes, as far as the fast path looks. */
class FakeClient extends EventEmitter {
  readonly hosts: { pool: unknown }[] = []

  add(pool: unknown): void {
    this.hosts.push({ pool })
    this.emit('hostAdd', this.hosts.at(-1))
  }
}

class FakePool extends EventEmitter {
  connections: { parser?: DriverParser; writeQueue?: FakeQueue; encoder?: CellEncoder }[] = []

  open(parser = newParser()): DriverParser {
    this.connections = [...this.connections, { parser }]
    this.emit('open')
    return parser
  }
}

function followed(): FakeClient {
  const client = new FakeClient()
  takeFastPath(client as unknown as Client)
  return client
}

const isFast = (parser: DriverParser): boolean => Object.hasOwn(parser, 'parseResult')

describe('the fast path', () => {
  it('is taken by all connections of a client: those it has, those it opens, those of nodes that join', () => {
    const client = followed()
    const pool = new FakePool()
    const atFirst = pool.open()
    client.hosts.push({ pool })
    client.emit('connected')
    const joined = new FakePool()
    client.add(joined)
    expect([atFirst, pool.open(), joined.open()].map(isFast)).toEqual([true, true, true])
  })

  it('is taken by what is sent as well, once for each connection', () => {
    const client = followed()
    const pool = new FakePool()
    const writeQueue = new FakeQueue()
    pool.connections = [{ writeQueue, encoder: newEncoder() }]
    client.add(pool)
    const request = new Execute('', Buffer.of(1), [], optionsOf({}), { columns: [] })
    writeQueue.push({ request })
    expect(Object.hasOwn(request, 'write')).toBe(true)
    const taken = Object.getOwnPropertyDescriptor(writeQueue, 'push')
    pool.open()
    client.emit('connected')
    expect(Object.getOwnPropertyDescriptor(writeQueue, 'push')).toEqual(taken)
    expect(writeQueue.pushed).toEqual([request])
  })

  it('is taken once, however often the client connects', () => {
    const client = followed()
    const pool = new FakePool()
    const parser = pool.open()
    client.hosts.push({ pool })
    client.emit('connected')
    const taken = Object.getOwnPropertyDescriptor(parser, 'parseResult')
    expect(taken).toBeDefined()
    client.emit('connected')
    pool.open()
    expect(Object.getOwnPropertyDescriptor(parser, 'parseResult')).toEqual(taken)
    expect(pool.listenerCount('open')).toBe(1)
  })

  it('changes nothing that other clients have', () => {
    const before = Object.getOwnPropertyDescriptors(Object.getPrototypeOf(newParser()))
    const client = followed()
    const pool = new FakePool()
    client.add(pool)
    expect(isFast(pool.open())).toBe(true)
    expect(Object.getOwnPropertyDescriptors(Object.getPrototypeOf(newParser()))).toEqual(before)
    expect(isFast(newParser())).toBe(false)
  })

  it.each([
    ['numbers of 64 bits', { ...encoding, useBigIntAsLong: false }],
    ['sets', { ...encoding, set: undefined, map: undefined, useBigIntAsLong: undefined }],
  ])('is left where the values would be others: %s', (_, other) => {
    const pool = new FakePool()
    followed().add(pool)
    expect(isFast(pool.open(newParser(other)))).toBe(false)
  })

  it.each<[string, (parser: DriverParser) => void]>([
    ['no parseBody', (parser) => Object.assign(parser, { parseBody: undefined })],
    ['a result that is read elsewhere', (parser) => Object.assign(parser, { parseBody: () => undefined })],
    ['no parseResult', (parser) => setPrototype(parser, { parseResult: undefined })],
    ['rows that are more than cells', (parser) => setPrototype(parser, { parseRows: () => undefined })],
    ['another decoder', (parser) => Object.assign(parser.encoder, { decode: () => 1 })],
    ['no encoder', (parser) => Object.assign(parser, { encoder: undefined })],
  ])('is left where the driver is made in another way: %s', (_, change) => {
    const pool = new FakePool()
    followed().add(pool)
    const parser = newParser()
    change(parser)
    expect(isFast(pool.open(parser))).toBe(false)
  })

  it('is left where the connections are kept elsewhere', () => {
    const client = followed()
    expect(() => client.add(undefined)).not.toThrow()
    expect(() => client.add({ connections: 3 })).not.toThrow()
    const pool = new FakePool()
    pool.connections = [{}]
    expect(() => client.add(pool)).not.toThrow()
    expect(() => client.emit('connected', new Error('no node'))).not.toThrow()
  })
})

function setPrototype(parser: DriverParser, other: object): void {
  Object.setPrototypeOf(parser, { ...(Object.getPrototypeOf(parser) as object), ...other })
}
