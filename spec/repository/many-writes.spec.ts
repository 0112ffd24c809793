import {
  AfterInsert,
  BulkError,
  ClusteringColumn,
  Column,
  ExecutionError,
  HookError,
  PartitionKey,
  Repository,
  Table,
  VersionColumn,
  VersionConflictError,
} from '../../lib/index.js'
import type { EntityClass, Outcome } from '../../lib/index.js'
import { listenersOfModels } from '../../lib/data-source/subscribers.js'
import { EntityPlans } from '../../lib/plan/entity-plans.js'
import { errorOf } from '../support/error-of.js'
import { FakeDriver } from '../support/fake-driver.js'
import type { Answer } from '../support/fake-driver.js'
import { modelOf } from '../support/sample-entities.js'

@Table()
class Note {
  @PartitionKey('int') id!: number
  @Column('text') title?: string
}

@Table()
class Letter {
  @PartitionKey('int') id!: number
  @AfterInsert() post() {
    if (this.id === 2) throw new Error('no stamp')
  }
}

@Table()
class Sheet {
  @PartitionKey('int') book!: number
  @ClusteringColumn('int') id!: number
  @AfterInsert() bind() {
    if (this.id === 2) throw new Error('no thread')
  }
}

@Table()
class Page {
  @PartitionKey('int') id!: number
  @Column('text') title?: string
  @VersionColumn() version!: number
}

function over<E extends object>(entity: EntityClass<E>, answer?: Answer, lanes = 1024) {
  const driver = Object.assign(new FakeDriver(answer), { maxInFlight: lanes })
  const model = modelOf(entity)
  const listeners = listenersOfModels([model], [])
  const listenersOf = () => listeners.get(model)
  const plans = new EntityPlans(model)
  return { driver, repository: new Repository<E>({ door: driver, plans, defaults: {}, listenersOf }) }
}

/** Fails where it is asked to write what has one of these ids. */
const failingAt =
  (outcomes: Readonly<Record<number, Outcome>>): Answer =>
  ({ values }) => {
    const outcome = outcomes[values[0] as number]
    if (outcome === undefined) return {}
    throw new ExecutionError('the server did not do it.', { code: 'E_SERVER', outcome, entity: 'Note' })
  }

const notes = (...ids: readonly number[]) => ids.map((id) => Object.assign(new Note(), { id, title: 'a' }))
const bulkErrorOf = async (call: () => unknown) => (await errorOf(call)) as BulkError

describe('an array of which something is not written', () => {
  const methods = ['insert', 'save', 'remove'] as const
  const writeAll = (repository: Repository<Note>, method: (typeof methods)[number], all: Note[]): Promise<unknown> =>
    ({
      insert: () => repository.insert(all),
      save: () => repository.save(all),
      remove: () => repository.remove(all),
    })[method]()

  it.each(methods)('says what is written, what failed and what was not sent: %s', async (method) => {
    const { driver, repository } = over(Note, failingAt({ 2: 'rejected' }), 1)
    const error = await bulkErrorOf(() => writeAll(repository, method, notes(1, 2, 3, 4)))
    expect(error).toBeInstanceOf(BulkError)
    expect(error.message).toBe(
      `[Note] ${method}(): item 1 of the array failed; 1 written, 1 failed, 2 not sent. [Note] the server did not do it.`,
    )
    expect(error).toMatchObject({
      code: 'E_BULK_FAILED',
      entity: 'Note',
      outcome: 'rejected',
      succeeded: 1,
      failed: 1,
      failures: [{ index: 1, error: { code: 'E_SERVER', outcome: 'rejected' } }],
    })
    expect(error.cause).toBe(error.failures[0]!.error)
    expect(driver.sent).toHaveLength(2)
  })

  it.each(methods)('has the worst outcome of those that failed, all of which are named: %s', async (method) => {
    const { repository } = over(Note, failingAt({ 1: 'rejected', 3: 'unknown' }))
    const error = await bulkErrorOf(() => writeAll(repository, method, notes(1, 2, 3, 4)))
    expect(error.message).toBe(
      `[Note] ${method}(): item 0 of the array failed; 2 written, 2 failed. [Note] the server did not do it.`,
    )
    expect(error.outcome).toBe('unknown')
    expect(error.failures.map(({ index }) => index)).toEqual([0, 2])
  })

  it('is not sent where one of it is refused', async () => {
    const { driver, repository } = over(Note)
    const error = await errorOf(() => repository.insert([...notes(1), { id: 2, title: 5 } as never]))
    expect([error.code, error.outcome, error.index]).toEqual(['E_VALUE', 'not_sent', 1])
    const others = [
      () => repository.save([...notes(1, 2), null as never]),
      () => repository.remove([...notes(1, 2), {} as never]),
      () => repository.findByKeys([{ id: 1 }, { id: 2 }, {}]),
      () => repository.findByKeys([{ id: 1 }, { id: 2 }, { id: 'x' } as never]),
    ]
    for (const call of others) expect(await errorOf(call)).toMatchObject({ outcome: 'not_sent', index: 2 })
    expect(await errorOf(() => repository.insert({ title: 'a' } as never))).not.toHaveProperty('index')
    expect(driver.sent).toEqual([])
  })

  it('names a conflict of versions as its cause', async () => {
    const { repository } = over(Page, ({ values }) => ({ rows: [{ '[applied]': values[0] === 1 }] }))
    const error = await bulkErrorOf(() => repository.save([{ id: 1 }, { id: 2 }] as Page[]))
    expect(error).toMatchObject({ succeeded: 1, failed: 1, failures: [{ index: 1 }] })
    expect(error.cause).toBeInstanceOf(VersionConflictError)
    expect(await errorOf(() => repository.save({ id: 2 } as Page))).toBeInstanceOf(VersionConflictError)
  })
})

