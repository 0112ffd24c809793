import { canEvaluate } from '../../lib/codegen/evaluate.js'

/** `npm run test:no-codegen` says so; without this spec it could lose the flag and still pass. */
const forbidden = process.env['CASSIFORM_NO_CODEGEN'] === '1'

it(`functions from text are ${forbidden ? 'refused' : 'made'} in this run`, () => {
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- what the flag forbids
  const make = () => Function('return 1') as () => unknown
  if (forbidden) expect(make).toThrow('Code generation from strings disallowed')
  else expect(make()()).toBe(1)
  expect(canEvaluate()).toBe(!forbidden)
})
