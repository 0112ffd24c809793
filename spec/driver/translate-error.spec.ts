import { inspect } from 'node:util'
import { errors } from 'cassandra-driver'
import { translateConnectError, translateError } from '../../lib/driver/translate-error.js'

const statement = { entity: 'User', cql: 'INSERT INTO "ks"."t" ("a") VALUES (?)' }
const noHost = (inner: Record<string, unknown> | null) => new errors.NoHostAvailableError(inner)
const response = (code: number, message: string, more: object = {}) =>
  Object.assign(new errors.ResponseError(code, message), more)
const readBack = 'A write may have been applied: read it back before repeating it.'
const quorum = { consistencies: 6, coordinator: 'h:1' }
const timedOut = () => new errors.OperationTimedOutError('The host h:1 did not reply before timeout 5 ms', 'h:1')

describe('what the server answers', () => {
  it.each<[string, errors.ResponseError, object, string]>([
    [
      'a refusal',
      response(0x2200, 'Some partition key parts are missing: b'),
      { code: 'E_QUERY', outcome: 'rejected' },
      'the server answered: Some partition key parts are missing: b.',
    ],
    [
      'a column that is not there',
      response(0x2200, 'Undefined column name b in table ks.t'),
      { code: 'E_SCHEMA_CHANGED', outcome: 'rejected' },
      "the server answered: Undefined column name b in table ks.t. Compare entities and live schema with synchronize: 'verify'.",
    ],
    [
      'a table that is not there',
      response(0x2200, 'table t does not exist'),
      { code: 'E_SCHEMA_CHANGED', outcome: 'rejected' },
      "the server answered: table t does not exist. Compare entities and live schema with synchronize: 'verify'.",
    ],
    [
      'a server error',
      response(0, 'java.lang.X'),
      { code: 'E_SERVER', outcome: 'unknown' },
      `the server answered: java.lang.X. ${readBack}`,
    ],
    [
      'an invalid page',
      response(0x0a, 'Invalid value for the paging state'),
      { code: 'E_PROTOCOL', outcome: 'rejected' },
      'the server answered: Invalid value for the paging state.',
    ],
    [
      'too few replicas',
      response(0x1000, 'Not enough replicas', { ...quorum, required: 2, alive: 1 }),
      {
        code: 'E_UNAVAILABLE',
        outcome: 'rejected',
        coordinator: 'h:1',
        replicas: { consistency: 'LOCAL_QUORUM', required: 2, answered: 1 },
      },
      'too few replicas are alive: LOCAL_QUORUM needs 2, 1 is alive (asked through h:1). Nothing was asked of any replica: try again when nodes are back, or at a lower consistency.',
    ],
    [
      'an overloaded node',
      response(0x1001, 'Too many in flight hints', { coordinator: 'h:1' }),
      { code: 'E_SERVER_OVERLOADED', outcome: 'rejected' },
      'the node is overloaded and took no more work (asked through h:1). Send less at once: lower maxInFlight, or wait before trying again.',
    ],
    [
      'a joining node',
      response(0x1002, 'Cannot read from a bootstrapping node'),
      { code: 'E_BOOTSTRAPPING', outcome: 'rejected' },
      'the node is still joining the cluster and takes no statements yet.',
    ],
    [
      'a truncate error',
      response(0x1003, 'Error during truncate: Cannot achieve consistency level ALL'),
      { code: 'E_TRUNCATE', outcome: 'unknown' },
      'the server answered: Error during truncate: Cannot achieve consistency level ALL. Some nodes may have emptied the table: all of them must be up for clear().',
    ],
    [
      'a write timeout',
      response(0x1100, 'Server timeout', { ...quorum, received: 1, blockFor: 2, writeType: 'CAS' }),
      {
        code: 'E_WRITE_TIMEOUT',
        outcome: 'unknown',
        writeType: 'CAS',
        replicas: { consistency: 'LOCAL_QUORUM', required: 2, answered: 1 },
      },
      `the write timed out: 1 of 2 replicas answered that LOCAL_QUORUM needs (asked through h:1). ${readBack}`,
    ],
    [
      'a read timeout',
      response(0x1200, 'Server timeout', { ...quorum, received: 2, blockFor: 2, isDataPresent: 0 }),
      {
        code: 'E_READ_TIMEOUT',
        outcome: 'rejected',
        replicas: { consistency: 'LOCAL_QUORUM', required: 2, answered: 2, isDataPresent: false },
      },
      'the read timed out: 2 of 2 replicas answered that LOCAL_QUORUM needs, but not the one that was asked for the data (asked through h:1). Nothing was changed; ask for less at once, or try again.',
    ],
    [
      'a read failure',
      response(0x1300, 'Server failure', { ...quorum, received: 0, blockFor: 1, failures: 3, isDataPresent: 1 }),
      { code: 'E_READ_FAILURE', outcome: 'rejected' },
      'the read failed: 0 of 1 replicas answered that LOCAL_QUORUM needs, 3 failed (asked through h:1). The log of the failing node says why: too many tombstones, or an index that is not built yet.',
    ],
    [
      'a write failure',
      response(0x1500, 'Server failure', { ...quorum, received: 0, blockFor: 1, failures: 3, writeType: 'SIMPLE' }),
      { code: 'E_WRITE_FAILURE', outcome: 'unknown', replicas: { failed: 3 } },
      `the write failed: 0 of 1 replicas answered that LOCAL_QUORUM needs, 3 failed (asked through h:1). ${readBack}`,
    ],
    [
      'a failed function',
      response(0x1400, 'execution of f failed: x', { keyspace: 'ks', functionName: 'f', argTypes: ['int'] }),
      { code: 'E_FUNCTION', outcome: 'rejected' },
      'the function ks.f failed: execution of f failed: x.',
    ],
    ['a CAS of unknown end', response(0x1700, 'x'), { code: 'E_CAS_UNKNOWN', outcome: 'unknown' }, readBack],
    [
      'a missing permission',
      response(0x2100, 'User bob has no SELECT permission on <table ks.t> or any of its parents'),
      { code: 'E_UNAUTHORIZED', outcome: 'rejected' },
      'the server answered: User bob has no SELECT permission on <table ks.t> or any of its parents. Grant it: GRANT SELECT ON table ks.t TO bob.',
    ],
    [
      'a configuration error',
      response(0x2300, 'Cannot alter table id.'),
      { code: 'E_CONFIG', outcome: 'rejected' },
      'the server answered: Cannot alter table id.',
    ],
    [
      'something that exists',
      response(0x2400, 'x', { keyspace: 'ks', table: 't' }),
      { code: 'E_ALREADY_EXISTS', outcome: 'rejected' },
      'the table or type ks.t exists already.',
    ],
    [
      'a large batch',
      response(0x2200, 'Batch too large'),
      { code: 'E_BATCH_TOO_LARGE', outcome: 'rejected' },
      'the server answered: Batch too large. Split it: the server limits batches of several partitions (batch_size_fail_threshold).',
    ],
    [
      'a statement that is not valid any more',
      response(0x2500, 'Prepared query with ID 1 not found'),
      { code: 'E_SCHEMA_CHANGED', outcome: 'rejected' },
      'the server no longer accepts this statement: a table or column it names was dropped or renamed.',
    ],
  ])('%s', (_, error, expected, message) => {
    for (const given of [error, noHost({ 'h:1': error })]) {
      const translated = translateError(given, statement)
      expect(translated).toMatchObject({ ...expected, serverCode: error.code, cql: statement.cql, cause: given })
      expect(translated.message).toContain(`[User] ${message}`.replace(`[User] ${readBack}`, readBack))
    }
  })
})

