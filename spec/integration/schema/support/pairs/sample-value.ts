import { types as driver } from 'cassandra-driver'
import type { CqlType, NativeTypeName } from '../../../../../lib/cql/data-type.js'
import { parsed } from '../../../../schema/support/pairs/model-draft.js'
import type { TypeDraft } from '../../../../schema/support/pairs/model-draft.js'

/** The value of a number from 1 to 3 of each native type, as it is read: another one for each, but for booleans. */
const natives: Readonly<Record<NativeTypeName, (n: number) => unknown>> = {
  ascii: (n) => `~${n}`,
  bigint: (n) => BigInt(n) << 40n,
  blob: (n) => Buffer.from([0, n, 255]),
  boolean: (n) => n % 2 === 1,
  counter: (n) => BigInt(n),
  date: (n) => `2026-02-0${n}`,
  decimal: (n) => `${n}.50`,
  double: (n) => n + 0.25,
  duration: (n) => new driver.Duration(n, 2, driver.Long.fromNumber(3)),
  float: (n) => n + 0.5,
  inet: (n) => `10.0.0.${n}`,
  int: (n) => -n,
  smallint: (n) => n - 30_000,
  text: (n) => `größer 漢 ${n}`,
  time: (n) => `0${n}:02:03.5`,
  timestamp: (n) => new Date(Date.UTC(2026, n)),
  timeuuid: (n) => `2e1d9b60-0e6c-11f1-8000-00000000000${n}`,
  tinyint: (n) => n - 100,
  uuid: (n) => `6ab09bec-e68e-48d9-a5f8-97e6fb4c9b4${n}`,
  varint: (n) => BigInt(n) << 80n,
}

/** A value of a type, by a number from 1 to 2; user-defined types have every field. */
export function sampleValue(type: CqlType, n: number, userTypes: readonly TypeDraft[]): unknown {
  const of = (part: CqlType, number = n) => sampleValue(part, number, userTypes)
  switch (type.kind) {
    case 'native':
      return natives[type.name](n)
    case 'list':
      return [of(type.element), of(type.element, n + 1)]
    case 'set':
      return new Set([of(type.element)])
    case 'map':
      return new Map([[of(type.key), of(type.value)]])
    case 'tuple':
      return type.elements.map((element) => of(element))
    case 'vector':
      return vectorOf(
        type.element,
        Array.from({ length: type.dimensions }, () => of(type.element)),
      )
    case 'udt': {
      const { fields } = userTypes.find(({ name }) => name === type.name)!
      return Object.fromEntries(Object.entries(fields).map(([field, text]) => [field, of(parsed(text))]))
    }
    case 'class':
      throw new Error('drafts name their types')
  }
}

function vectorOf(element: CqlType, values: readonly unknown[]): unknown {
  const isOfFloats = element.kind === 'native' && element.name === 'float'
  return isOfFloats ? Float32Array.from(values as readonly number[]) : values
}
