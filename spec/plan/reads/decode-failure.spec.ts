import { Column, Computed, DecodeError, PartitionKey, Table, tuple, udt, UserType } from '../../../lib/index.js'
import { Tuple } from '../../../lib/driver/value-classes.js'
import type { DriverRow } from '../../../lib/driver/driver.js'
import { decodeFailure } from '../../../lib/plan/reads/decode-failure.js'
import { modelOf } from '../../support/sample-entities.js'

const mine = new Error('mine')
const strict = {
  to: (value: string) => value,
  from: (value: string) => {
    if (value === 'bad') throw mine
    return value
  },
}

@UserType()
class Place {
  @Column('bigint', { as: 'number' }) id?: number
}

@Table()
class Sample {
  @PartitionKey('int') id!: number
  @Column('bigint', { as: 'number' }) small?: number
  @Column('text', { transformer: strict, name: 'The text' }) text?: string
  @Column(
    tuple(
      'int',
      udt(() => Place),
    ),
  )
  pair?: [number | null, Place | null]
  @Column('set<int>') set?: Set<number>
  @Computed({ writetime: 'small' }) readonly writtenAt?: bigint
}

const model = modelOf(Sample)
const columns = [...model.columns, ...model.computed]
const good: DriverRow = { id: 1, small: 2n, 'The text': 'fine', pair: null, set: null }
const failure = new Error('what hydrate threw')
const explain = (...rows: readonly DriverRow[]) => decodeFailure(model, columns, rows, failure)
const hint =
  'The column may have another type in the database: compare with db.schema.check(). Or a transformer failed: see the cause.'

describe('why rows could not be read', () => {
  it('a cell that its property cannot hold', () => {
    const error = explain(good, { ...good, small: 2n ** 60n }) as DecodeError
    expect(error).toBeInstanceOf(DecodeError)
    expect(error.message).toBe(
      "[Sample.small] was read and cannot be told exactly: expected a safe integer, as { as: 'number' } says, given an integer beyond ±(2^53 - 1), which { as: 'string' } can tell.",
    )
    expect(error).toMatchObject({ code: 'E_DECODE', outcome: 'rejected', entity: 'Sample', property: 'small' })
    expect(error.cause).toBeUndefined()
    expect(error.message).not.toContain(String(2n ** 60n))
  })

  it('a transformer that threw, with what it threw', () => {
    const error = explain({ ...good, 'The text': 'bad' }) as DecodeError
    expect(error).toBeInstanceOf(DecodeError)
    expect(error.message).toBe(
      `[Sample.text] was read and cannot be told exactly: its cell could not be read as text. ${hint}`,
    )
    expect(error).toMatchObject({ code: 'E_DECODE', outcome: 'rejected', property: 'text', hint })
    expect(error.cause).toBe(mine)
  })

  it('a cell of another type than the column has here', () => {
    const error = explain({ ...good, set: 5 }) as DecodeError
    expect(error.message).toBe(
      `[Sample.set] was read and cannot be told exactly: its cell could not be read as set<int>. ${hint}`,
    )
    expect(error.cause).toBeInstanceOf(TypeError)
    expect((explain({ ...good, pair: new Date() }) as DecodeError).message).toBe(
      `[Sample.pair] was read and cannot be told exactly: its cell could not be read as frozen<tuple<int, frozen<"place">>>. ${hint}`,
    )
  })

  it('a cell inside a cell', () => {
    const error = explain({ ...good, pair: new Tuple(1, { id: 2n ** 60n }) }) as DecodeError
    expect(error).toMatchObject({ code: 'E_DECODE', property: 'pair' })
    expect(error.cause).toBeUndefined()
    expect(error.message).toBe(
      "[Sample.pair] was read and cannot be told exactly: expected a safe integer, as { as: 'number' } says, given an integer beyond ±(2^53 - 1), which { as: 'string' } can tell.",
    )
  })

  it('a row that does not give up the result of a function', () => {
    const hostile = {
      ...good,
      get 'writetime 5'(): never {
        throw mine
      },
    }
    const error = explain(hostile) as DecodeError
    expect(error.message).toBe(
      `[Sample.writtenAt] was read and cannot be told exactly: its cell could not be read as writetime. ${hint}`,
    )
    expect(error.cause).toBe(mine)
  })

  it('the first cell of the first row, of several', () => {
    const error = explain({ ...good, 'The text': 'bad' }, { ...good, small: 2n ** 60n }) as DecodeError
    expect(error.property).toBe('text')
    const both = explain({ ...good, 'The text': 'bad', small: 2n ** 60n }) as DecodeError
    expect(both.property).toBe('small')
  })

  it('only columns that were read are looked at', () => {
    const read = columns.filter(({ propertyName }) => propertyName !== 'text')
    expect(decodeFailure(model, read, [{ ...good, 'The text': 'bad' }], failure)).toBe(failure)
  })

  it('where no cell is to blame, the failure itself', () => {
    expect(explain(good)).toBe(failure)
    expect(explain()).toBe(failure)
    expect(explain({})).toBe(failure)
  })
})