describe('what the driver says', () => {
  it.each<[string, unknown, object, string]>([
    [
      'a timeout',
      timedOut(),
      { code: 'E_TIMEOUT', outcome: 'unknown', coordinator: 'h:1' },
      `no answer came in time (asked through h:1). ${readBack}`,
    ],
    [
      'a timeout, wrapped',
      noHost({ 'h:1': timedOut() }),
      { code: 'E_TIMEOUT', outcome: 'unknown' },
      `no answer came in time (asked through h:1). ${readBack}`,
    ],
    [
      'a closed socket',
      Reflect.construct(errors.DriverError, ['Socket was closed']),
      { code: 'E_CONNECTION', outcome: 'unknown' },
      `the connection failed before an answer came. ${readBack}`,
    ],
    [
      'nobody there',
      noHost({ 'h:1': new Error('connect ECONNREFUSED h:1'), 'i:1': 'Host considered as DOWN' }),
      { code: 'E_NO_HOST', outcome: 'not_sent' },
      'no node could be reached (h:1: connect ECONNREFUSED h:1; i:1: Host considered as DOWN). Are the nodes up, and reachable from here?',
    ],
    [
      'one node timed out, another was overloaded',
      noHost({ 'h:1': response(0x1001, 'Overloaded'), 'i:1': timedOut() }),
      { code: 'E_TIMEOUT', outcome: 'unknown' },
      `no answer came in time (asked through h:1) (h:1: Overloaded; i:1: no answer came in time). ${readBack}`,
    ],
    [
      'an unknown profile',
      new errors.ArgumentError("Execution profile 'x' not found"),
      { code: 'E_OPTION', outcome: 'not_sent' },
      "the driver takes no such options: Execution profile 'x' not found",
    ],
    [
      'a client that was shut down',
      noHost(null),
      { code: 'E_NO_HOST', outcome: 'not_sent' },
      'no node could be reached.',
    ],
    [
      'all connections busy',
      noHost({ 'h:1': new errors.BusyConnectionError('h:1', 2048, 1) }),
      { code: 'E_NO_HOST', outcome: 'not_sent' },
      'no node could be reached (h:1: All connections to host h:1 are busy',
    ],
    [
      'a value that is no text to a live column of text',
      new TypeError('Not a valid text value, expected String obtained 12'),
      { code: 'E_COLUMN_TYPE', outcome: 'not_sent' },
      'a value does not fit the type that the server gives its marker.',
    ],
    [
      'a defect',
      new TypeError('x is not a function'),
      { code: 'E_DRIVER', outcome: 'unknown' },
      'the driver failed on the request.',
    ],
  ])('%s', (_, error, expected, message) => {
    const translated = translateError(error, statement)
    expect(translated).toMatchObject({ ...expected, cql: statement.cql })
    expect(translated.message).toContain(`[User] ${message}`)
  })

  it('does not speak of writes after a read', () => {
    const read = { entity: 'User', cql: 'SELECT "a" FROM "ks"."t"' }
    expect(translateError(timedOut(), read).message).toBe('[User] no answer came in time (asked through h:1).')
  })
})

