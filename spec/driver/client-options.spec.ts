import { auth, Client } from 'cassandra-driver'
import type { ClientOptions } from 'cassandra-driver'
import { checkClient, createClient, loginOf } from '../../lib/driver/client-options.js'
import { errorOf } from '../support/error-of.js'

const reach = { contactPoints: ['127.0.0.1:9042'], localDataCenter: 'datacenter1' }
const optionsOf = (client: Client) => (client as unknown as { options: ClientOptions }).options

describe('a client of our own', () => {
  it('has the encoding codecs rely on and no keyspace, whatever the driver options say', () => {
    const client = createClient({
      ...reach,
      driverOptions: { encoding: { useBigIntAsLong: false }, maxPrepared: 7, keyspace: 'other' } as never,
    })
    expect(optionsOf(client)).toMatchObject({
      encoding: { map: Map, set: Set, useBigIntAsLong: true, useBigIntAsVarint: true, useUndefinedAsUnset: true },
      maxPrepared: 7,
    })
    expect(client.keyspace).toBeFalsy()
  })

  it.each<[ClientOptions['sslOptions'] | true, object]>([
    [true, { rejectUnauthorized: true }],
    [{ ca: ['x'] }, { rejectUnauthorized: true, ca: ['x'] }],
    [{ rejectUnauthorized: undefined }, { rejectUnauthorized: true }],
    [{ rejectUnauthorized: false }, { rejectUnauthorized: false }],
  ])('checks certificates unless told otherwise in so many words: %o', (ssl, expected) => {
    expect(optionsOf(createClient({ ...reach, ssl })).sslOptions).toMatchObject(expected)
  })

  it('checks certificates also for TLS turned on through the driver options', () => {
    expect(optionsOf(createClient({ ...reach, driverOptions: { sslOptions: {} } })).sslOptions).toMatchObject({
      rejectUnauthorized: true,
    })
    expect(optionsOf(createClient(reach)).sslOptions ?? null).toBeNull()
  })
})

describe('a given client', () => {
  it('is refused with every difference', async () => {
    const client = new Client({
      ...reach,
      keyspace: 'x',
      encoding: { useUndefinedAsUnset: false, map: Map },
      protocolOptions: { maxVersion: 3 },
    })
    const error = await errorOf(() => checkClient(client))
    expect(error.message).toBe(
      [
        'the given client cannot be used:',
        '  - encoding.set must be Set',
        '  - encoding.useBigIntAsLong must be true',
        '  - encoding.useBigIntAsVarint must be true',
        '  - encoding.useUndefinedAsUnset must not be false',
        '  - keyspace must not be set: statements name theirs',
        '  - protocolOptions.maxVersion must be 4 or more',
        ' Create it with these options, or give contactPoints instead of a client.',
      ].join('\n'),
    )
    expect(error.code).toBe('E_CLIENT_OPTIONS')
  })

  it('is taken when it fits', () => {
    const encoding = { map: Map, set: Set, useBigIntAsLong: true, useBigIntAsVarint: true }
    expect(() => checkClient(new Client({ ...reach, encoding }))).not.toThrow()
  })

  it('is refused when it is of another driver', async () => {
    expect((await errorOf(() => checkClient({} as never))).message).toBe(
      'the given client is not a Client of the cassandra-driver this library loads. Two copies of cassandra-driver may be installed: see `npm ls cassandra-driver`.',
    )
  })
})

describe('who connections log in as', () => {
  const credentials = { username: 'app', password: 'secret' }
  const authProvider = new auth.PlainTextAuthProvider('other', 'secret')
  const nameless = Object.assign(new auth.PlainTextAuthProvider('', ''), { username: undefined })

  it.each([
    [{}, undefined],
    [{ credentials }, { role: 'app' }],
    [{ driverOptions: { credentials } }, { role: 'app' }],
    [{ credentials, driverOptions: { credentials: { username: 'not me', password: '' } } }, { role: 'app' }],
    [{ driverOptions: { authProvider } }, { role: 'other' }],
    [{ credentials, driverOptions: { authProvider } }, { role: 'other' }],
    [{ driverOptions: { authProvider: nameless } }, { role: undefined }],
  ])('is what the driver makes of %o', (options, expected) => {
    expect(loginOf(undefined, options)).toEqual(expected)
    expect(loginOf(createClient({ ...reach, ...options }), {})).toEqual(expected)
  })
})
