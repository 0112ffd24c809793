import { uuidv7 } from '../../lib/model/uuid-v7.js'

/** Each spec has days of its own: the generator remembers the latest time. */
let day = 0
const nextDay = () => Date.UTC(2040, 0, ++day)

const timeOf = (id: Buffer) => id.readUIntBE(0, 6)
const counterOf = (id: Buffer) => id.readUInt16BE(6) & 0x0fff
const many = <T>(count: number, make: (i: number) => T): T[] => Array.from({ length: count }, (_, i) => make(i))

/** Whether each id sorts after the one before it, as bytes and so as text. */
function ascends(ids: readonly Buffer[]): boolean {
  return ids.every((id, i) => i === 0 || Buffer.compare(ids[i - 1]!, id) < 0)
}

describe('uuidv7', () => {
  it('is 16 bytes: milliseconds, version 7, variant 2', () => {
    const now = nextDay() + 456
    expect(uuidv7(now)).toHaveLength(16)
    expect(timeOf(uuidv7(now))).toBe(now)
    const ids = many(200, () => uuidv7(nextDay()))
    expect(new Set(ids.map((id) => id[6]! >> 4))).toEqual(new Set([7]))
    expect(new Set(ids.map((id) => id[8]! >> 6))).toEqual(new Set([0b10]))
  })

  it('takes the time of this process where none is given', () => {
    // A generator of its own: the others are in the future already.
    jest.isolateModules(() => {
      const { uuidv7: fresh } = jest.requireActual<{ uuidv7: typeof uuidv7 }>('../../lib/model/uuid-v7.js')
      const before = Date.now()
      const time = timeOf(fresh())
      expect(time).toBeGreaterThanOrEqual(before)
      expect(time).toBeLessThanOrEqual(Date.now())
    })
  })

  it('is random in all other bits', () => {
    const ids = many(200, () => uuidv7(nextDay()))
    for (let bit = 66; bit < 128; bit++) {
      const values = new Set(ids.map((id) => (id[bit >> 3]! >> (7 - (bit & 7))) & 1))
      expect([bit, values.size]).toEqual([bit, 2])
    }
  })

  it('counts from a random start in the lower half', () => {
    const starts = many(200, () => counterOf(uuidv7(nextDay())))
    expect(Math.max(...starts)).toBeLessThan(0x800)
    expect(Math.max(...starts)).toBeGreaterThan(0x400)
    expect(new Set(starts).size).toBeGreaterThan(50)
  })

  it('ascends by one within a millisecond', () => {
    const now = nextDay()
    const ids = many(2000, () => uuidv7(now))
    const start = counterOf(ids[0]!)
    expect(ids.map(counterOf)).toEqual(many(2000, (i) => start + i))
    expect(new Set(ids.map(timeOf))).toEqual(new Set([now]))
    expect(ascends(ids)).toBe(true)
  })

  it('borrows the next millisecond where the counter is full', () => {
    const now = nextDay()
    const ids = many(10_000, () => uuidv7(now))
    expect(ascends(ids)).toBe(true)
    const last = ids.findIndex((id) => timeOf(id) > now) - 1
    expect([timeOf(ids[last]!), counterOf(ids[last]!)]).toEqual([now, 0xfff])
    expect([timeOf(ids[last + 1]!), counterOf(ids[last + 1]!)]).toEqual([now + 1, 0])
    // The clock catches up with what was borrowed and never falls behind it.
    const caughtUp = many(5, (i) => uuidv7(now + i))
    expect(ascends([...ids, ...caughtUp])).toBe(true)
    expect(caughtUp.map(timeOf).at(-1)).toBe(now + 4)
  })

  it('ascends although the clock goes back, and starts anew when it is past', () => {
    const now = nextDay()
    const ids = [now, now - 1, now - 60_000, 0, now, now + 1].map((time) => uuidv7(time))
    expect(ids.map(timeOf)).toEqual([now, now, now, now, now, now + 1])
    expect(ids.slice(0, 5).map(counterOf)).toEqual(many(5, (i) => counterOf(ids[0]!) + i))
    expect(ascends(ids)).toBe(true)
  })

  it('gives a buffer of its own to each caller', () => {
    const now = nextDay()
    const [one, two] = [uuidv7(now), uuidv7(now)]
    const copy = Buffer.from(one)
    two.fill(0)
    expect(one.equals(copy)).toBe(true)
  })
})
