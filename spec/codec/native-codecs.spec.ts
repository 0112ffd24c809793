import { types } from 'cassandra-driver'
import { nativeTypeNames } from '../../lib/cql/data-type.js'
import { refusal, roundTrip, sent } from './driver-encoding.js'

const { BigDecimal, Duration, InetAddress, Integer, LocalDate, LocalTime, Long, Uuid } = types

/** Type, value, what is read; the value itself where that is left out. */
type Exact = readonly [type: string, value: unknown, read?: unknown]

const duration = (months: unknown, days: unknown, nanoseconds: unknown) =>
  new Duration(months as number, days as number, nanoseconds as number)

const exact: Exact[] = [
  ['text', ''],
  ['text', '\u0000\uffff\ufffe😀e\u0301'],
  ['text', 'x'.repeat(100_000)],
  ['ascii', Array.from({ length: 128 }, (_, i) => String.fromCharCode(i)).join('')],

  ['tinyint', 127],
  ['tinyint', -128],
  ['smallint', 32767],
  ['smallint', -32768],
  ['int', 2 ** 31 - 1],
  ['int', -(2 ** 31)],
  ['int', -0, 0],
  ['bigint', 2n ** 63n - 1n],
  ['bigint', -(2n ** 63n)],
  ['bigint', 2n ** 32n],
  ['bigint', -1n],
  ['bigint', '-9223372036854775808', -(2n ** 63n)],
  ['bigint', '-0', 0n],
  ['bigint', -0, 0n],
  ['bigint', Number.MIN_SAFE_INTEGER, BigInt(Number.MIN_SAFE_INTEGER)],
  ['counter', 2n ** 63n - 1n],
  ['varint', '-1234567890123456789012345678901234567890', -1234567890123456789012345678901234567890n],

  ['double', Number.MAX_VALUE],
  ['double', Number.MIN_VALUE],
  ['double', -0],
  ['double', NaN],
  ['double', -Infinity],
  ['float', 3.4028234663852886e38],
  ['float', -3.4028234663852886e38],
  // Half a step beyond the largest: still rounds down to it.
  ['float', 3.4028235677973362e38, 3.4028234663852886e38],
  ['float', 1.401298464324817e-45],
  ['float', 1e-60, 0],
  ['float', -1e-60, -0],
  ['float', -0],
  ['float', 16777217, 16777216],
  ['float', NaN],
  ['float', Infinity],

  ['decimal', '1.10'],
  ['decimal', '1.1'],
  ['decimal', '-0.5'],
  ['decimal', '0'],
  ['decimal', '0.00'],
  ['decimal', '-0', '0'],
  ['decimal', '+5', '5'],
  ['decimal', '007.50', '7.50'],
  ['decimal', '123456789012345678901234567890.123456789012345678901234567890'],
  ['decimal', '0.000000000000000000000000000001'],
  ['decimal', '-1E-30', '-0.000000000000000000000000000001'],
  ['decimal', '1E+30'],
  ['decimal', '1e30', '1E+30'],
  ['decimal', '-1.5E+30'],
  ['decimal', '15E+29', '1.5E+30'],
  ['decimal', '1.5E+1', '15'],
  ['decimal', '0E+3'],
  ['decimal', '1E-1', '0.1'],
  ['decimal', `0.${'0'.repeat(100)}1`],
  ['decimal', '1E-102'],
  ['decimal', '1.23E-105'],
  ['decimal', '1E-2147483647'],
  ['decimal', '1E+2147483648'],
  ['decimal', 5n, '5'],
  ['decimal', -(2n ** 200n), `-${2n ** 200n}`],
  ['decimal', 42, '42'],
  ['decimal', -0, '0'],
  ['decimal', BigDecimal.fromString('-12.340'), '-12.340'],
  ['decimal', new BigDecimal(Integer.fromString('5') as unknown as number, -3), '5E+3'],

  ['uuid', '00000000-0000-0000-0000-000000000000'],
  ['uuid', 'ffffffff-ffff-ffff-ffff-ffffffffffff'],
  ['uuid', '01234567-89ab-cdef-0123-456789abcdef'],
  ['uuid', 'ABCDEF01-2345-6789-aBcD-eF0123456789', 'abcdef01-2345-6789-abcd-ef0123456789'],
  ['uuid', Uuid.fromString('01234567-89ab-cdef-0123-456789abcdef'), '01234567-89ab-cdef-0123-456789abcdef'],
  ['timeuuid', '00000000-0000-1000-0000-000000000000'],
  ['timeuuid', 'FFFFFFFF-FFFF-1FFF-FFFF-FFFFFFFFFFFF', 'ffffffff-ffff-1fff-ffff-ffffffffffff'],

  ['timestamp', new Date(0)],
  ['timestamp', new Date(-1)],
  ['timestamp', new Date(8.64e15)],
  ['timestamp', new Date(-8.64e15)],
  ['timestamp', new Date('1969-12-31T23:59:59.999Z')],

  ['date', '1970-01-01'],
  ['date', '1969-12-31'],
  ['date', '2000-02-29'],
  ['date', '2024-02-29'],
  ['date', '0000-02-29'],
  ['date', '0001-01-01'],
  ['date', '0099-12-31'],
  ['date', '9999-12-31'],
  ['date', '+10000-01-01'],
  ['date', '-0001-12-31'],
  ['date', '-0400-02-29'],
  ['date', '+275760-09-14'],
  ['date', '-271821-04-19'],
  ['date', '+5881580-07-11'],
  ['date', '-5877641-06-23'],
  ['date', new LocalDate(2020, 2, 29), '2020-02-29'],
  ['date', LocalDate.fromString('2147483647'), '+5881580-07-11'],
  ['date', LocalDate.fromString('-2147483648'), '-5877641-06-23'],

  ['time', '00:00:00'],
  ['time', '23:59:59.999999999'],
  ['time', '00:00:00.000000001'],
  ['time', '10:20:30.5'],
  ['time', '10:20:30.100000000', '10:20:30.1'],
  ['time', '10:20:30.0', '10:20:30'],
  ['time', '09:00:05.012'],
  ['time', LocalTime.fromString('01:02:03.0405'), '01:02:03.0405'],

  ['duration', duration(0, 0, Long.ZERO)],
  ['duration', duration(2 ** 31 - 1, 2 ** 31 - 1, Long.MAX_VALUE)],
  ['duration', duration(-(2 ** 31), -(2 ** 31), Long.MIN_VALUE)],
  ['duration', duration(0, -1, Long.ZERO)],
  ['duration', duration(12, 0, 5), duration(12, 0, Long.fromNumber(5))],
  ['duration', duration(-0, -0, Long.ONE), duration(0, 0, Long.ONE)],

  ['inet', '0.0.0.0'],
  ['inet', '255.255.255.255'],
  ['inet', '::'],
  ['inet', '::1'],
  ['inet', '1::'],
  ['inet', '2001:db8::1'],
  ['inet', '2001:DB8:0:0:0:0:0:1', '2001:db8::1'],
  ['inet', 'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff'],
  // The driver prints this one as 0:0:1::4:5.
  ['inet', '0:0:1:0:2:3:4:5', '::1:0:2:3:4:5'],
  ['inet', '1:0:2:3:4:5:6:7'],
  ['inet', '1::4:0:0:7:8', '1::4:0:0:7:8'],
  ['inet', '1:0:0:4:5:0:0:8', '1::4:5:0:0:8'],
  ['inet', '1:2:0:0:5:0:0:0', '1:2:0:0:5::'],
  ['inet', '::ffff:10.0.0.1'],
  ['inet', '::ffff:a00:1', '::ffff:10.0.0.1'],
  ['inet', '::10.0.0.1', '::a00:1'],
  ['inet', '::1:ffff:a00:1'],
  ['inet', '100::ffff:a00:1'],
  ['inet', '64:ff9b::192.0.2.33', '64:ff9b::c000:221'],
  ['inet', '1:2:3:4:5:6:77.77.88.88', '1:2:3:4:5:6:4d4d:5858'],
  ['inet', new InetAddress(Buffer.from('00000000000100000002000300040005', 'hex')), '::1:0:2:3:4:5'],

  ['blob', Buffer.alloc(0)],
  ['blob', Buffer.from([0])],
  ['blob', new Uint8Array(0), Buffer.alloc(0)],
  ['blob', new ArrayBuffer(0), Buffer.alloc(0)],
]

