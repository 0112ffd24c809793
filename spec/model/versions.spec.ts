import 'reflect-metadata'
import { Column, defineEntity, PartitionKey, Table, VersionColumn } from '../../lib/index.js'
import { modelOf } from '../support/sample-entities.js'
import { mistakesOf } from './support/mistakes.js'

/** What only JavaScript can write. */
const define = defineEntity as (definition: object) => Parameters<typeof mistakesOf>[0]

describe('a column that counts versions', () => {
  it('is an int of the row, decorated or defined', () => {
    @Table()
    class Page {
      @PartitionKey('int') id!: number
      @VersionColumn({ name: 'v' }) version!: number
    }
    const Sheet = defineEntity({
      name: 'sheets',
      columns: { id: 'int', version: { version: true, name: 'v' } },
      partitionKey: ['id'],
    })
    for (const entity of [Page, Sheet]) {
      expect(mistakesOf(entity)).toEqual([])
      const model = modelOf<object>(entity)
      expect(model.versionColumn).toMatchObject({ propertyName: 'version', columnName: 'v', type: { name: 'int' } })
    }
  })

  it('is one, plain, and no part of the key', () => {
    @Table()
    class Twice {
      @PartitionKey('int') id!: number
      @VersionColumn() a!: number
      @VersionColumn() b!: number
    }
    const Wrong = (column: object, more: object = {}) =>
      define({ name: 'sheets', columns: { id: 'int', v: { version: true, ...column } }, partitionKey: ['id'], ...more })
    const regular = 'expected neither { static } nor a part in the key.'
    expect(
      [
        Twice,
        Wrong({ type: 'bigint' }),
        Wrong({ default: 1 }),
        Wrong({ select: false }),
        Wrong({}, { clusteringColumns: ['v'] }),
        Wrong(
          { static: true },
          { columns: { id: 'int', at: 'int', v: { version: true, static: true } }, clusteringColumns: ['at'] },
        ),
      ].map((entity) => mistakesOf(entity)),
    ).toEqual([
      ["E_VERSION | Twice.b | counts versions, as 'a' does; expected one."],
      ['E_VERSION | sheets.v | counts versions and is an int; given bigint.'],
      [expect.stringMatching('E_VERSION .* expected no default')],
      [expect.stringMatching('E_VERSION .* expected no default')],
      [`E_VERSION | sheets.v | counts versions of its row: ${regular}`],
      [`E_VERSION | sheets.v | counts versions of its row: ${regular}`],
    ])
  })

  it('needs no more than being said', () => {
    expect(
      mistakesOf(define({ name: 'sheets', columns: { id: 'int', v: { version: 1 } }, partitionKey: ['id'] })),
    ).toEqual([
      "E_TYPE_UNKNOWN | sheets.v | has no CQL type. Write a type, 'text' or set('text'), or an object that holds one, { type: 'text' }.",
    ])
    @Table()
    class Plain {
      @PartitionKey('int') id!: number
      @Column('int') version?: number
    }
    expect(modelOf<object>(Plain).versionColumn).toBeUndefined()
  })
})
