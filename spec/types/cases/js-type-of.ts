import type { types } from 'cassandra-driver'
import { expectTypeOf } from 'expect-type'
import { frozen, list, map, set, tuple, udt, vector } from 'cassiform'
import type { JsTypeOf, TypedCqlType } from 'cassiform'

expectTypeOf<JsTypeOf<'text' | 'ascii' | 'varchar' | 'uuid' | 'timeuuid' | 'inet'>>().toEqualTypeOf<string>()
expectTypeOf<JsTypeOf<'date' | 'time' | 'decimal'>>().toEqualTypeOf<string>()
expectTypeOf<JsTypeOf<'int' | 'smallint' | 'tinyint' | 'float' | 'double'>>().toEqualTypeOf<number>()
expectTypeOf<JsTypeOf<'bigint' | 'counter' | 'varint'>>().toEqualTypeOf<bigint>()
expectTypeOf<JsTypeOf<'boolean'>>().toEqualTypeOf<boolean>()
expectTypeOf<JsTypeOf<'timestamp'>>().toEqualTypeOf<Date>()
expectTypeOf<JsTypeOf<'blob'>>().toEqualTypeOf<Buffer>()
expectTypeOf<JsTypeOf<'duration'>>().toEqualTypeOf<types.Duration>()

expectTypeOf<JsTypeOf<'list<int>'>>().toEqualTypeOf<number[]>()
expectTypeOf<JsTypeOf<'set<text>'>>().toEqualTypeOf<Set<string>>()
expectTypeOf<JsTypeOf<'map<text, bigint>'>>().toEqualTypeOf<Map<string, bigint>>()
expectTypeOf<JsTypeOf<'frozen<list<timestamp>>'>>().toEqualTypeOf<Date[]>()
expectTypeOf<JsTypeOf<'map<int, frozen<map<text, frozen<set<uuid>>>>>'>>().toEqualTypeOf<
  Map<number, Map<string, Set<string>>>
>()
expectTypeOf<JsTypeOf<'map<frozen<map<int, int>>, text>'>>().toEqualTypeOf<Map<Map<number, number>, string>>()
expectTypeOf<JsTypeOf<' MAP < Text ,\n INT > '>>().toEqualTypeOf<Map<string, number>>()
expectTypeOf<JsTypeOf<'no_such_type'>>().toEqualTypeOf<unknown>()
expectTypeOf<JsTypeOf<string>>().toEqualTypeOf<unknown>()

// ─── Tuples and vectors ─────────────────────────────────────────────────────────────────────────────────────────────

expectTypeOf<JsTypeOf<'tuple<int, text>'>>().toEqualTypeOf<[number | null, string | null]>()
expectTypeOf<JsTypeOf<'frozen<tuple<int, frozen<map<text, bigint>>, tuple<blob, uuid>>>'>>().toEqualTypeOf<
  [number | null, Map<string, bigint> | null, [Buffer | null, string | null] | null]
>()
expectTypeOf<JsTypeOf<'list<frozen<tuple<double>>>'>>().toEqualTypeOf<[number | null][]>()
expectTypeOf<JsTypeOf<'vector<float, 384>'>>().toEqualTypeOf<Float32Array>()
expectTypeOf<JsTypeOf<'VECTOR<Float,3>'>>().toEqualTypeOf<Float32Array>()
expectTypeOf<JsTypeOf<'vector<double, 3>'>>().toEqualTypeOf<number[]>()
expectTypeOf<JsTypeOf<'vector<frozen<list<text>>, 3>'>>().toEqualTypeOf<string[][]>()
expectTypeOf<JsTypeOf<'map<text, frozen<vector<float, 3>>>'>>().toEqualTypeOf<Map<string, Float32Array>>()

// ─── Other representations: every part that has one of the name, nothing else ───────────────────────────────────────

