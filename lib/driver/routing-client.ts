import { Client } from 'cassandra-driver'
import type { Host, token } from 'cassandra-driver'
import { murmur3 } from './murmur3.js'

/** A token of the driver and the number in it, whose classes it does not export. */
type DriverToken = token.Token & { readonly constructor: new (value: DriverInteger) => DriverToken }

/** 64 bits in quarters, the lowest first. */
interface DriverInteger {
  readonly constructor: new (b0: number, b16: number, b32: number, b48: number) => DriverInteger
}

/** Gives a token, or the key itself where the driver is to calculate it; its typings say less than it takes. */
type TokenOf = (key: Buffer) => Buffer

/**
 * A client that calculates the tokens of partition keys itself: the driver takes 8 % of a request of one row for it. Where
 * its tokens are others (another partitioner, another release of the driver) it goes on calculating them.
 */
export class RoutingClient extends Client {
  #tokenOf: TokenOf | undefined

  /** The nodes that have a partition; called by the driver's policies for every request that has a routing key. */
  override getReplicas(keyspace: string, key: Buffer): Host[] {
    if (!Buffer.isBuffer(key)) return super.getReplicas(keyspace, key)
    this.#tokenOf ??= this.#chooseTokens()
    return super.getReplicas(keyspace, this.#tokenOf(key))
  }

  #chooseTokens(): TokenOf {
    try {
      const tokenOf = tokensLike(this.metadata.newToken(samples[0]!) as DriverToken)
      if (samples.every((key) => this.metadata.newToken(key).equals(tokenOf(key) as unknown as token.Token)))
        return tokenOf
    } catch {
      // Its tokens are made of something else.
    }
    return (key) => key
  }
}

/** A key of one block, and one with a rest of which a byte has the sign. */
const samples = [Buffer.from('a key of sixteen'), Buffer.from('and one with a rest: ä')]

function tokensLike(sample: DriverToken): TokenOf {
  const { constructor: Token } = sample
  const { constructor: Integer } = sample.getValue() as DriverInteger
  return (key) => {
    const { high, low } = murmur3(key)
    return new Token(new Integer(low, low >>> 16, high, high >>> 16)) as unknown as Buffer
  }
}
