import { OptionError } from '../../lib/errors/option-error.js'
import { releaseOf, satisfies } from '../../lib/server/release.js'

it.each([
  [undefined, '5.0.9', '5.0'],
  ['5.0', '5.0.9', '5.0'],
  ['5.0.8', '5.0.8', '5.0'],
  ['5.0-rc1', '5.0-rc1', '5.0'],
  ['4.1', '4.1.10', '4.1'],
])('%s is the release %s of the line %s', (asked, version, line) => {
  expect(releaseOf(asked)).toMatchObject({ version, line })
})

it.each(['5', '6.0', '4.0.1', '5.0.', 'latest', ''])("refuses '%s'", (asked) => {
  expect(() => releaseOf(asked)).toThrow(OptionError)
})

it.each([
  ['5.0.9', undefined, true],
  ['5.0.9', '5.0', true],
  ['5.0.9', '5.0.9', true],
  ['5.0.9', '5.0.8', false],
  ['5.0.10', '5.0.1', false],
  ['4.1.10', '5.0', false],
])('a server of %s satisfies %s: %s', (running, asked, expected) => {
  expect(satisfies(running, asked)).toBe(expected)
})
