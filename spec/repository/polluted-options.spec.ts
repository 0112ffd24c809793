import { refusePollutedOptions } from '../../lib/repository/polluted-options.js'
import { errorOf } from '../support/error-of.js'
import { withPollution } from '../support/with-pollution.js'

describe('options that every object seems to have', () => {
  it.each(['partition', 'ifNotExists', 'if', 'unsafe', 'groupByPartition', 'scan', 'kind', 'idempotent', 'into'])(
    '%s is refused',
    async (name) => {
      const error = await errorOf(() => withPollution(name, true, () => refusePollutedOptions('Reading', 'insert')))
      expect(error).toMatchObject({ code: 'E_POLLUTED_OPTION', entity: 'Reading', outcome: 'not_sent' })
      expect(error.message).toContain(`Object.prototype has a property '${name}'`)
    },
  )

  it('minds no other property', () => {
    expect(() => withPollution('street', 'x', () => refusePollutedOptions('Reading', 'insert'))).not.toThrow()
  })
})
