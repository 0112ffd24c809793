import { errors, policies } from 'cassandra-driver'
import type { types } from 'cassandra-driver'
import type { RequestOptions } from './driver.js'

type OperationInfo = policies.retry.OperationInfo
type DecisionInfo = policies.retry.DecisionInfo

/** Protocol code of the answer that not every node emptied its table. */
const truncateError = 0x1003

/** Times a request is sent again at most. */
const maxRetries = 2

/**
 * Resends only what may be sent twice. The driver's default policy resends any statement after some read timeouts and
 * after "unavailable", lightweight transactions among them, and moves on without a limit after overloaded nodes.
 *
 * What never reached a node is tried elsewhere by the driver itself, whatever the statement. Backing off is not possible
 * here: a policy answers at once.
 */
export class SafeRetryPolicy extends policies.retry.RetryPolicy {
  /** `isAlone`: there is no other node that is up, so that the same one is asked again. */
  constructor(private readonly isAlone: () => boolean = () => false) {
    super()
  }

  /** No replica was asked. Another node may know more of them to be alive. */
  override onUnavailable(info: OperationInfo): DecisionInfo {
    return isIdempotent(info) && info.nbRetry === 0 ? this.#retry(false) : this.rethrowResult()
  }

  /** Enough replicas answered, but not the one that was asked for the data: the next time another one is asked. */
  override onReadTimeout(
    info: OperationInfo,
    _consistency: number,
    received: number,
    blockFor: number,
    isDataPresent: boolean,
  ): DecisionInfo {
    const isWorthIt = received >= blockFor && !isDataPresent
    return isIdempotent(info) && info.nbRetry === 0 && isWorthIt ? this.#retry(true) : this.rethrowResult()
  }

  /**
   * A write of one partition, or of the log of a batch, once more. A batch that is in the log is replayed by the server;
   * what a lightweight transaction or a counter did is not known.
   */
  override onWriteTimeout(
    info: OperationInfo,
    _consistency: number,
    _received: number,
    _blockFor: number,
    writeType: string,
  ): DecisionInfo {
    const isWorthIt = writeType === 'SIMPLE' || writeType === 'BATCH_LOG'
    return isIdempotent(info) && info.nbRetry === 0 && isWorthIt ? this.#retry(false) : this.rethrowResult()
  }

  /**
   * No answer in time, a connection that broke, a node that is overloaded or still joining: another node. A read that got no
   * answer had all of its time.
   */
  override onRequestError(info: OperationInfo, _consistency: number, error: Error): DecisionInfo {
    const isOver = error instanceof errors.OperationTimedOutError && hasHadItsTime(info)
    if (!isIdempotent(info) || info.nbRetry >= maxRetries || isTruncateError(error) || isOver)
      return this.rethrowResult()
    return this.#retry(this.isAlone())
  }

  /** At the same consistency, on this node or the next: the driver's declaration leaves out that it may be undefined. */
  #retry(onSameNode: boolean): DecisionInfo {
    return this.retryResult(undefined as unknown as types.consistencies, onSameNode)
  }
}

function isIdempotent({ executionOptions }: OperationInfo): boolean {
  return executionOptions.isIdempotent() === true
}

/** Whether one try may take as long as the whole request. */
function hasHadItsTime({ executionOptions }: OperationInfo): boolean {
  const { readTimeout, timeoutMs } = executionOptions.getRawQueryOptions() as RequestOptions
  return timeoutMs !== undefined && readTimeout !== undefined && readTimeout >= timeoutMs
}

/** Another node would fail as well: truncating needs all of them. */
function isTruncateError(error: Error): boolean {
  return error instanceof errors.ResponseError && error.code === truncateError
}
