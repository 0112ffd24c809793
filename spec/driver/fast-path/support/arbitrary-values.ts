import { types } from 'cassandra-driver'
import fc from 'fast-check'

const { dataTypes } = types

/** A type of a column or marker, and values for it. */
export interface Typed {
  readonly type: { readonly code: number; readonly info?: unknown }
  readonly values: fc.Arbitrary<unknown>
}

const typed = (code: number, values: fc.Arbitrary<unknown>, info?: unknown): Typed => ({ type: { code, info }, values })

const texts = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)), maxLength: 30 }),
  fc.constantFrom('', 'x'.repeat(24), 'x'.repeat(25), 'ä'.repeat(30_000), 'x'.repeat(70_000)),
)
const integers = (bits: number) => fc.integer({ min: -(2 ** (bits - 1)), max: 2 ** (bits - 1) - 1 })
const bytes = (length: number) =>
  fc.uint8Array({ minLength: length, maxLength: length }).map((content) => Buffer.from(content))
const doubles = fc.oneof(fc.double(), fc.constantFrom(-0, NaN, Infinity, 5e-324))
const dates = fc.oneof(fc.date(), fc.constantFrom(new Date(8.64e15), new Date(-8.64e15), new Date(-1), new Date(NaN)))

const scalars: readonly Typed[] = [
  typed(dataTypes.ascii, fc.string({ maxLength: 20 })),
  typed(dataTypes.bigint, fc.bigInt({ min: -(2n ** 64n), max: 2n ** 64n })),
  typed(
    dataTypes.blob,
    fc.uint8Array({ maxLength: 100 }).map((content) => Buffer.from(content)),
  ),
  typed(dataTypes.boolean, fc.boolean()),
  typed(dataTypes.counter, fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })),
  typed(
    dataTypes.date,
    integers(20).map((day) => types.LocalDate.fromDate(new Date(day * 86_400_000))),
  ),
  typed(
    dataTypes.decimal,
    fc.integer().map((n) => types.BigDecimal.fromNumber(n)),
  ),
  typed(dataTypes.double, doubles),
  typed(dataTypes.float, doubles),
  typed(
    dataTypes.inet,
    bytes(4).map((address) => new types.InetAddress(address)),
  ),
  typed(dataTypes.int, fc.oneof(integers(32), fc.constantFrom(-0, 2 ** 31, 0.5))),
  typed(dataTypes.smallint, fc.oneof(integers(16), fc.constantFrom(-0, 2 ** 15))),
  typed(dataTypes.text, texts),
  typed(dataTypes.timestamp, dates),
  typed(
    dataTypes.timeuuid,
    bytes(16).map((id) => new types.TimeUuid(id)),
  ),
  typed(dataTypes.tinyint, fc.oneof(integers(8), fc.constantFrom(-0, 128))),
  typed(
    dataTypes.uuid,
    bytes(16).map((id) => new types.Uuid(id)),
  ),
  typed(dataTypes.varchar, texts),
  typed(dataTypes.varint, fc.bigInt()),
]

/** Values that their types do not take, or in another form than is usual. */
const odd = fc.oneof(
  fc.constantFrom<unknown>(null, undefined, types.unset, {}, [], '', '7', 'x', 7, 7n, 0.5, true, Symbol.iterator),
  fc.constantFrom<unknown>(new Set(), new Map(), new Date(3), types.Uuid.random(), Buffer.from('ab'), [null], [1, 'x']),
  fc.constantFrom<unknown>([1, , 2], new Set([null]), new Map([['a', undefined]]), { a: 1 }, Uint8Array.of(1)),
)

const orOdd = ({ type, values }: Typed): Typed => ({
  type,
  values: fc.oneof({ weight: 9, arbitrary: values }, { weight: 1, arbitrary: odd }),
})

function collectionsOf(element: Typed, key: Typed): readonly Typed[] {
  const elements = fc.array(element.values, { maxLength: 4 })
  const entries = fc.array(fc.tuple(key.values, element.values), { maxLength: 4 })
  return [
    typed(dataTypes.list, elements, element.type),
    typed(
      dataTypes.set,
      fc.oneof(
        elements.map((all) => new Set(all)),
        elements,
      ),
      element.type,
    ),
    typed(
      dataTypes.map,
      entries.map((all) => new Map(all)),
      [key.type, element.type],
    ),
  ]
}

const scalar = fc.constantFrom(...scalars).map(orOdd)
const collection = fc.tuple(scalar, scalar).chain(([a, b]) => fc.constantFrom(...collectionsOf(a, b).map(orOdd)))
const nested = fc.tuple(collection, scalar).chain(([a, b]) => fc.constantFrom(...collectionsOf(a, b).map(orOdd)))
const composed: readonly Typed[] = [
  typed(
    dataTypes.tuple,
    fc.tuple(integers(32), fc.string()).map(([n, text]) => new types.Tuple(n, text)),
    [{ code: dataTypes.int }, { code: dataTypes.text }],
  ),
  typed(dataTypes.udt, fc.record({ street: fc.string() }), {
    keyspace: 'ks',
    name: 'address',
    fields: [{ name: 'street', type: { code: dataTypes.text } }],
  }),
]

/** Markers of a statement, each with a value. */
export const arbitraryValues: fc.Arbitrary<readonly { readonly type: Typed['type']; readonly value: unknown }[]> =
  fc.array(
    fc
      .oneof({ weight: 4, arbitrary: scalar }, collection, nested, fc.constantFrom(...composed.map(orOdd)))
      .chain(({ type, values }) => values.map((value) => ({ type, value }))),
    { maxLength: 10 },
  )
