import { errors } from 'cassandra-driver'
import { LwtUnknownError } from '../../lib/index.js'
import type { LwtOutcome } from '../../lib/index.js'
import { EntityPlans } from '../../lib/plan/entity-plans.js'
import { Repository } from '../../lib/repository/repository.js'
import { connectedDoor } from '../support/connected-door.js'
import { errorOf } from '../support/error-of.js'
import { FakeDriver } from '../support/fake-driver.js'
import type { Answer } from '../support/fake-driver.js'
import { modelOf, partition, Reading, rowKey, sensorId, UserAccount } from '../support/sample-entities.js'

function repositories(answer: Answer, defaults: object = {}) {
  const driver = new FakeDriver(answer)
  const readings = new Repository<Reading>({
    door: driver,
    plans: new EntityPlans(modelOf(Reading)),
    defaults,
  })
  const users = new Repository<UserAccount>({
    door: driver,
    plans: new EntityPlans(modelOf(UserAccount)),
    defaults,
  })
  return { driver, readings, users }
}

const applied: Answer = () => ({ rows: [{ '[applied]': true }] })
const user = { id: sensorId, email: 'a', age: 1 }

/** The failure of a conditional write, and then the row that `resolve` reads. */
function failing(failure: Error, row?: Readonly<Record<string, unknown>>): Answer {
  return ({ cql }) => {
    if (cql.startsWith('SELECT')) return { rows: row === undefined ? [] : [row] }
    throw failure
  }
}

function serverError(code: number): Error {
  return new errors.ResponseError(code, 'told by the server')
}

describe('answers', () => {
  it('are typed by the options: a plain write says nothing', async () => {
    const { readings, users } = repositories(applied)
    expect(await users.insert(user)).toBeUndefined()
    expect(await users.insert(user, { ifNotExists: false })).toBeUndefined()
    expect(await users.insert(user, { ifNotExists: true })).toEqual({ applied: true })
    expect(await readings.update(rowKey, { value: 1 })).toBeUndefined()
    expect(await readings.update(rowKey, { value: 1 }, { if: { value: 2 } })).toEqual({ applied: true })
    expect(await readings.delete(rowKey, { ifExists: true })).toEqual({ applied: true })
    expect(await readings.delete(partition, { partition: true })).toBeUndefined()
  })

  it('give what the row holds, if the server says it', async () => {
    const { readings } = repositories(() => ({ rows: [{ '[applied]': false, value: 3 }] }))
    expect(await readings.update(rowKey, { value: 1 }, { if: { value: 2 } })).toEqual({
      applied: false,
      current: { value: 3 },
    })
  })

  it('name the cell that could not be read', async () => {
    const { readings } = repositories(() => ({ rows: [{ '[applied]': false, tags: 5 }] }))
    const error = await errorOf(() => readings.update(rowKey, { value: 1 }, { if: { tags: new Set(['a']) } }))
    expect(error).toMatchObject({ name: 'DecodeError', property: 'tags' })
  })

  it('that are none are an unknown outcome', async () => {
    const { users } = repositories(() => ({ rows: [] }))
    expect(await errorOf(() => users.insert(user, { ifNotExists: true }))).toMatchObject({ code: 'E_LWT_UNKNOWN' })
  })
})

