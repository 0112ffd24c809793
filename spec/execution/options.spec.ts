import { EntityPlans } from '../../lib/plan/entity-plans.js'
import { Repository } from '../../lib/repository/repository.js'
import { errorOf } from '../support/error-of.js'
import { FakeDriver } from '../support/fake-driver.js'
import { modelOf, partition, Reading, rowKey } from '../support/sample-entities.js'

describe('options that only another kind of server has a clause for', () => {
  const driver = new FakeDriver()
  const readings = new Repository<Reading>({ door: driver, plans: new EntityPlans(modelOf(Reading)), defaults: {} })

  it.each<[string, (options: object) => unknown]>([
    ['find', (options) => readings.find({ where: partition, ...options })],
    ['insert', (options) => readings.insert({ ...rowKey, value: 1 }, options)],
    ['update', (options) => readings.update(rowKey, { value: 1 }, options)],
    ['delete', (options) => readings.delete(rowKey, options)],
    ['withOptions', (options) => readings.withOptions(options)],
  ])('are refused by %s, not left out', async (_, call) => {
    for (const options of [{ bypassCache: true }, { usingTimeout: 500 }]) {
      expect(await errorOf(() => call(options))).toMatchObject({
        code: 'E_UNSUPPORTED_SERVER',
        outcome: 'not_sent',
        entity: 'Reading',
      })
    }
    expect(driver.sent).toEqual([])
  })
})
