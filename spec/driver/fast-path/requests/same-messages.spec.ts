import { types } from 'cassandra-driver'
import fc from 'fast-check'
import type { DriverRequest } from '../../../../lib/driver/fast-path/driver-internals.js'
import { RequestWriter } from '../../../../lib/driver/fast-path/requests/request-writer.js'
import { arbitraryValues } from '../support/arbitrary-values.js'
import { Batch, Execute, newEncoder, optionsOf } from '../support/requests.js'
import type { Said } from '../support/requests.js'

type Columns = readonly { readonly type: { readonly code: number; readonly info?: unknown } }[]

const writer = new RequestWriter()
const encoder = newEncoder()
const id = Buffer.from('0123456789abcdef')
const { dataTypes } = types
const member = { query: '', queryId: id, params: [], meta: { columns: [] } }

const said: fc.Arbitrary<Said> = fc.record(
  {
    consistency: fc.constantFrom(1, 6, 10),
    serialConsistency: fc.constantFrom(undefined, 8, 9),
    fetchSize: fc.constantFrom(undefined, 0, 1, 5000, 2 ** 31 - 1),
    pageState: fc.option(
      fc.uint8Array().map((state) => Buffer.from(state)),
      { nil: undefined },
    ),
    timestamp: fc.option(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), { nil: undefined }),
    isTraced: fc.boolean(),
    kind: fc.constantFrom('logged', 'unlogged', 'counter'),
  },
  { requiredKeys: [] },
)
const streamIds = fc.nat({ max: 32_767 })

function execute(values: readonly unknown[] | undefined, columns: Columns, options: Said = {}) {
  return new Execute('', id, values, optionsOf(options), { columns })
}

/** The bytes and their count, or the error. */
function messageOf(request: DriverRequest, write: () => Buffer | undefined) {
  request.length = -1
  try {
    return { message: write()?.toString('hex'), length: request.length }
  } catch (error) {
    return { error: String(error) }
  }
}

function expectSame(request: InstanceType<typeof Execute> | InstanceType<typeof Batch>, streamId = 7) {
  const stock = messageOf(request, () => request.write(encoder, streamId))
  const fast = messageOf(request, () =>
    request instanceof Batch ? writer.batch(request, encoder, streamId) : writer.execute(request, encoder, streamId),
  )
  expect(fast).toEqual(stock)
  return stock
}

