import 'reflect-metadata'
import { Column, list, map, PartitionKey, Table, tuple, udt, UserType, vector } from '../../lib/index.js'
import type { EntityClass } from '../../lib/index.js'
import { ValueRefusal } from '../../lib/codec/value-refusal.js'
import { modelOf } from '../support/sample-entities.js'
import { mistakesOf } from './support/mistakes.js'

@UserType()
class Place {
  @Column('bigint') id?: bigint
}

/** The column `value` of a table that has it with this type and these options. */
function tableWith(type: unknown, options: object): EntityClass {
  @Table()
  class Holder {
    @PartitionKey('int') id!: number
    @Column(type as 'int', options as never) value?: never
  }
  return Holder
}

const columnWith = (type: unknown, options: object) => modelOf(tableWith(type, options)).columnOf.get('value')!

/** What a codec says no to. */
function refusalOf(encode: (value: unknown) => unknown, value: unknown): string {
  try {
    encode(value)
  } catch (error) {
    if (error instanceof ValueRefusal) return `expected ${error.expected}, given ${error.given}`
    throw error
  }
  return 'taken'
}

describe('{ as }', () => {
  it.each<[string, unknown, string]>([
    ['number', 'int', 'int cannot be; expected no { as }'],
    ['number', 'text', 'text cannot be; expected no { as }'],
    ['array', 'bigint', "bigint cannot be; expected 'number' or 'string'"],
    ['array', 'list<varint>', "list<varint> cannot be; expected 'number' or 'string'"],
    ['object', 'map<int, text>', 'map<int, text> cannot be; expected no { as }'],
    [
      'number',
      'map<text, set<decimal>>'.replace('set<decimal>', 'frozen<set<decimal>>'),
      "map<text, frozen<set<decimal>>> cannot be; expected 'object' or 'array' or 'BigDecimal'",
    ],
    ['array', vector('int', 3), 'vector<int, 3> cannot be; expected no { as }'],
    ['Uuid', tuple('date', 'time'), "frozen<tuple<date, time>> cannot be; expected 'LocalDate' or 'LocalTime'"],
    ['number', udt(() => Place), 'frozen<"place"> cannot be; expected no { as }'],
  ])("'%s' does not fit %p", (as, type, expected) => {
    expect(mistakesOf(tableWith(type, { as }))).toEqual([
      `E_COLUMN_OPTION | Holder.value | has { as: '${as}' }, which ${expected}.`,
    ])
  })

  it.each<[string, unknown, unknown, unknown]>([
    ['number', 'bigint', 5n, 5],
    ['string', 'bigint', 5n, '5'],
    ['number', tuple('int', list('bigint')), [7, [5n]], [7, [5]]],
    ['array', 'set<int>', new Set([1]), [1]],
    ['number', 'map<text, bigint>', new Map([['a', 1n]]), new Map([['a', 1]])],
    ['object', 'map<text, bigint>', new Map([['a', 1n]]), { a: 1n }],
  ])("'%s' fits %p", (as, type, stored, expected) => {
    const { codec } = columnWith(type, { as })
    expect(codec.decode(codec.encode(stored))).toEqual(expected)
  })

  it('does not reach into user-defined types', () => {
    const { codec } = columnWith(
      map(
        'text',
        udt(() => Place),
      ),
      { as: 'object' },
    )
    expect(codec.decode(new Map([['a', { id: 5n }]]))).toEqual({ a: { id: 5n } })
  })
})