describe('sending', () => {
  it('is never idempotent, whatever a view says', async () => {
    const { driver, users } = repositories(applied, { idempotent: true })
    await users.insert(user, { ifNotExists: true })
    await users.withOptions({ idempotent: true, consistency: 'ONE' }).delete({ id: sensorId }, { ifExists: true })
    expect(driver.sent.map(({ options }) => options.isIdempotent)).toEqual([false, false])
  })

  it('refuses to be idempotent', async () => {
    const { driver, users } = repositories(applied)
    const error = await errorOf(() => users.insert(user, { ifNotExists: true, idempotent: true }))
    expect(error).toMatchObject({ name: 'OptionError', outcome: 'not_sent' })
    expect(driver.sent).toEqual([])
  })

  it('refuses a condition that is undefined, which would be none', async () => {
    const { driver, users } = repositories(applied)
    for (const call of [
      () => users.update({ id: sensorId }, { age: 1 }, { if: undefined }),
      () => users.delete({ id: sensorId }, { if: undefined }),
      () => users.remove(users.create(user), { if: undefined }),
    ]) {
      expect(await errorOf(call)).toMatchObject({ code: 'E_IF_UNDEFINED', outcome: 'not_sent' })
    }
    expect(driver.sent).toEqual([])
  })

  it('takes one entity', async () => {
    const { driver, users } = repositories(applied)
    for (const call of [
      () => users.insert([user], { ifNotExists: true }),
      () => users.remove([users.create(user)], { ifExists: true }),
    ]) {
      expect(await errorOf(call)).toMatchObject({ code: 'E_OPTION', outcome: 'not_sent' })
    }
    expect(driver.sent).toEqual([])
  })

  it.each([
    ['insert', { if: { age: 1 } }],
    ['insert', { ifExists: true }],
    ['upsert', { ifNotExists: true }],
    ['save', { ifNotExists: true }],
    ['update', { ifNotExists: true }],
    ['findOrCreate', { timestamp: 1n }],
    ['withOptions', { ifExists: true }],
  ] as const)('%s does not know %o', async (method, options) => {
    const { users } = repositories(applied)
    const call = {
      insert: () => users.insert(user, options as never),
      upsert: () => users.upsert(user, options as never),
      save: () => users.save(user, options as never),
      update: () => users.update({ id: sensorId }, { age: 1 }, options as never),
      findOrCreate: () => users.findOrCreate({ id: sensorId }, { email: 'a', age: 1 }, options as never),
      withOptions: () => users.withOptions(options as never),
    }[method]
    expect((await errorOf(call)).code).toBe('E_UNKNOWN_OPTION')
  })
})

it('findOrCreate is not to be sent twice either: refused before it reads', async () => {
  const { driver, users } = repositories(applied)
  const call = () => users.findOrCreate({ id: sensorId }, { email: 'a', age: 1 }, { idempotent: true })
  expect((await errorOf(call)).message).toContain("option 'idempotent' cannot be true")
  expect(driver.sent).toEqual([])
})

describe('an unknown outcome', () => {
  const insert = (answer: Answer, options: object = {}) => {
    const { driver, users } = repositories(answer)
    return { driver, failure: errorOf(() => users.insert(user, { ifNotExists: true, ...options })) }
  }

  it.each<[string, Error]>([
    ['a write timeout', serverError(0x1100)],
    ['a write failure', serverError(0x1500)],
    ['an unknown result', serverError(0x1700)],
    ['a timeout of the driver', new errors.OperationTimedOutError('no answer')],
    ['a closed socket', Reflect.construct(errors.DriverError, ['Socket was closed']) as Error],
  ])('is an LwtUnknownError: %s', async (_, cause) => {
    const { driver, failure } = insert(failing(cause))
    const error = await failure
    expect(error).toBeInstanceOf(LwtUnknownError)
    expect(error).toMatchObject({ code: 'E_LWT_UNKNOWN', outcome: 'unknown', entity: 'UserAccount' })
    expect(error.message).not.toContain(sensorId)
    expect(driver.sent).toHaveLength(1)
  })

  it.each([0x1000, 0x1200, 0x2200])('is not one where the server refused: %i', async (code) => {
    const error = await insert(failing(serverError(code))).failure
    expect(error).toMatchObject({ name: 'ExecutionError', outcome: 'rejected' })
  })

  it('is not one of a plain write', async () => {
    const { users } = repositories(failing(serverError(0x1100)))
    expect(await errorOf(() => users.insert(user))).toMatchObject({ name: 'ExecutionError', outcome: 'unknown' })
  })

  it('is resolved by a read of the row at the serial level of the write', async () => {
    const { driver, failure } = insert(failing(serverError(0x1100)), {
      serialConsistency: 'LOCAL_SERIAL',
      timeoutMs: 7,
    })
    const error = (await failure) as unknown as LwtUnknownError
    expect(await error.resolve()).toBe('not_applied')
    expect(driver.sent[1]).toMatchObject({
      cql: 'SELECT "id", "email", "age" FROM "ks"."user_account" WHERE "id" = ? LIMIT ?',
      options: { consistency: 9, readTimeout: undefined },
    })
  })

  it.each<[string, Error, object | undefined, LwtOutcome]>([
    ['no row, and the server has ended', serverError(0x1100), undefined, 'not_applied'],
    ['no row, but no server answered', new errors.OperationTimedOutError('x'), undefined, 'undecidable'],
    ['a row that others could have written', serverError(0x1100), { email: 'a', age: 1 }, 'undecidable'],
  ])('%s', async (_, cause, row, expected) => {
    const error = (await insert(failing(cause, row && { id: null, ...row })).failure) as unknown as LwtUnknownError
    expect(await error.resolve()).toBe(expected)
  })

  it('of a signal that fired is one as well', async () => {
    const controller = new AbortController()
    const door = await connectedDoor(
      new FakeDriver(() => {
        setImmediate(() => controller.abort())
        return new Promise(() => {})
      }),
    )
    const plans = new EntityPlans(modelOf(UserAccount))
    const users = new Repository<UserAccount>({ door, plans, defaults: {} })
    const { signal } = controller
    expect(await errorOf(() => users.insert(user, { ifNotExists: true, signal }))).toMatchObject({
      code: 'E_LWT_UNKNOWN',
      cause: { code: 'E_ABORTED' },
    })
  })

  it('of a save leaves the entity what it was', async () => {
    const { users } = repositories(failing(serverError(0x1100)))
    const failure = await errorOf(() => users.save(user))
    expect(failure).toMatchObject({ name: 'ExecutionError', outcome: 'unknown' })
  })
})

