import { errors, policies } from 'cassandra-driver'
import { SafeRetryPolicy } from '../../lib/driver/retry-policy.js'

type Info = Parameters<SafeRetryPolicy['onUnavailable']>[0]

const policy = new SafeRetryPolicy()
const info = (isIdempotent: boolean, nbRetry = 0, options: object = {}) =>
  ({
    query: '',
    nbRetry,
    executionOptions: { isIdempotent: () => isIdempotent, getRawQueryOptions: () => options },
  }) as unknown as Info
const decisions = (policies.retry.RetryPolicy as unknown as { retryDecision: { retry: number; rethrow: number } })
  .retryDecision
const { retry, rethrow } = decisions
const again = { decision: retry, consistency: undefined, useCurrentHost: false }
const onSameNode = { ...again, useCurrentHost: true }
const no = { decision: rethrow }
const lost = new Error('Socket was closed')

describe('what may be sent twice', () => {
  it.each<[string, (nbRetry: number) => unknown, object[]]>([
    ['too few replicas', (n) => policy.onUnavailable(info(true, n)), [again, no]],
    ['a replica without the data', (n) => policy.onReadTimeout(info(true, n), 6, 2, 2, false), [onSameNode, no]],
    ['a read timeout', (n) => policy.onReadTimeout(info(true, n), 6, 1, 2, false), [no]],
    ['a write timeout', (n) => policy.onWriteTimeout(info(true, n), 6, 1, 2, 'SIMPLE'), [again, no]],
    ['the log of a batch', (n) => policy.onWriteTimeout(info(true, n), 6, 0, 2, 'BATCH_LOG'), [again, no]],
    ['a batch in the log', (n) => policy.onWriteTimeout(info(true, n), 6, 1, 2, 'BATCH'), [no]],
    ['a batch without a log', (n) => policy.onWriteTimeout(info(true, n), 6, 1, 2, 'UNLOGGED_BATCH'), [no]],
    ['a transaction said to be idempotent', (n) => policy.onWriteTimeout(info(true, n), 8, 1, 2, 'CAS'), [no]],
    ['a lost connection', (n) => policy.onRequestError(info(true, n), 6, lost), [again, again, no]],
    ['a truncate error', (n) => policy.onRequestError(info(true, n), 6, new errors.ResponseError(0x1003, 'x')), [no]],
  ])('is, after %s, as often as this', (_, decide, expected) => {
    expect(expected.map((_, nbRetry) => decide(nbRetry))).toEqual(expected)
  })
})

describe('a node that does not answer', () => {
  const timedOut = new errors.OperationTimedOutError('x', 'h')

  it('is given up for another one while there is time', () => {
    expect(policy.onRequestError(info(true, 0, { timeoutMs: 6, readTimeout: 3 }), 6, timedOut)).toEqual(again)
    expect(policy.onRequestError(info(true, 0, { timeoutMs: 6, readTimeout: 6 }), 6, timedOut)).toEqual(no)
    expect(policy.onRequestError(info(true, 0, { timeoutMs: 6, readTimeout: 6 }), 6, lost)).toEqual(again)
  })

  it('is asked again where there is no other', () => {
    const options = { timeoutMs: 6, readTimeout: 3 }
    expect(new SafeRetryPolicy(() => true).onRequestError(info(true, 0, options), 6, timedOut)).toEqual(onSameNode)
  })
})

describe('what may not be sent twice', () => {
  it.each<[string, unknown]>([
    ['too few replicas', policy.onUnavailable(info(false))],
    ['a replica without the data', policy.onReadTimeout(info(false), 8, 2, 2, false)],
    ['a write timeout', policy.onWriteTimeout(info(false), 6, 1, 2, 'SIMPLE')],
    ['a lost connection', policy.onRequestError(info(false), 6, lost)],
  ])('never is, after %s', (_, decision) => {
    expect(decision).toEqual(no)
  })
})
