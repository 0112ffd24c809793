import { Client } from 'cassandra-driver'
import type { token } from 'cassandra-driver'
import fc from 'fast-check'
import { murmur3 } from '../../lib/driver/murmur3.js'
import { RoutingClient } from '../../lib/driver/routing-client.js'

const options = { contactPoints: ['127.0.0.1'], localDataCenter: 'datacenter1' }
const keys = fc.uint8Array({ maxLength: 70 }).map((bytes) => Buffer.from(bytes))

/** A client that knows how a cluster makes its tokens, and no node of it. */
function clientOf<C extends Client>(client: C, partitioner = 'Murmur3Partitioner'): C {
  const metadata = client.metadata as unknown as { setPartitioner(name: string): void }
  metadata.setPartitioner(`org.apache.cassandra.dht.${partitioner}`)
  return client
}

/** What the driver is asked for, in place of nodes. */
function askedFor(client: Client): (key: Buffer) => unknown {
  const getReplicas = jest.spyOn(client.metadata, 'getReplicas').mockReturnValue([])
  return (key) => {
    client.getReplicas('ks', key)
    return getReplicas.mock.lastCall![1]
  }
}

describe('tokens of partition keys', () => {
  const driver = clientOf(new Client(options))

  it('are those of the driver', () => {
    fc.assert(
      fc.property(keys, (key) => {
        const { high, low } = murmur3(key)
        const token = BigInt.asIntN(64, (BigInt(high) << 32n) | BigInt(low >>> 0))
        expect(String(token)).toBe(String(driver.metadata.newToken(key).getValue()))
      }),
      { numRuns: 2000 },
    )
  })

  it('are what the driver is asked for the nodes of', () => {
    const asked = askedFor(clientOf(new RoutingClient(options)))
    fc.assert(
      fc.property(keys, (key) => {
        const token = asked(key) as token.Token
        expect(token.constructor).toBe(driver.metadata.newToken(key).constructor)
        expect(token.equals(driver.metadata.newToken(key))).toBe(true)
      }),
    )
  })

  it('are left to the driver where they are others', () => {
    const key = Buffer.from('key')
    expect(askedFor(clientOf(new RoutingClient(options), 'RandomPartitioner'))(key)).toBe(key)
    expect(askedFor(clientOf(new RoutingClient(options), 'ByteOrderedPartitioner'))(key)).toBe(key)
  })

  it('are left to the driver where it knows of none', () => {
    const key = Buffer.from('key')
    expect(askedFor(new RoutingClient(options))(key)).toBe(key)
    expect(new RoutingClient(options).getReplicas('ks', key)).toBeNull()
  })

  it('are taken as they are where a policy gives one', () => {
    const token = driver.metadata.newToken('42') as unknown as Buffer
    expect(askedFor(clientOf(new RoutingClient(options)))(token)).toBe(token)
  })
})
