import { insteadOf } from '../../lib/execution/instead-of.js'
import { checkOptionNames } from '../../lib/execution/options.js'

describe('options that people know from elsewhere', () => {
  it.each([
    ['take', 'Write limit.'],
    ['skip', 'CQL leaves out no rows: findPage() goes on where the last page ended.'],
    ['relations', 'Cassandra joins no tables: read each by its key, or keep a table for the question.'],
  ])('%s: are told what there is in their place', (option, advice) => {
    expect(() => checkOptionNames('Reading', 'find', { [option]: 1 }, ['where', 'limit', 'trace'])).toThrow(
      `[Reading] find(): unknown option '${option}'. ${advice} Known here: where, limit, trace.`,
    )
  })

  it('are few: any other is compared with those there are', () => {
    expect(insteadOf('limits')).toBeUndefined()
    expect(insteadOf('constructor')).toBeUndefined()
    expect(() => checkOptionNames('Reading', 'find', { limits: 1 }, ['where', 'limit'])).toThrow(
      `Did you mean 'limit'?`,
    )
  })
})
