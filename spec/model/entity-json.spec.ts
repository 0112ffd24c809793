import { types } from 'cassandra-driver'
import { ClusteringColumn, Column, map, PartitionKey, Table, udt, UserType } from '../../lib/index.js'
import type { EntityClass } from '../../lib/index.js'
import { compileModels } from '../../lib/model/compile-models.js'
import { snakeCase } from '../../lib/model/naming-strategy.js'
import { plainValue } from '../../lib/model/plain-value.js'

const { Duration, LocalDate, LocalTime, Uuid, BigDecimal, InetAddress } = types
const compile = (...entities: EntityClass[]) =>
  compileModels(entities, { keyspace: 'ks', namingStrategy: snakeCase, absent: 'undefined' })
const uuid = '123e4567-e89b-42d3-a456-426614174000'

@UserType('address')
class Address {
  @Column('text') street!: string
  @Column('bigint') doors?: bigint
}

@Table()
class Order {
  @PartitionKey('bigint') id!: bigint
  @ClusteringColumn('timestamp') at!: Date
  @Column('set<text>') tags!: Set<string>
  @Column(map('text', 'bigint')) counts!: Map<string, bigint>
  @Column('blob') photo?: Buffer
  @Column(udt(() => Address)) home?: Address
  @Column('double') rate?: number
  label = 'new'
}

describe('toJSON of entities', () => {
  compile(Order)

  it('writes columns and own fields, without loss', () => {
    const order = Object.assign(new Order(), {
      id: 2n ** 62n,
      at: new Date('2026-01-02T03:04:05.006Z'),
      tags: new Set(['a', 'b']),
      counts: new Map([['a', 1n]]),
      photo: Buffer.from('photo'),
      home: Object.assign(new Address(), { street: 'Quay 1', doors: 3n }),
      rate: Number.NaN,
    })
    expect(JSON.parse(JSON.stringify({ order }))).toEqual({
      order: {
        id: '4611686018427387904',
        at: '2026-01-02T03:04:05.006Z',
        tags: ['a', 'b'],
        counts: { a: '1' },
        photo: 'cGhvdG8=',
        home: { street: 'Quay 1', doors: '3' },
        rate: null,
        label: 'new',
      },
    })
  })

  it('is no property that is seen, and may be replaced', () => {
    const order = Object.assign(new Order(), { id: 1n })
    expect(Object.keys(order)).not.toContain('toJSON')
    const seen: string[] = []
    for (const name in order) seen.push(name)
    expect(seen).not.toContain('toJSON')
    expect(JSON.stringify(Object.assign(order, { toJSON: () => 'mine' }))).toBe('"mine"')
  })

  it('is that of the class where it has one, also by inheritance', () => {
    class Base {
      toJSON() {
        return 'base'
      }
    }
    @Table()
    class Inherits extends Base {
      @PartitionKey('int') id!: number
    }
    @Table()
    class Has {
      @PartitionKey('int') id!: number
      toJSON() {
        return 'own'
      }
    }
    compile(Inherits, Has)
    expect(JSON.stringify([new Inherits(), new Has()])).toBe('["base","own"]')
    expect(Object.hasOwn(Inherits.prototype, 'toJSON')).toBe(false)
  })

  it('leaves a column of the name alone', () => {
    @Table()
    class Odd {
      @PartitionKey('int') id!: number
      @Column('text') toJSON?: string
    }
    compile(Odd)
    expect('toJSON' in Odd.prototype).toBe(false)
  })

  it('reads columns behind accessors, also those of a class that extends an entity', () => {
    @Table()
    class Guarded {
      #name = 'a'
      @PartitionKey('int') id = 1

      @Column('text')
      get name(): string {
        return this.#name
      }
      set name(value: string) {
        this.#name = value
      }
    }
    compile(Guarded)
    expect(JSON.stringify(new Guarded())).toBe('{"id":1,"name":"a"}')
    expect(JSON.stringify(new (class extends Guarded {})())).toBe('{"id":1,"name":"a"}')
  })

  it('touches nothing global', () => {
    expect('toJSON' in BigInt.prototype || 'toJSON' in Set.prototype || 'toJSON' in Object.prototype).toBe(false)
  })
})

describe('plain values', () => {
  it.each<[string, unknown, unknown]>([
    ['null', null, null],
    ['nested collections', [new Set([1n]), new Map([['a', [2n]]])], [['1'], { a: ['2'] }]],
    ['a vector', Float32Array.of(0.5, 1), [0.5, 1]],
    ['bytes of another kind', Uint8Array.of(1, 2).subarray(1), 'Ag=='],
    ['an ArrayBuffer', Uint8Array.of(1).buffer, 'AQ=='],
    ['bigints in a typed array', BigInt64Array.of(1n), ['1']],
    ['a duration', new Duration(1, 2, types.Long.fromNumber(3)), '1mo2d3ns'],
    ['a local date', LocalDate.fromString('2026-01-02'), '2026-01-02'],
    ['a local time', LocalTime.fromString('01:02:03'), '01:02:03'],
    ['a Uuid', Uuid.fromString(uuid), uuid],
    ['a BigDecimal', BigDecimal.fromString('1.50'), '1.50'],
    ['an address', InetAddress.fromString('10.0.0.1'), '10.0.0.1'],
    ['keys that are no texts', new Map<unknown, number>([[1n, 1], [true, 2]]), { '1': 1, true: 2 }], // prettier-ignore
    ['a key that is a date', new Map([[new Date(0), 1]]), { '1970-01-01T00:00:00.000Z': 1 }],
    ['keys with parts', new Map<unknown, number>([[['a', 'b'], 1], [['a,b'], 2]]), { '["a","b"]': 1, '["a,b"]': 2 }], // prettier-ignore
    ['what writes itself', new URL('https://example.org/'), new URL('https://example.org/')],
    ['a key called __proto__', new Map([['__proto__', 1]]), JSON.parse('{"__proto__":1}')],
  ])('%s', (_, value, plain) => {
    expect(plainValue(value)).toEqual(plain)
  })

  it('keep dates, which JSON knows', () => {
    const date = new Date(0)
    expect(plainValue(date)).toBe(date)
  })
})
