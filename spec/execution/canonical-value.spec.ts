import { canonicalText } from '../../lib/execution/canonical-value.js'
import { BigDecimal, Duration, InetAddress, LocalDate, LocalTime, Tuple, Uuid } from '../../lib/driver/value-classes.js'

const uuid = '123e4567-e89b-42d3-a456-426614174000'

/** Two of each: made apart, equal. */
const makers: Readonly<Record<string, () => unknown>> = {
  unset: () => undefined,
  null: () => null,
  true: () => true,
  false: () => false,
  'an empty text': () => '',
  'a text': () => 'a',
  'a longer text': () => 'aa',
  'the text of a number': () => '1',
  'a number': () => 1,
  zero: () => 0,
  'minus zero': () => -0,
  'not a number': () => NaN,
  'an integer of the same digits': () => 1n,
  'a large integer': () => 2n ** 80n,
  'a moment': () => new Date(1),
  'another moment': () => new Date(2),
  bytes: () => Buffer.from([1, 2]),
  'other bytes': () => Buffer.from([1, 3]),
  'no bytes': () => Buffer.alloc(0),
  'a vector': () => Float32Array.of(1, 2),
  'a list': () => [1, 2],
  'a list the other way round': () => [2, 1],
  'a list of lists': () => [[1], 2],
  'a list of lists, grouped otherwise': () => [[1, 2]],
  'an empty list': () => [],
  'texts of a list': () => ['a', 'b'],
  'texts of a list, divided otherwise': () => ['ab', ''],
  'a set': () => new Set([1, 2]),
  'a map': () => new Map([[1, 2]]),
  'another map': () => new Map([[2, 1]]),
  'a user-defined type': () => ({ street: 'a', city: 'b' }),
  'a user-defined type with an absent field': () => ({ street: 'a', city: undefined }),
  'another user-defined type': () => ({ street: 'b', city: 'a' }),
  'a tuple': () => new Tuple(1, 2),
  'another tuple': () => new Tuple(2, 1),
  'a uuid': () => Uuid.fromString(uuid),
  'another uuid': () => Uuid.fromString(uuid.replace('1', '2')),
  'a date': () => LocalDate.fromString('2026-01-02'),
  'another date': () => LocalDate.fromString('2026-01-03'),
  'a time': () => LocalTime.fromString('10:00:00'),
  'another time': () => LocalTime.fromString('10:00:00.000000001'),
  'a decimal': () => BigDecimal.fromString('1.0'),
  'another decimal': () => BigDecimal.fromString('1.00'),
  'an address': () => InetAddress.fromString('10.0.0.1'),
  'another address': () => InetAddress.fromString('::ffff:10.0.0.2'),
  'a duration': () => Duration.fromString('1mo2d3ns'),
  'another duration': () => Duration.fromString('1mo2d4ns'),
}

describe('the canonical text', () => {
  it.each(Object.entries(makers))('of %s is the same when made again', (_, make) => {
    expect(canonicalText(make())).toBe(canonicalText(make()))
  })

  it('is another for each of them', () => {
    const texts = Object.entries(makers).map(([name, make]) => [canonicalText(make()), name] as const)
    const twins = texts.filter(([text], i) => texts.findIndex(([other]) => other === text) !== i)
    expect(twins).toEqual([])
  })

  it('of sets, maps and user-defined types does not depend on the order', () => {
    expect(canonicalText(new Set(['b', 'a']))).toBe(canonicalText(new Set(['a', 'b'])))
    const one = new Map<string, unknown>([['a', new Set([1, 2])], ['b', 2]]) // prettier-ignore
    const two = new Map<string, unknown>([['b', 2], ['a', new Set([2, 1])]]) // prettier-ignore
    expect(canonicalText(one)).toBe(canonicalText(two))
    expect(canonicalText({ street: 'a', city: 'b' })).toBe(canonicalText({ city: 'b', street: 'a' }))
  })

  it('cannot be imitated by a text that looks like one', () => {
    expect(canonicalText([canonicalText('a')])).not.toBe(canonicalText(['a']))
    expect(canonicalText(['a', 'b'])).not.toBe(canonicalText(['as1:b']))
  })
})