expectTypeOf<JsTypeOf<'bigint', 'number'>>().toEqualTypeOf<number>()
expectTypeOf<JsTypeOf<'varint' | 'counter', 'string'>>().toEqualTypeOf<string>()
expectTypeOf<JsTypeOf<'list<bigint>', 'number'>>().toEqualTypeOf<number[]>()
expectTypeOf<JsTypeOf<'map<text, decimal>', 'BigDecimal'>>().toEqualTypeOf<Map<string, types.BigDecimal>>()
expectTypeOf<JsTypeOf<'map<bigint, frozen<set<varint>>>', 'string'>>().toEqualTypeOf<Map<string, Set<string>>>()
expectTypeOf<JsTypeOf<'tuple<bigint, int, text>', 'number'>>().toEqualTypeOf<
  [number | null, number | null, string | null]
>()
expectTypeOf<JsTypeOf<'uuid', 'Uuid'>>().toEqualTypeOf<types.Uuid>()
expectTypeOf<JsTypeOf<'list<timeuuid>', 'Uuid'>>().toEqualTypeOf<types.TimeUuid[]>()
expectTypeOf<JsTypeOf<'date', 'LocalDate'>>().toEqualTypeOf<types.LocalDate>()
expectTypeOf<JsTypeOf<'time', 'LocalTime'>>().toEqualTypeOf<types.LocalTime>()
expectTypeOf<JsTypeOf<'set<text>', 'array'>>().toEqualTypeOf<string[]>()
expectTypeOf<JsTypeOf<'map<int, frozen<set<int>>>', 'array'>>().toEqualTypeOf<Map<number, number[]>>()
expectTypeOf<JsTypeOf<'vector<float, 3>', 'array'>>().toEqualTypeOf<number[]>()
expectTypeOf<JsTypeOf<'map<text, int>', 'object'>>().toEqualTypeOf<Record<string, number>>()
expectTypeOf<JsTypeOf<'map<ascii, frozen<map<int, text>>>', 'object'>>().toEqualTypeOf<
  Record<string, Map<number, string>>
>()
expectTypeOf<JsTypeOf<'text', 'number'>>().toEqualTypeOf<string>()
expectTypeOf<JsTypeOf<'int', 'string'>>().toEqualTypeOf<number>()
expectTypeOf<JsTypeOf<string, 'number'>>().toEqualTypeOf<unknown>()

// ─── Helpers ────────────────────────────────────────────────────────────────────────────────────────────────────────

class Address {
  street?: string
}

/** The type of the property alone. */
declare function held<T>(type: TypedCqlType<T>): T

expectTypeOf(held(list('int'))).toEqualTypeOf<number[]>()
expectTypeOf(held(set('text'))).toEqualTypeOf<Set<string>>()
expectTypeOf(held(map('text', 'int'))).toEqualTypeOf<Map<string, number>>()
expectTypeOf(held(map('text', frozen(list('bigint'))))).toEqualTypeOf<Map<string, bigint[]>>()
expectTypeOf(held(frozen('list<int>'))).toEqualTypeOf<number[]>()
expectTypeOf(held(tuple('int', set('text')))).toEqualTypeOf<[number | null, Set<string> | null]>()
expectTypeOf(held(vector('float', 3))).toEqualTypeOf<Float32Array>()
expectTypeOf(held(vector('int', 3))).toEqualTypeOf<number[]>()
expectTypeOf(held(udt(() => Address))).toEqualTypeOf<Address>()
expectTypeOf(held(list(frozen(udt(() => Address))))).toEqualTypeOf<Address[]>()
expectTypeOf(
  held(
    map(
      'text',
      udt(() => Address, { frozen: true }),
    ),
  ),
).toEqualTypeOf<Map<string, Address>>()
expectTypeOf(
  held(
    tuple(
      'int',
      udt(() => Address),
    ),
  ),
).toEqualTypeOf<[number | null, Address | null]>()
// @ts-expect-error elements of another type
const wrong: TypedCqlType<string[]> = list('int')
// @ts-expect-error no class
udt(() => 'Address')
// @ts-expect-error a misspelt option
udt(() => Address, { froze: true })
// @ts-expect-error dimensions are a number
vector('float', '3')