describe('{ enum }', () => {
  it.each<[unknown, string, readonly unknown[]]>([
    ['int', 'int', ['a']],
    ['text', 'text', [1]],
    ['double', 'double', [1, 2]],
    ['boolean', 'boolean', ['true']],
    ['uuid', 'uuid', ['00000000-0000-4000-8000-000000000000']],
    ['list<timestamp>', 'list<timestamp>', [1, 'a']],
    ['map<int, bigint>', 'map<int, bigint>', ['a']],
    [udt(() => Place), 'frozen<"place">', [1]],
  ])('no value of which fits %p', (type, printed, values) => {
    expect(mistakesOf(tableWith(type, { enum: values }))).toEqual([
      `E_COLUMN_OPTION | Holder.value | has an { enum } none of whose values ${printed} can hold; expected texts for text, integers for integer types.`,
    ])
  })

  const ofTwo = (values: string) => `expected one of the values of its enum, ${values}`

  it.each<[unknown, readonly unknown[], unknown, unknown, string]>([
    ['text', ['a', 'b'], 'a', 'c', `${ofTwo("'a' or 'b'")}, given another string`],
    ['ascii', ['a', 'b'], 'b', 'c', `${ofTwo("'a' or 'b'")}, given another string`],
    ['smallint', [1, 2], 1, 3, `${ofTwo('1 or 2')}, given another number`],
    ['bigint', [1, 2], 1n, 3n, `${ofTwo('1 or 2')}, given another bigint`],
    ['varint', [1, 2], 2n, 3n, `${ofTwo('1 or 2')}, given another bigint`],
    [
      'set<text>',
      ['a'],
      new Set(['a']),
      new Set(['b']),
      "expected a Set whose elements are each the value of its enum, 'a', given an element that is another string",
    ],
    [
      'map<text, int>',
      ['a'],
      new Map([['a', 9]]),
      new Map([['b', 9]]),
      "expected a Map whose keys are each the value of its enum, 'a', given a key that is another string",
    ],
    [
      'map<text, int>',
      [1],
      new Map([['z', 1]]),
      new Map([['z', 2]]),
      'expected a Map whose values are each the value of its enum, 1, given a value that is another number',
    ],
    [
      tuple('int', 'text'),
      ['a'],
      [7, 'a'],
      [7, 'b'],
      "expected an array whose element 1 is the value of its enum, 'a', given an element 1 that is another string",
    ],
  ])('of a part that fits is for that part: %p %p', (type, values, listed, other, refusal) => {
    const { codec } = columnWith(type, { enum: values })
    expect(refusalOf(codec.encode, listed)).toBe('taken')
    expect(refusalOf(codec.encode, other)).toBe(refusal)
  })

  it('holds for what is stored, not for what is looked for', () => {
    const { codec, conditionCodec } = columnWith('text', { enum: ['a'] })
    expect(refusalOf(codec.encode, 'b')).toBe("expected the value of its enum, 'a', given another string")
    expect(conditionCodec.encode('b')).toBe('b')
    expect(refusalOf(conditionCodec.encode, 5)).toBe('expected a string, given a number')
  })

  it('is asked after the transformer, in conditions too', () => {
    const transformer = { to: (value: string) => value.toLowerCase(), from: (value: string) => value.toUpperCase() }
    const { codec, conditionCodec } = columnWith('text', { enum: ['a'], transformer })
    expect([codec.encode('A'), conditionCodec.encode('B'), codec.decode('b')]).toEqual(['a', 'b', 'B'])
    expect(refusalOf(codec.encode, 'B')).toBe(
      "expected the value of its enum, 'a', given another string, as its transformer made it",
    )
  })
})

describe('conditions', () => {
  it('encode as what is stored, without options', () => {
    const { codec, conditionCodec, isTransformed } = columnWith('text', {})
    expect([codec.encode('a'), conditionCodec.encode('a'), isTransformed]).toEqual(['a', 'a', false])
  })

  it('take a value of a user-defined type that has more fields by now, writes do not', () => {
    const { codec, conditionCodec } = columnWith(
      udt(() => Place),
      {},
    )
    const newer = (bound: unknown) => (bound as Readonly<Record<string, unknown>>).floor
    expect(newer(conditionCodec.encode({ id: 5n }))).toBeNull()
    expect(() => newer(codec.encode({ id: 5n }))).toThrow(
      'The type place has a field floor that this value, which was not read from the database, says nothing of; writing it would overwrite the field with null. Add the field to the class, or load the value and change it.',
    )
  })

  it('are all that is asked of a key: it has no field to overwrite', () => {
    @Table()
    class Keyed {
      @PartitionKey(udt(() => Place)) place!: Place
    }
    const { codec } = modelOf(Keyed).columnOf.get('place')!
    expect((codec.encode({ id: 5n }) as Readonly<Record<string, unknown>>).floor).toBeNull()
  })
})

describe('{ transformer }', () => {
  const plus = { to: (value: number) => value + 1, from: (value: number) => value - 1 }
  const times = { to: (value: number) => value * 2, from: (value: number) => value / 2 }

  it('of several the first is nearest to the property', () => {
    const { codec, conditionCodec, isTransformed } = columnWith('int', { transformer: [plus, times] })
    expect([codec.encode(4), codec.decode(10), isTransformed]).toEqual([10, 4, true])
    expect(conditionCodec.encode(4)).toBe(10)
  })

  it('of none is none', () => {
    expect(columnWith('int', { transformer: [] }).codec.encode(4)).toBe(4)
  })
})
