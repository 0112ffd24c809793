import { inspect } from 'node:util'
import { errors } from 'cassandra-driver'
import { translateConnectError, translateError } from '../../lib/driver/translate-error.js'

const statement = { entity: 'User', cql: 'INSERT INTO "ks"."t" ("a") VALUES (?)' }
const noHost = (inner: Record<string, unknown> | null) => new errors.NoHostAvailableError(inner)
const response = (code: number, message: string) => new errors.ResponseError(code, message)

describe('failures of statements', () => {
  it.each<[string, unknown, object, string]>([
    [
      'a refusal',
      response(0x2200, 'Undefined column name b'),
      { code: 'E_QUERY', outcome: 'rejected', serverCode: 0x2200 },
      '[User] the server answered: Undefined column name b',
    ],
    [
      'a write timeout',
      response(0x1100, 'Server timeout during write query'),
      { code: 'E_QUERY', outcome: 'unknown', serverCode: 0x1100 },
      '[User] the server answered: Server timeout during write query',
    ],
    [
      'a write failure',
      response(0x1500, 'Server failure'),
      { outcome: 'unknown' },
      '[User] the server answered: Server failure',
    ],
    ['a server error', response(0, 'java.lang.X'), { outcome: 'unknown' }, '[User] the server answered: java.lang.X'],
    [
      'too few replicas, wrapped',
      noHost({ 'h:1': response(0x1000, 'Not enough replicas') }),
      { outcome: 'rejected', serverCode: 0x1000 },
      '[User] the server answered: Not enough replicas',
    ],
    [
      'a driver-side timeout',
      new errors.OperationTimedOutError('x', 'h'),
      { code: 'E_TIMEOUT', outcome: 'unknown' },
      '[User] no answer came in time. A write may have been applied: read it back before repeating it.',
    ],
    [
      'a driver-side timeout, wrapped',
      noHost({ 'h:1': new errors.OperationTimedOutError('x', 'h') }),
      { code: 'E_TIMEOUT', outcome: 'unknown' },
      '[User] no answer came in time. A write may have been applied: read it back before repeating it.',
    ],
    [
      'a closed socket',
      Reflect.construct(errors.DriverError, ['Socket was closed']),
      { code: 'E_CONNECTION', outcome: 'unknown' },
      '[User] the connection failed before an answer came. A write may have been applied: read it back before repeating it.',
    ],
    [
      'nobody there',
      noHost({ 'h:1': new Error('connect ECONNREFUSED h:1'), 'i:1': new Error('connect ECONNREFUSED i:1') }),
      { code: 'E_NO_HOST', outcome: 'not_sent' },
      '[User] no node could be reached (connect ECONNREFUSED h:1; connect ECONNREFUSED i:1).',
    ],
    [
      'one host timed out, another overloaded',
      noHost({ 'h:1': response(0x1001, 'Overloaded'), 'i:1': new errors.OperationTimedOutError('x', 'h') }),
      { code: 'E_TIMEOUT', outcome: 'unknown' },
      '[User] no answer came in time.',
    ],
    ['a truncate error', response(0x1003, 'Error during truncate'), { outcome: 'unknown' }, 'Error during truncate'],
    [
      'an unknown profile',
      new errors.ArgumentError("Execution profile 'x' not found"),
      { code: 'E_OPTION', outcome: 'not_sent' },
      "[User] the driver takes no such options: Execution profile 'x' not found",
    ],
    [
      'a client that was shut down',
      noHost(null),
      { code: 'E_NO_HOST', outcome: 'not_sent' },
      '[User] no node could be reached.',
    ],
    [
      'all connections busy',
      noHost({ 'h:1': new errors.BusyConnectionError('h:1', 2048, 1) }),
      { outcome: 'not_sent' },
      '[User] no node could be reached',
    ],
    [
      'a dropped column behind UNPREPARED',
      noHost({ 'h:1': response(0x2500, 'Prepared query with ID 1 not found') }),
      { code: 'E_SCHEMA_CHANGED', outcome: 'rejected' },
      "[User] the server no longer accepts this statement: a table or column it names was dropped or renamed. Compare entities and live schema with synchronize: 'verify'.",
    ],
    [
      'a request the driver cannot write',
      new TypeError('Not a valid text value'),
      { code: 'E_DRIVER', outcome: 'unknown' },
      '[User] the driver failed on the request.',
    ],
  ])('%s', (_, error, expected, message) => {
    const translated = translateError(error, statement)
    expect(translated).toMatchObject({ ...expected, cql: statement.cql })
    expect(translated.cause).toBe(error)
    expect(translated.message).toContain(message)
  })

  it('do not speak of writes after a read', () => {
    const read = { entity: 'User', cql: 'SELECT "a" FROM "ks"."t"' }
    expect(translateError(new errors.OperationTimedOutError('x', 'h'), read).message).toBe(
      '[User] no answer came in time.',
    )
  })

  it('leave keys out of what the server says', () => {
    const said = 'Rejected an oversized mutation (5242941/4194304) for keyspace: k. Top keys are: t.secret'
    expect(inspect(translateError(response(0x2200, said), statement))).not.toContain('secret')
  })

  it('leave values out of what the driver says', () => {
    const said = new TypeError("Not a valid text value, expected String obtained 'secret'")
    const translated = translateError(said, statement)
    expect(translated.cause).toBeInstanceOf(TypeError)
    expect(inspect(translated)).not.toContain('secret')
  })
})

describe('failures to connect', () => {
  it.each<[string, unknown, string, string]>([
    [
      'nobody there',
      noHost({ 'h:1': new Error('connect ECONNREFUSED h:1') }),
      'E_CONNECT',
      'could not connect: connect ECONNREFUSED h:1.',
    ],
    [
      'a wrong password',
      noHost({ 'h:1': new errors.AuthenticationError('Provided username x and/or password are incorrect') }),
      'E_AUTHENTICATION',
      'could not connect: Provided username x and/or password are incorrect.',
    ],
    [
      'an untrusted certificate',
      noHost({ 'h:1': Object.assign(new Error('self-signed certificate'), { code: 'DEPTH_ZERO_SELF_SIGNED_CERT' }) }),
      'E_CERTIFICATE',
      'could not connect: self-signed certificate.',
    ],
    [
      'an unknown data centre',
      noHost({ 'h:1': new errors.ArgumentError("localDataCenter was configured as 'x'") }),
      'E_CONNECT',
      "could not connect: localDataCenter was configured as 'x'.",
    ],
    ['anything else', new Error('broken'), 'E_CONNECT', 'could not connect: broken.'],
  ])('%s', (_, error, code, message) => {
    const translated = translateConnectError(error)
    expect(translated.message).toBe(message)
    expect(translated).toMatchObject({ code, outcome: 'not_sent', cause: error })
  })
})
