import { checkAgreement } from '../../../benchmarks/harness/agreement.js'

describe('checkAgreement', () => {
  it('accepts equal answers, compared by value', () => {
    const answer = () => [{ id: 'a', at: new Date(0), tags: ['x'] }]
    expect(() =>
      checkAgreement('read', [
        { label: 'bare driver', value: answer() },
        { label: 'repository', value: answer() },
      ]),
    ).not.toThrow()
  })

  it('refuses to go on with a side that answers something else, and shows both', () => {
    const answers = [
      { label: 'bare driver', value: { note: undefined } },
      { label: 'control', value: { note: undefined } },
      { label: 'mapper', value: { note: null } },
    ]
    expect(() => checkAgreement('get', answers)).toThrow(
      "'get' is not the same on every side.\nbare driver: { note: undefined }\nmapper: { note: null }",
    )
  })
})