describe('an array whose hooks fail', () => {
  const letters = (...ids: readonly number[]) => ids.map((id) => Object.assign(new Letter(), { id }))

  it('is written whole', async () => {
    const { driver, repository } = over(Letter)
    const error = await errorOf(() => repository.insert(letters(1, 2, 3)))
    expect(error).toBeInstanceOf(HookError)
    expect(driver.sent).toHaveLength(3)
  })

  it('is counted as written where another of it is not', async () => {
    const { repository } = over(Letter, failingAt({ 3: 'unknown' }))
    const error = await bulkErrorOf(() => repository.save(letters(1, 2, 3)))
    expect(error.message).toBe(
      '[Letter] save(): item 2 of the array failed; 1 written, 2 failed, 1 of them after being written. [Note] the server did not do it.',
    )
    expect(error).toMatchObject({ succeeded: 1, failed: 2, outcome: 'unknown' })
    expect(error.failures.map((one) => [one.index, one.error instanceof HookError])).toEqual(
      expect.arrayContaining([
        [1, true],
        [2, false],
      ]),
    )
  })

  it('has no outcome but that it is written, also in a bulk write', async () => {
    const { repository } = over(Letter)
    const error = await bulkErrorOf(() => repository.insertMany(letters(1, 2, 3), { concurrency: 1 }))
    expect(error.message).toBe(
      '[Letter] bulk write ended at item 1, which failed; 1 written, 1 failed, 1 of them after being written. [Letter] insertMany(): Letter.post failed after the write, which stands. Do not repeat the write; the cause is what was thrown.',
    )
    expect([error.outcome, (error.cause as HookError).isWritten]).toEqual([undefined, true])
  })

  it('has failed for those items alone whose hooks fail, also in one batch', async () => {
    const { driver, repository } = over(Sheet)
    const sheets = [1, 2, 3].map((id) => Object.assign(new Sheet(), { book: 1, id }))
    const error = await bulkErrorOf(() => repository.saveMany(sheets, { groupByPartition: true }))
    expect(driver.sent).toHaveLength(1)
    expect(error).toMatchObject({ succeeded: 2, failed: 1, failures: [{ index: 1, error: { isWritten: true } }] })
    const failing = over(Sheet, () => {
      throw new ExecutionError('the server did not do it.', { code: 'E_SERVER', outcome: 'unknown' })
    })
    const all = await bulkErrorOf(() => failing.repository.insertMany(sheets, { groupByPartition: true }))
    expect(all).toMatchObject({ succeeded: 0, failed: 3, outcome: 'unknown' })
  })

  it('of one entity, is no array', async () => {
    const { repository } = over(Letter, failingAt({ 1: 'rejected' }))
    expect((await errorOf(() => repository.save(letters(1)[0]!))).code).toBe('E_SERVER')
    expect(await errorOf(() => repository.save(letters(2)[0]!))).toBeInstanceOf(HookError)
  })
})
