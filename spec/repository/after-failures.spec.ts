import { Column, ExecutionError, KEY, PartitionKey, Repository, Table, VersionColumn } from '../../lib/index.js'
import type { LwtUnknownError, Outcome, ViewOptions } from '../../lib/index.js'
import type { EntityClass } from '../../lib/index.js'
import { Uuid } from '../../lib/driver/value-classes.js'
import { EntityPlans } from '../../lib/plan/entity-plans.js'
import { batchesOver } from '../support/batch-over.js'
import { errorOf } from '../support/error-of.js'
import { FakeDriver } from '../support/fake-driver.js'
import type { Answer } from '../support/fake-driver.js'
import { modelOf } from '../support/sample-entities.js'

@Table('notes')
class Note {
  declare readonly [KEY]?: { partition: ['id'] }
  @PartitionKey('int') id!: number
  @Column('text') title?: string
}

@Table('documents', { with: { defaultTimeToLive: 5 } })
class Document {
  declare readonly [KEY]?: { partition: ['id'] }
  @PartitionKey('int') id!: number
  @Column('uuid', { generated: 'uuid' }) revision!: string
  @Column('text') title?: string
  @VersionColumn() version!: number
}

const failure = (outcome: Outcome, serverCode?: number) =>
  new ExecutionError('failed.', { code: 'E_TIMEOUT', outcome, serverCode })

function repositoryOver<E extends object>(entity: EntityClass<E>, answer?: Answer, defaults: ViewOptions = {}) {
  const driver = new FakeDriver(answer)
  const plans = new EntityPlans(modelOf(entity))
  return { driver, repository: new Repository<E>({ door: driver, plans, defaults }) }
}

const applied: Answer = () => ({ rows: [{ '[applied]': true }] })

it('a version goes up with the write that is sent, not with one that another of the array prevented', async () => {
  const { driver, repository } = repositoryOver(Document, applied)
  const document = await repository.save({ id: 1, title: 'a' } as Document)
  document.title = 'b'
  expect((await errorOf(() => repository.save([document, { id: 2, title: 5 } as never]))).code).toBe('E_VALUE')
  expect(document.version).toBe(1)
  await repository.save(document)
  expect(document.version).toBe(2)
  expect(driver.sent).toHaveLength(2)
})

describe('what was removed is new again', () => {
  const removals = ['remove', 'remove of several', 'removeMany', 'batch'] as const
  const notesWhere = (fails: (sent: number) => Outcome | undefined) => {
    let count = 0
    const { driver, partsOf, batch } = batchesOver(() => {
      const outcome = fails(count++)
      if (outcome !== undefined) throw failure(outcome)
      return {}
    })
    const notes = new Repository<Note>(partsOf(Note).context)
    const remove = (way: (typeof removals)[number], note: Note) =>
      ({
        remove: () => notes.remove(note),
        'remove of several': () => notes.remove([note]),
        removeMany: () => notes.removeMany([note]),
        batch: () => batch().remove(note).execute(),
      })[way]()
    return { driver, notes, remove }
  }
  const saved = (notes: Repository<Note>, id: number) => notes.save(Object.assign(new Note(), { id, title: 'a' }))

  it('though another of the array was not removed', async () => {
    const { driver, notes } = notesWhere((sent) => (sent === 3 ? 'rejected' : undefined))
    const [first, second] = [await saved(notes, 1), await saved(notes, 2)]
    await errorOf(() => notes.remove([first, second]))
    await notes.save(first)
    expect(driver.sent.at(-1)!.cql).toMatch(/^INSERT/)
  })

  it.each(removals)('where nobody knows the outcome: %s', async (way) => {
    const { driver, notes, remove } = notesWhere((sent) => (sent === 1 ? 'unknown' : undefined))
    const note = await saved(notes, 1)
    await errorOf(() => remove(way, note))
    await notes.save(note)
    expect(driver.sent.at(-1)!.cql).toMatch(/^INSERT/)
  })

  it.each(removals)('but not where it was refused: %s', async (way) => {
    const { driver, notes, remove } = notesWhere((sent) => (sent === 1 ? 'rejected' : undefined))
    const note = await saved(notes, 1)
    await errorOf(() => remove(way, note))
    await notes.save(note)
    expect(driver.sent).toHaveLength(2)
  })
})

describe('what a row proves of a write that may have been applied', () => {
  /** The error of a save whose outcome nobody knows; `row`: what is there when it is asked for. */
  const inDoubt = async (document: Document, row: () => Readonly<Record<string, unknown>> | undefined) => {
    let hasFailed = false
    const { repository } = repositoryOver(Document, () => {
      const found = hasFailed ? row() : undefined
      if (hasFailed) return { rows: found === undefined ? [] : [found] }
      hasFailed = true
      throw failure('unknown', 0x1100)
    })
    return (await errorOf(() => repository.save(document))) as LwtUnknownError
  }

  it('is nothing once the cells may have expired by the time to live of the table', async () => {
    const error = await inDoubt(Object.assign(new Document(), { id: 1 }), () => undefined)
    const later = jest.spyOn(performance, 'now').mockReturnValue(performance.now() + 60_000)
    expect(await error.resolve()).toBe('undecidable')
    later.mockRestore()
  })

  it('is that it was applied, if the row has the id generated for a plain object', async () => {
    const document = { id: 1, title: 'a' } as Document
    const row = () => ({ ...document, revision: Uuid.fromString(document.revision), title: 'of another' })
    expect(await (await inDoubt(document, row)).resolve()).toBe('applied')
  })
})

it('a batch keeps the consistency of its entities where execute says undefined', async () => {
  const { driver, batch } = batchesOver(undefined, () => ({ consistency: 'ALL' }))
  await batch().insert(Note, { id: 1 }).execute({ consistency: undefined })
  expect(driver.sent[0]!.options.consistency).toBe(5)
})

it('clear takes the longer time of its view', async () => {
  const { driver, repository } = repositoryOver(Note, undefined, { timeoutMs: 300_000 })
  await repository.clear()
  await repository.withOptions({ timeoutMs: 1 }).clear()
  expect(driver.sent.map(({ options }) => options.timeoutMs)).toEqual([300_000, 60_000])
})

it('a page has one time for all that the server is asked for it', async () => {
  const pages = [{ rows: [{ id: 1 }], pageState: 'aa' }, { rows: [{ id: 2 }] }]
  const { driver, repository } = repositoryOver(Note, () => pages.shift()!, { timeoutMs: 500 })
  await repository.findPage({ where: { id: 1 }, pageSize: 2 })
  expect(driver.sent.map(({ options }) => options.expiresAt)).toEqual([500, 500])
})

it('no write takes a size of pages', async () => {
  const { driver, repository } = repositoryOver(Note)
  expect((await errorOf(() => repository.insert({ id: 1 }, { fetchSize: 1 } as never))).code).toBe('E_UNKNOWN_OPTION')
  expect(driver.sent).toEqual([])
})

it('raw CQL in a batch is looked at in no time, whatever it begins with', async () => {
  const { batch } = batchesOver()
  expect((await errorOf(() => batch().add(`${'/**/'.repeat(200)}x`))).code).toBe('E_BATCH_STATEMENT')
})