describe('values', () => {
  it.each<[string, string]>([
    [
      'Rejected an oversized mutation (5242941/4194304) for keyspace: k. Top keys are: t.secret',
      'Rejected an oversized mutation (5242941/4194304) for keyspace: k. Top keys are: (left out).',
    ],
    ['Invalid STRING constant (secret) for "b" of type int', 'Invalid STRING constant (left out) for "b" of type int.'],
    ["Unable to coerce 'secret' to a formatted date (long)", 'Unable to coerce (left out) to a formatted date (long).'],
    ["Unable to make int from 'secret'", 'Unable to make int from (left out).'],
    [
      'java.lang.NumberFormatException: For input string: "secret"',
      'java.lang.NumberFormatException: For input string: (left out).',
    ],
    [
      "line 1:42 mismatched input 'secret x' expecting EOF (SELECT * FROM t WHERE a = [secret x]...)",
      'line 1:42 mismatched input (left out) expecting EOF.',
    ],
    [
      "line 1:49 no viable alternative at input 'TIMEOUT' (SELECT ... ['secret'] USING [TIMEOUT]...)",
      'line 1:49 no viable alternative at input (left out).',
    ],
  ])('are left out of %s', (said, left) => {
    for (const error of [response(0x2200, said), noHost({ 'h:1': response(0x2200, said) })]) {
      const translated = translateError(error, statement)
      expect(translated.message).toContain(`the server answered: ${left}`)
      expect(inspect(translated, { depth: 9 })).not.toContain('secret')
    }
  })

  it('are left out of what the driver says, and of its stack', () => {
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
