import type { types } from 'cassandra-driver'
import { expectTypeOf } from 'expect-type'
import { frozen, list, map, set } from 'cassiform'
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

expectTypeOf(list('int')).toEqualTypeOf<TypedCqlType<number[]>>()
expectTypeOf(set('text')).toEqualTypeOf<TypedCqlType<Set<string>>>()
expectTypeOf(map('text', 'int')).toEqualTypeOf<TypedCqlType<Map<string, number>>>()
expectTypeOf(map('text', frozen(list('bigint')))).toEqualTypeOf<TypedCqlType<Map<string, bigint[]>>>()
expectTypeOf(frozen('list<int>')).toEqualTypeOf<TypedCqlType<number[]>>()
expectTypeOf(list('int')).not.toEqualTypeOf<TypedCqlType<string[]>>()
