import {
  Add,
  Append,
  Contains,
  ContainsEntry,
  Element,
  ElementIs,
  In,
  LessThan,
  Put,
  RemoveAt,
  SetAt,
  Token,
  TupleRange,
} from '../../lib/index.js'
import { EntityPlans } from '../../lib/plan/entity-plans.js'
import { Repository } from '../../lib/repository/repository.js'
import { FakeDriver } from '../support/fake-driver.js'
import { modelOf, partition, Reading, rowKey, sensorId } from '../support/sample-entities.js'

const numbers = Array.from({ length: 500 }, (_, i) => i + 1)
const upTo = (n: number) => numbers.slice(0, n)
const texts = (n: number) => upTo(n).map(String)
const dates = (n: number) => upTo(n).map((day) => new Date(day))

/** A statement is prepared once a text: a text that changes with a value fills the caches of driver and server. */
describe('whatever its values, a call is one statement', () => {
  const plans = new EntityPlans(modelOf(Reading))

  it.each<[string, (of: Repository<Reading>, n: number) => Promise<unknown>]>([
    ['limit', (of, n) => of.find({ where: partition, limit: n })],
    ['perPartitionLimit', (of, n) => of.find({ where: partition, perPartitionLimit: n })],
    ['fetchSize', (of, n) => of.find({ where: partition, fetchSize: n })],
    ['pageSize', (of, n) => of.findPage({ where: partition, pageSize: n })],
    ['In on a clustering column', (of, n) => of.find({ where: { ...partition, at: In(dates(n)) } })],
    ['In on the partition key', (of, n) => of.find({ where: { sensorId, day: In(days(n)) } })],
    ['In on the partition key, at once', (of, n) => of.find({ where: { sensorId, day: In(days(n)) }, fanOut: false })],
    ['In of a delete', (of, n) => of.delete({ ...rowKey, channel: In(upTo(n)) })],
    ['In of a condition', (of, n) => of.update(rowKey, { note: 'a' }, { if: { value: In(upTo(n)) } })],
    ['In of a conditional delete', (of, n) => of.delete(rowKey, { if: { value: In(upTo(n)) } })],
    ['a tuple range', (of, n) => of.find({ where: { ...partition, ...after(n) } })],
    ['a token', (of, n) => of.find({ where: { sensorId: Token(LessThan(BigInt(n))) } })],
    ['Contains', (of, n) => of.find({ where: { ...partition, tags: Contains(`${n}`) }, allowFiltering: true })],
    [
      'ContainsEntry',
      (of, n) => of.find({ where: { ...partition, counts: ContainsEntry(`${n}`, n) }, allowFiltering: true }),
    ],
    ['Element', (of, n) => of.find({ where: partition, select: { one: Element('counts', `${n}`) } })],
    ['ElementIs', (of, n) => of.update(rowKey, { note: 'a' }, { if: { counts: ElementIs(`${n}`, n) } })],
    ['ttl', (of, n) => of.insert({ ...rowKey, value: 1 }, { ttl: n - 1 })],
    ['timestamp', (of, n) => of.insert({ ...rowKey, value: 1 }, { timestamp: BigInt(n) })],
    ['ttl and timestamp', (of, n) => of.update(rowKey, { value: n }, { ttl: n, timestamp: BigInt(n) })],
    ['timestamp of a delete', (of, n) => of.delete(rowKey, { timestamp: BigInt(n) })],
    ['consistency', (of, n) => of.find({ where: partition, consistency: n % 2 ? 'ONE' : 'QUORUM', timeoutMs: n })],
    ['values of an insert', (of, n) => of.insert({ ...rowKey, value: n, ...(n % 2 ? { note: 'a' } : { site: null }) })],
    ['elements to add', (of, n) => of.update(rowKey, { tags: Add(texts(n)), samples: Append(upTo(n)) })],
    ['entries to put', (of, n) => of.update(rowKey, { counts: Put(new Map(upTo(n).map((i) => [`${i}`, i]))) })],
    ['an index to set', (of, n) => of.update(rowKey, { samples: SetAt(n, n) })],
    ['an index to remove', (of, n) => of.update(rowKey, { samples: RemoveAt(n) })],
  ])('%s', async (_, call) => {
    const driver = new FakeDriver(({ cql }) => ({ rows: cql.includes(' IF ') ? [{ '[applied]': true }] : [] }))
    const repository = new Repository<Reading>({ door: driver, plans, defaults: {} })
    for (const n of [1, 2, 3, 5, 100, 500]) await call(repository, n)
    expect(new Set(driver.sent.map(({ cql }) => cql)).size).toBe(1)
    expect(driver.sent.length).toBeGreaterThanOrEqual(6)
  })

  it('and a list is one value of it, so that none is taken for another', async () => {
    const driver = new FakeDriver(() => ({ rows: [{ '[applied]': true }] }))
    const repository = new Repository<Reading>({ door: driver, plans, defaults: {} })
    await repository.delete(rowKey, { if: { value: In([1, 2]) } })
    await repository.delete(rowKey, { if: { value: In([1, 2, 3]) } })
    await repository.update(rowKey, { note: 'a' }, { if: { value: In([1]) } })
    expect(driver.sent.map(({ values }) => values.at(-1))).toEqual([[1, 2], [1, 2, 3], [1]])
    expect(driver.sent.map(({ cql, values }) => cql.split('?').length - 1 - values.length)).toEqual([0, 0, 0])
  })

  function days(n: number): string[] {
    return dates(n).map((_, i) => new Date(i * 86_400_000).toISOString().slice(0, 10))
  }

  function after(n: number): object {
    return TupleRange(['at', 'channel'], { moreThan: [new Date(n), n] })
  }
})
