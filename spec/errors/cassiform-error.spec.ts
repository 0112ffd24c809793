import { CassiformError, isCassiformError, MappingError, StatementError, ValueError } from '../../lib/index.js'
import { didYouMean } from '../../lib/errors/did-you-mean.js'

describe('errors', () => {
  it('say place, sentence and hint, in that order', () => {
    const error = new StatementError('is wrong.', { code: 'E_X', entity: 'User', property: 'id', hint: 'Mend it.' })
    expect(error.message).toBe('[User.id] is wrong. Mend it.')
    expect(error).toMatchObject({
      name: 'StatementError',
      code: 'E_X',
      entity: 'User',
      property: 'id',
      outcome: 'not_sent',
    })
  })

  it('leave out what is not known', () => {
    const error = new CassiformError('is wrong.', { code: 'E_X' })
    expect(error.message).toBe('is wrong.')
    expect(Object.keys(error).sort()).toEqual(['code', 'name'])
  })

  it('keep their cause', () => {
    const cause = new Error('below')
    expect(new CassiformError('x', { code: 'E_X', cause }).cause).toBe(cause)
  })

  it('are recognised across copies of the package, and nothing else is', () => {
    let copy: typeof CassiformError | undefined
    jest.isolateModules(() => {
      copy = jest.requireActual<{ CassiformError: typeof CassiformError }>(
        '../../lib/errors/cassiform-error.js',
      ).CassiformError
    })
    const foreign = new copy!('x', { code: 'E_X' })
    expect(foreign).not.toBeInstanceOf(CassiformError)
    expect(isCassiformError(foreign)).toBe(true)
    expect(isCassiformError(new Error('x'))).toBe(false)
    expect(isCassiformError(null)).toBe(false)
    expect(isCassiformError({ code: 'E_X' })).toBe(false)
  })

  it('of values name types and words only', () => {
    const refusal = { cqlType: 'int', expected: 'an integer', given: 'a string' }
    expect(new ValueError(refusal, { entity: 'A', property: 'b' }).message).toBe(
      '[A.b] int cannot hold this value exactly; expected an integer, given a string.',
    )
  })
})

describe('MappingError', () => {
  const one = { code: 'E_A', entity: 'User', property: 'id', message: 'is wrong.', hint: 'Mend it.' }

  it('reads like any other error when there is one mistake', () => {
    expect(new MappingError([one]).message).toBe('[User.id] is wrong. Mend it.')
  })

  it('lists several', () => {
    const error = new MappingError([one, { code: 'E_B', entity: 'Order', message: 'is worse.' }])
    expect(error.message).toBe(
      '2 mistakes in the declaration:\n  - [User.id] is wrong. Mend it.\n  - [Order] is worse.',
    )
    expect(error.code).toBe('E_A')
    expect(error.entity).toBeUndefined()
  })
})

describe('didYouMean', () => {
  it.each([
    ['usr_id', ['userId', 'name'], " Did you mean 'userId'?"],
    ['gcGrace', ['gcGraceSeconds', 'caching'], " Did you mean 'gcGraceSeconds'?"],
    ['TEXT', ['text'], " Did you mean 'text'?"],
    ['zzzzzz', ['text'], ''],
    ['x', [], ''],
  ])('%s', (written, candidates, expected) => {
    expect(didYouMean(written, candidates)).toBe(expected)
  })
})
