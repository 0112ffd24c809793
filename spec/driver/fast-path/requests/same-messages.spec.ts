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
    const member = fc
      .tuple(arbitraryValues, fc.uint8Array({ minLength: 1, maxLength: 20 }))
      .map(([bound, queryId]) => ({
        query: '',
        queryId: Buffer.from(queryId),
        params: bound.map(({ value }) => value),
        meta: { columns: bound },
      }))
    fc.assert(
      fc.property(fc.array(member, { minLength: 1, maxLength: 5 }), said, streamIds, (members, options, streamId) => {
        expectSame(new Batch(members, optionsOf(options)), streamId)
      }),
      { seed: 7, numRuns: 500 },
    )
  })

  it('grow as far as they must, and the next one begins anew', () => {
    const columns = [{ type: { code: dataTypes.text } }, { type: { code: dataTypes.blob } }]
    const long = execute(['ä'.repeat(300_000), Buffer.alloc(1_000_000, 1)], columns)
    expect(expectSame(long).length).toBeGreaterThan(1_600_000)
    expect(expectSame(execute(['a', Buffer.of(1)], columns)).length).toBeLessThan(60)
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
  ])('of batches are left to the driver where there is %s', (_, members, options) => {
    expect(writer.batch(new Batch(members, optionsOf(options)), encoder, 1)).toBeUndefined()
  })

  it('of another version of the protocol are left to the driver', () => {
    expect(writer.execute(execute([], []), newEncoder(3), 1)).toBeUndefined()
    const member = { query: '', queryId: id, params: [], meta: { columns: [] } }
    expect(writer.batch(new Batch([member], optionsOf({})), newEncoder(3), 1)).toBeUndefined()
  })
})