describe('messages on the fast path', () => {
  it('are those of the driver, whatever is bound; and so are its refusals', () => {
    const seen = { messages: 0, refusals: 0 }
    fc.assert(
      fc.property(arbitraryValues, said, streamIds, (bound, options, streamId) => {
        const { error } = expectSame(
          execute(
            bound.map(({ value }) => value),
            bound,
            options,
          ),
          streamId,
        )
        seen[error === undefined ? 'messages' : 'refusals']++
      }),
      { seed: 20_261_122, numRuns: 3000 },
    )
    expect(seen.messages).toBeGreaterThan(1000)
    expect(seen.refusals).toBeGreaterThan(200)
  })

  it('are those of the driver for batches', () => {
    const seen = { messages: 0, refusals: 0 }
    const anyMember = fc
      .tuple(arbitraryValues, fc.uint8Array({ minLength: 1, maxLength: 20 }))
      .map(([bound, queryId]) => ({
        query: '',
        queryId: Buffer.from(queryId),
        params: bound.map(({ value }) => value),
        meta: { columns: bound },
      }))
    fc.assert(
      fc.property(
        fc.array(anyMember, { minLength: 1, maxLength: 5 }),
        said,
        streamIds,
        (members, options, streamId) => {
          const { error } = expectSame(new Batch(members, optionsOf(options)), streamId)
          seen[error === undefined ? 'messages' : 'refusals']++
        },
      ),
      { seed: 7, numRuns: 1000 },
    )
    expect(seen.messages).toBeGreaterThan(100)
    expect(seen.refusals).toBeGreaterThan(50)
  })

  it('grow as far as they must, and the next one begins anew', () => {
    const columns = [{ type: { code: dataTypes.text } }, { type: { code: dataTypes.blob } }]
    const long = execute(['ä'.repeat(300_000), Buffer.alloc(1_000_000, 1)], columns)
    expect(expectSame(long).length).toBeGreaterThan(1_600_000)
    expect(expectSame(execute(['a', Buffer.of(1)], columns)).length).toBeLessThan(60)
  })

  it('may outgrow the buffer at any value of theirs', () => {
    const columns = [
      ...[dataTypes.text, dataTypes.int, dataTypes.bigint, dataTypes.double, dataTypes.uuid, dataTypes.boolean],
      ...[dataTypes.timestamp, dataTypes.smallint, dataTypes.blob, dataTypes.varint],
    ].map((code) => ({ type: { code } }))
    const tail = [1, 2n, 3.5, new types.Uuid(Buffer.alloc(16, 7)), true, new Date(0), 4, Buffer.of(5), 6n]
    for (let length = 65_380; length <= 65_540; length++) {
      const { error } = expectSame(execute(['x'.repeat(length), ...tail], columns, { fetchSize: 100, pageState: id }))
      expect(error).toBeUndefined()
    }
  })

  it('that outgrow the buffer have one of their own', () => {
    const columns = [{ type: { code: dataTypes.blob } }]
    const ours = new RequestWriter()
    const long = ours.execute(execute([Buffer.alloc(100_000, 1)], columns), encoder, 1)!
    const before = Buffer.from(long)
    ours.execute(execute([Buffer.alloc(100_000, 2)], columns), encoder, 1)
    ours.execute(execute([Buffer.alloc(10, 3)], columns), encoder, 1)
    expect(long.equals(before)).toBe(true)
  })

  it('are those of the driver where a set or map walks in a way of its own', () => {
    class Odd extends Set<string> {
      override *[Symbol.iterator](): SetIterator<string> {
        yield* ['a', 'b', 'c']
      }
    }
    const column = { type: { code: dataTypes.set, info: { code: dataTypes.text } } }
    expect(expectSame(execute([new Odd(['x'])], [column])).error).toBeUndefined()
    const unset = Object.assign(execute([], []), { params: null })
    expect(expectSame(unset).error).toBeUndefined()
  })

  it('share no bytes with each other', () => {
    const columns = [{ type: { code: dataTypes.int } }]
    const first = writer.execute(execute([1], columns), encoder, 1)!
    const before = first.toString('hex')
    writer.execute(execute([2], columns), encoder, 2)
    expect(first.toString('hex')).toBe(before)
  })

  it('begin anew after a value that was refused', () => {
    const columns = [{ type: { code: dataTypes.text } }, { type: { code: dataTypes.int } }]
    expect(expectSame(execute(['a', 'no number'], columns)).error).toMatch('TypeError')
    expectSame(execute(['a', 1], columns))
  })

  it.each<[string, DriverRequest]>([
    ['a payload', execute([], [], { payload: { a: Buffer.of(1) } })],
    ['a page size beyond 32 bits', execute([], [], { fetchSize: 2 ** 31 })],
    ['a page size without end', execute([], [], { fetchSize: Infinity })],
    ['a consistency level beyond 16 bits', execute([], [], { consistency: 65_536 })],
    ['a negative consistency level', execute([], [], { consistency: -1 })],
    ['a serial consistency level beyond 16 bits', execute([], [], { serialConsistency: 65_536 })],
    ['a time that is no Long', Object.assign(execute([], []), { timestamp: 3 as never })],
    ['values by name', Object.assign(execute([], []), { namedParameters: true })],
    ['more values than markers', execute([1, 2], [{ type: { code: dataTypes.int } }])],
  ])('are left to the driver where there is %s', (_, request) => {
    expect(writer.execute(request as InstanceType<typeof Execute>, encoder, 1)).toBeUndefined()
  })

  it.each<[string, object[], Said]>([
    ['a member that is not prepared', [{ query: 'INSERT …', params: [] }], {}],
    ['a payload', [{ query: '', queryId: id, params: [], meta: { columns: [] } }], { payload: {} }],
    ['more values than markers', [{ query: '', queryId: id, params: [1], meta: { columns: [] } }], {}],
    ['no member', [], {}],
    ['more members than 16 bits count', Array.from({ length: 65_536 }, () => member), {}],
    ['a consistency level beyond 16 bits', [member], { consistency: 70_000 }],
    ['a serial consistency level beyond 16 bits', [member], { serialConsistency: 70_000 }],
  ])('of batches are left to the driver where there is %s', (_, members, options) => {
    expect(writer.batch(new Batch(members, optionsOf(options)), encoder, 1)).toBeUndefined()
  })

  it('of another version of the protocol are left to the driver', () => {
    expect(writer.execute(execute([], []), newEncoder(3), 1)).toBeUndefined()
    expect(writer.batch(new Batch([member], optionsOf({})), newEncoder(3), 1)).toBeUndefined()
  })
})