/** Type, value, what the refusal says of it. */
const refused: readonly (readonly [type: string, value: unknown, given: string])[] = [
  ['text', '\ud800', 'a string with half a surrogate pair'],
  ['text', 'a\udc00b', 'a string with half a surrogate pair'],
  ['text', 5, 'a number'],
  ['ascii', '\u0080', 'a string with other characters'],
  ['ascii', 'ÿ', 'a string with other characters'],
  ['boolean', 'false', 'a string'],
  ['boolean', 0, 'a number'],
  ['tinyint', 128, 'an integer outside that range'],
  ['tinyint', -129, 'an integer outside that range'],
  ['smallint', 32768, 'an integer outside that range'],
  ['smallint', -32769, 'an integer outside that range'],
  ['int', 2 ** 31, 'an integer outside that range'],
  ['int', -(2 ** 31) - 1, 'an integer outside that range'],
  ['int', 1.5, 'a number with a fraction'],
  ['int', NaN, 'NaN'],
  ['int', Infinity, 'an infinite number'],
  ['int', 5n, 'a bigint'],
  ['int', '5', 'a string'],
  ['bigint', 2n ** 63n, 'an integer outside that range'],
  ['bigint', -(2n ** 63n) - 1n, 'an integer outside that range'],
  ['bigint', '9223372036854775808', 'an integer outside that range'],
  ['bigint', 2 ** 53, 'a number beyond the safe integers, ±(2^53 - 1)'],
  ['bigint', 1.5, 'a number with a fraction'],
  ['bigint', '1.5', 'a string that is not a whole number'],
  ['bigint', '01', 'a string that is not a whole number'],
  ['bigint', '+1', 'a string that is not a whole number'],
  ['bigint', '1n', 'a string that is not a whole number'],
  ['bigint', '1\n', 'a string that is not a whole number'],
  ['bigint', '', 'an empty string'],
  ['counter', 2n ** 63n, 'an integer outside that range'],
  ['varint', '12abc', 'a string that is not a whole number'],
  ['varint', 1.5, 'a number with a fraction'],
  ['double', '1.5', 'a string'],
  ['double', 5n, 'a bigint'],
  ['float', 1e39, 'a finite number beyond it'],
  ['float', -1e39, 'a finite number beyond it'],
  // Half a step beyond the largest float rounds to infinity; the double just below it does not (see above).
  ['float', 3.4028235677973366e38, 'a finite number beyond it'],
  ['decimal', 0.1, 'a number with a fraction'],
  ['decimal', 2 ** 53, 'a number beyond the safe integers, ±(2^53 - 1)'],
  ['decimal', NaN, 'NaN'],
  ['decimal', '', 'an empty string'],
  ['decimal', '.5', 'a string that is not a number'],
  ['decimal', '5.', 'a string that is not a number'],
  ['decimal', '1e', 'a string that is not a number'],
  ['decimal', 'NaN', 'a string that is not a number'],
  ['decimal', '1,5', 'a string that is not a number'],
  ['decimal', '1E-2147483648', 'a string with a larger exponent'],
  ['decimal', '1E+2147483649', 'a string with a larger exponent'],
  ['decimal', '1E99999999999', 'a string that is not a number'],
  ['decimal', new BigDecimal('5' as unknown as number, 0), 'a BigDecimal without valid parts'],
  ['decimal', new BigDecimal(5, 2 ** 40), 'a BigDecimal without valid parts'],
  ['uuid', '6ba7b8109dad4fd180b400c04fd430c8', 'a string of another form'],
  ['uuid', '6ba7b810-9dad-4fd1-80b4-00c04fd430c8 ', 'a string of another form'],
  ['uuid', '6ba7b81-09dad-4fd1-80b4-00c04fd430c8', 'a string of another form'],
  ['uuid', '', 'an empty string'],
  ['timeuuid', '6ba7b810-9dad-4fd1-80b4-00c04fd430c8', 'a UUID of another version'],
  ['timeuuid', Uuid.random(), 'a UUID of another version'],
  ['timeuuid', '0190163d-8694-739b-aea5-966c26f8ad91', 'a UUID of another version'],
  ['timeuuid', '00000000-0000-0000-1000-000000000000', 'a UUID of another version'],
  ['timeuuid', 'now', 'a string of another form'],
  ['timestamp', new Date(NaN), 'an invalid Date'],
  ['timestamp', 0, 'a number'],
  ['timestamp', '2020-01-01', 'a string'],
  ['date', new Date(0), 'a Date'],
  ['date', '2020-02-30', 'a string with a day that does not exist'],
  ['date', '2023-02-29', 'a string with a day that does not exist'],
  ['date', '1900-02-29', 'a string with a day that does not exist'],
  ['date', '2020-04-31', 'a string with a day that does not exist'],
  ['date', '2020-00-01', 'a string with a day that does not exist'],
  ['date', '2020-01-00', 'a string with a day that does not exist'],
  ['date', '2020-01-32', 'a string with a day that does not exist'],
  ['date', '+5881580-07-12', 'a day outside that range'],
  ['date', '-5877641-06-22', 'a day outside that range'],
  ['date', '2020-1-1', 'a string of another form'],
  ['date', '20-01-01', 'a string of another form'],
  ['date', '10000-01-01', 'a string of another form'],
  ['date', '+2020-01-01', 'a string of another form'],
  ['date', '-0000-01-01', 'a string of another form'],
  ['date', '+010000-01-01', 'a string of another form'],
  ['date', '2020-01-01T00:00', 'a string of another form'],
  ['date', '18262', 'a string of another form'],
  ['date', '', 'an empty string'],
  ['time', '10:00', 'a string of another form'],
  ['time', '24:00:00', 'a string of another form'],
  ['time', '10:60:00', 'a string of another form'],
  ['time', '10:00:60', 'a string of another form'],
  ['time', '1:00:00', 'a string of another form'],
  ['time', '10:00:00.', 'a string of another form'],
  ['time', '10:00:00.1234567890', 'a string of another form'],
  ['time', '-10:00:00', 'a string of another form'],
  ['time', '', 'an empty string'],
  ['duration', Duration.fromString('1mo2d').toString(), 'a string'],
  ['duration', duration(1, -2, Long.ZERO), 'a Duration with both signs'],
  ['duration', duration(-1, 0, Long.ONE), 'a Duration with both signs'],
  ['duration', duration(0, 1, Long.NEG_ONE), 'a Duration with both signs'],
  ['duration', duration(1.5, 0, Long.ZERO), 'a Duration with other parts'],
  ['duration', duration(2 ** 31, 0, Long.ZERO), 'a Duration with other parts'],
  ['duration', duration(0, -(2 ** 31) - 1, Long.ZERO), 'a Duration with other parts'],
  ['duration', duration(NaN, 0, Long.ZERO), 'a Duration with other parts'],
  ['duration', duration('1', 0, Long.ZERO), 'a Duration with other parts'],
  ['duration', duration(0, 0, 5n), 'a Duration with other parts'],
  ['duration', duration(0, 0, undefined), 'a Duration with other parts'],
  ['duration', duration(0, 0, Long.MAX_UNSIGNED_VALUE), 'a Duration with other parts'],
  ['duration', { months: 1, days: 0, nanoseconds: 0 }, 'a plain object'],
  ['inet', '999.1.1.1', 'a string of another form'],
  ['inet', '1.2.3', 'a string of another form'],
  ['inet', '01.2.3.4', 'a string of another form'],
  ['inet', '127.0.0.1:9042', 'a string of another form'],
  ['inet', '1::2::3', 'a string of another form'],
  ['inet', 'localhost', 'a string of another form'],
  ['inet', '[::1]', 'a string of another form'],
  ['inet', 'fe80::1%eth0', 'an IPv6 address with a zone'],
  ['inet', '', 'an empty string'],
  ['blob', 'abc', 'a string'],
  ['blob', [1, 2], 'an array'],
  ['blob', new DataView(new ArrayBuffer(1)), 'a typed array'],
  ['blob', new SharedArrayBuffer(1), 'an ArrayBuffer'],
  ['blob', transferred().buffer, 'one whose memory was transferred away'],
  ['blob', transferred(), 'one whose memory was transferred away'],
  ['blob', transferred(Buffer.from(new ArrayBuffer(8))), 'one whose memory was transferred away'],
]