describe('explain', () => {
  it('knows conditions, and the methods that read first', () => {
    const { driver, users, readings } = repositories(applied)
    expect(users.explain('insert', user, { ifNotExists: true })).toMatchObject({
      cql: expect.stringMatching(/IF NOT EXISTS$/) as string,
      isIdempotent: false,
    })
    expect(users.explain('upsert', user).cql).not.toContain('IF')
    expect(users.explain('findOrCreate', { id: sensorId }, { email: 'a', age: 1 })).toMatchObject({
      cql: expect.stringMatching(/^SELECT .* WHERE "id" = \? LIMIT \?$/) as string,
      further: [{ cql: expect.stringMatching(/IF NOT EXISTS$/) as string, requests: 1 }],
    })
    expect(users.explain('preload', { id: sensorId }).cql).toMatch(/^SELECT .* WHERE "id" = \? LIMIT \?$/)
    expect(readings.explain('update', rowKey, { value: 1 }, { if: { site: 'x' } })).toMatchObject({
      cql: expect.stringMatching(/IF "site" = \?$/) as string,
      markers: ['value', 'sensorId', 'day', 'at', 'channel', 'if(site)'],
    })
    expect(readings.explain('delete', rowKey, { ifExists: true }).cql).toMatch(/IF EXISTS$/)
    expect(driver.sent).toEqual([])
  })
})

describe('what is known of an entity', () => {
  it('that was created is what was sent, whatever becomes of the values given meanwhile', async () => {
    const { driver, readings } = repositories(({ cql }) => ({
      rows: cql.includes('IF') ? [{ '[applied]': true }] : [],
    }))
    const tags = new Set(['sent'])
    const { sensorId: sensor, day, channel, at } = rowKey
    const finding = readings.findOrCreate({ sensorId: sensor, day, channel, at }, { value: 1, tags })
    tags.add('later')
    const { entity } = await finding
    await readings.save(entity)
    expect(driver.sent[2]?.cql).toContain('SET "tags" = "tags" + ? WHERE')
    expect(driver.sent[2]?.values[0]).toEqual(new Set(['later']))
  })

  it.each([
    [{ ifExists: true }, { '[applied]': false }, 'INSERT'],
    [{ if: { age: 5 } }, { '[applied]': false }, 'INSERT'],
    [{ if: { age: 5 } }, { '[applied]': false, age: 6 }, 'UPDATE'],
  ] as const)('whose row was not removed: %j, answered %j, is saved by %s', async (options, row, statement) => {
    const { driver, users } = repositories(({ cql }) => ({ rows: cql.startsWith('DELETE') ? [row] : [] }))
    const entity = await users.save(users.create(user))
    await users.remove(entity, options as { ifExists: true })
    entity.age = 2
    await users.save(entity)
    expect(driver.sent[2]?.cql).toMatch(new RegExp(`^${statement}`))
  })
})
