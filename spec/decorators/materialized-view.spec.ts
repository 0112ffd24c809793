import 'reflect-metadata'
import { ClusteringColumn, Column, MaterializedView, PartitionKey, Table } from '../../lib/index.js'
import { readEntityMetadata } from '../../lib/metadata/read-entity-metadata.js'

@Table('tickets')
class Ticket {
  @PartitionKey('text') project!: string
  @ClusteringColumn('int') number!: number
  @Column('text') assignee?: string
}

describe('@MaterializedView', () => {
  it('says what it is a view of, for its class alone', () => {
    @MaterializedView(() => Ticket, { name: 'by_assignee', comment: 'whose is it' })
    class Assigned {
      @PartitionKey() assignee!: string
      @ClusteringColumn({ order: 'desc' }) number!: number
      @ClusteringColumn() project!: string
    }
    class Further extends Assigned {}
    const { metadata, problems } = readEntityMetadata(Assigned)
    expect(problems).toEqual([])
    expect(metadata.view).toEqual({
      name: 'by_assignee',
      comment: 'whose is it',
      base: expect.any(Function) as unknown,
    })
    expect(metadata.view!.base()).toBe(Ticket)
    expect(metadata.table).toBeUndefined()
    expect(metadata.columns.map(({ propertyName, role, order, type }) => [propertyName, role, order, type])).toEqual([
      ['assignee', 'partition', undefined, undefined],
      ['number', 'clustering', 'desc', undefined],
      ['project', 'clustering', 'asc', undefined],
    ])
    expect([readEntityMetadata(Further), readEntityMetadata(Ticket)].map((read) => read.metadata.view)).toEqual([
      undefined,
      undefined,
    ])
  })

  it('keeps its mistakes until the model is compiled', () => {
    const wrong = { nome: 'x', keyspace: 'ks', with: { cdc: true, gcGraceSecond: 1 }, defaults: { ttl: 1 } }
    @MaterializedView(() => Ticket)
    @MaterializedView(() => Ticket, wrong as never)
    class Twice {}
    const known = 'Known: name, comment, synchronize, with, defaults.'
    const properties =
      'Known: compaction, compression, caching, gcGraceSeconds, speculativeRetry, additionalWritePolicy, bloomFilterFpChance, crcCheckChance, memtable, memtableFlushPeriodInMs, minIndexInterval, maxIndexInterval.'
    const defaults = 'Known: consistency, serialConsistency, timeoutMs.'
    expect(readEntityMetadata(Twice).problems).toEqual([
      { code: 'E_UNKNOWN_OPTION', message: "has an unknown view option 'nome'. Did you mean 'name'?", hint: known },
      { code: 'E_UNKNOWN_OPTION', message: "has an unknown view option 'keyspace'.", hint: known },
      { code: 'E_UNKNOWN_OPTION', message: "has an unknown view property 'cdc'.", hint: properties },
      {
        code: 'E_UNKNOWN_OPTION',
        message: "has an unknown view property 'gcGraceSecond'. Did you mean 'gcGraceSeconds'?",
        hint: properties,
      },
      { code: 'E_UNKNOWN_OPTION', message: "has an unknown execution default 'ttl'.", hint: defaults },
      { code: 'E_DECLARED_TWICE', message: 'is decorated with @MaterializedView twice.', hint: 'Keep one.' },
    ])
  })
})