describe('a native type', () => {
  it.each(exact.map((row, i) => [i, ...row] as const))('keeps what it takes, row %i: %s', (_, type, ...values) => {
    expect(roundTrip(type, values[0])).toStrictEqual(values.length === 1 ? values[0] : values[1])
  })

  it.each(refused.map((row, i) => [i, ...row] as const))(
    'refuses what it cannot keep, row %i: %s',
    (_, type, value, given) => {
      expect(refusal(type, value)).toMatchObject({ cqlType: type, given })
    },
  )

  it('is among the rows of both tables', () => {
    expect(new Set([...exact.map(([type]) => type), 'boolean'])).toEqual(new Set(nativeTypeNames))
    expect(new Set(refused.map(([type]) => type))).toEqual(new Set(nativeTypeNames))
  })
})

describe('bytes', () => {
  it.each([
    ['decimal', '1.10', '00000002' + '6e'],
    ['decimal', '-129', '00000000' + 'ff7f'],
    ['decimal', '1E+30', 'ffffffe2' + '01'],
    ['date', '1970-01-01', '80000000'],
    ['date', '-5877641-06-23', '00000000'],
    ['time', '23:59:59.999999999', '00004e94914effff'],
    ['inet', '::ffff:10.0.0.1', '00000000000000000000ffff0a000001'],
    ['inet', '10.0.0.1', '0a000001'],
    ['uuid', 'ABCDEF01-2345-6789-aBcD-eF0123456789', 'abcdef0123456789abcdef0123456789'],
    ['double', -0, '8000000000000000'],
    ['varint', -128n, '80'],
  ])('of %s %s', (type, value, hex) => {
    expect(sent(type, value)?.toString('hex')).toBe(hex)
  })

  it('of a view are the bytes of the view alone, and of a Buffer are taken at the call', () => {
    const whole = Uint8Array.from([1, 2, 3, 4])
    expect(sent('blob', whole.subarray(1, 3))).toEqual(Buffer.from([2, 3]))
    const buffer = Buffer.from([1, 2, 3])
    const bound = sent('blob', buffer)
    buffer[0] = 9
    expect(bound).toEqual(Buffer.from([1, 2, 3]))
  })

  it('of a Date are taken at the call', () => {
    class Late extends Date {
      override getTime(): number {
        return 0
      }
    }
    expect(roundTrip('timestamp', new Late(5))).toEqual(new Date(5))
  })
})

/** A view of memory that has gone to another thread. */
function transferred(view = new Uint8Array(8)): Uint8Array {
  structuredClone(view, { transfer: [view.buffer] })
  return view
}
