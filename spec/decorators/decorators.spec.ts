import 'reflect-metadata'
import { ClusteringColumn, Column, Index, list, map, PartitionKey, StaticColumn, Table } from '../../lib/index.js'
import { printDataType } from '../../lib/cql/data-type.js'
import type { CqlType } from '../../lib/cql/data-type.js'
import { readEntityMetadata } from '../../lib/metadata/read-entity-metadata.js'

// Runs four times: compiled with legacy and with standard decorators, class fields assigned and defined.
declare const LEGACY: boolean
declare const DEFINED: boolean

const columnsOf = (entity: Parameters<typeof readEntityMetadata>[0]) =>
  readEntityMetadata(entity).metadata.columns.map(({ propertyName, role }) => `${role} ${propertyName}`)

describe('column decorators', () => {
  @Table('t', { comment: 'c' })
  class Sample {
    @PartitionKey('uuid') id!: string
    @ClusteringColumn('timestamp', { order: 'DESC' }) at!: Date
    @StaticColumn('text', { name: 'Site Name' }) site?: string
    @Column(list('int')) numbers?: number[]
    @Column({ type: map('text', 'int'), nullable: true }) counts?: Map<string, number>
    @Column('text', { index: true, absent: 'null' }) note?: string | null
    @Index({ using: 'sai', name: 'by_place', options: { case_sensitive: false } }) @Column('text') place?: string
  }
  const { metadata, problems } = readEntityMetadata(Sample)

  it('declare the columns in order, with their roles', () => {
    expect(problems).toEqual([])
    expect(columnsOf(Sample)).toEqual([
      'partition id',
      'clustering at',
      'static site',
      'regular numbers',
      'regular counts',
      'regular note',
      'regular place',
    ])
  })

  it('keep what was written', () => {
    const [, at, site, numbers, counts, note] = metadata.columns
    expect(at).toMatchObject({ type: 'timestamp', order: 'desc' })
    expect(site).toMatchObject({ type: 'text', columnName: 'Site Name' })
    expect(printDataType(numbers!.type as CqlType)).toBe('list<int>')
    expect(printDataType(counts!.type as CqlType)).toBe('map<text, int>')
    expect(counts).toMatchObject({ nullable: true })
    expect(note).toMatchObject({ absent: 'null' })
  })

  it('declare indexes, whichever decorator stands first', () => {
    expect(metadata.indexes).toEqual([
      { propertyName: 'note', name: undefined, using: 'secondary', target: undefined, options: {} },
      {
        propertyName: 'place',
        name: 'by_place',
        using: 'sai',
        target: undefined,
        options: { case_sensitive: 'false' },
      },
    ])
  })

  it('declare the table', () => {
    expect(metadata.table).toEqual({ name: 't', comment: 'c' })
  })

  // Standard decorators initialise what they decorate, whatever the compiler does with other fields.
  it('leave instances as the compiler makes them', () => {
    expect(Object.keys(new Sample()).length).toBe(LEGACY && !DEFINED ? 0 : 7)
  })
})

describe('inheritance', () => {
  class Stamped {
    @ClusteringColumn('timestamp') at!: Date
    @Column('text') by?: string
  }
  @Table('a')
  class First extends Stamped {
    @PartitionKey('int') id!: number
    @Column('text') onlyFirst?: string
  }
  @Table('b')
  class Second extends Stamped {
    @PartitionKey('int') id!: number
    @Column('varint', { name: 'author' }) override by?: never
  }

  it('puts base columns first', () => {
    expect(columnsOf(First)).toEqual(['clustering at', 'regular by', 'partition id', 'regular onlyFirst'])
  })

  it('lets a subclass declare a column again, and leaks nothing into its siblings', () => {
    expect(columnsOf(Second)).toEqual(['clustering at', 'regular by', 'partition id'])
    const by = (entity: Parameters<typeof readEntityMetadata>[0]) =>
      readEntityMetadata(entity).metadata.columns.find(({ propertyName }) => propertyName === 'by')
    expect(by(Second)).toMatchObject({ type: 'varint', columnName: 'author' })
    expect(by(First)).toMatchObject({ type: 'text', columnName: undefined })
  })

  it('does not make a subclass without @Table an entity', () => {
    class Third extends First {}
    expect(readEntityMetadata(Third).metadata.table).toBeUndefined()
  })
})

describe('mistakes seen while declaring', () => {
  const problemsOf = (entity: Parameters<typeof readEntityMetadata>[0]) => readEntityMetadata(entity).problems

  it('are kept, all of them', () => {
    @Table('t', { coment: 'x', with: { gcGrace: 1 }, defaults: { consistensy: 'ONE' } } as never)
    class Wrong {
      @PartitionKey('int', { order: 'asc' } as never) id!: number
      @ClusteringColumn('int', { order: 'down' as 'asc' }) a!: number
      @Column('int', { nmae: 'x' } as never) b!: number
      @Column('int', { absent: '(()=>{throw 1})()' as 'null' }) f!: number
      @Column('int') @Column('text') c!: never
      @Column('int') @Index({ using: 'sia' as 'sai', target: 'vlaues' as 'values', unique: true } as never) d!: number
      @Column('int') static e: never
    }
    const texts = problemsOf(Wrong).map(({ code, property, message, hint }) =>
      [code, property, message, hint].join(' | '),
    )
    expect(texts.sort()).toEqual(
      [
        "E_COLUMN_OPTION | a | has an impossible { order }; expected one of 'asc', 'desc'. | ",
        "E_COLUMN_OPTION | f | has an impossible { absent }; expected one of 'undefined', 'null'. | ",
        'E_DECLARED_TWICE | c | is declared as a column twice. | Key decorators declare the column as well: keep one of the decorators.',
        "E_INDEX | d | has an unknown index kind 'sia'. Did you mean 'sai'? | Known: secondary, sai, sasi.",
        "E_INDEX | d | has an unknown index option 'unique'. | Known: name, using, target, similarity, options.",
        "E_INDEX | d | has an unknown index target 'vlaues'. Did you mean 'values'? | Known: values, keys, entries, full.",
        'E_NOT_A_COLUMN | e | cannot be a column; expected an instance property with a text name, given a static, private or symbol one. | ',
        "E_UNKNOWN_OPTION | b | has an unknown column option 'nmae'. Did you mean 'name'? | Known here: type, name, as, default, generated, transformer, enum, select, absent, nullable, index, comment.",
        "E_UNKNOWN_OPTION | id | has { order }, but only clustering columns have an order. | Use @ClusteringColumn('timestamp', { order: 'desc' }).",
        "E_UNKNOWN_OPTION |  | has an unknown execution default 'consistensy'. Did you mean 'consistency'? | Known: consistency, serialConsistency, timeoutMs, ttl.",
        "E_UNKNOWN_OPTION |  | has an unknown table option 'coment'. Did you mean 'comment'? | Known: name, keyspace, comment, synchronize, with, defaults.",
        "E_UNKNOWN_OPTION |  | has an unknown table property 'gcGrace'. Did you mean 'gcGraceSeconds'? | Known: compaction, compression, caching, gcGraceSeconds, defaultTimeToLive, cdc, speculativeRetry, additionalWritePolicy, bloomFilterFpChance, crcCheckChance, memtable, memtableFlushPeriodInMs, minIndexInterval, maxIndexInterval.",
      ].sort(),
    )
  })

  it('include a second @Table', () => {
    @Table('one')
    @Table('two')
    class Twice {
      @PartitionKey('int') id!: number
    }
    expect(problemsOf(Twice)).toEqual([
      { code: 'E_DECLARED_TWICE', message: 'is decorated with @Table twice.', hint: 'Keep one.' },
    ])
  })

  it('refuse what comes after the first use', () => {
    @Table()
    class Used {
      @PartitionKey('int') id!: number
    }
    readEntityMetadata(Used)
    const again = () => (Table('later') as (target: typeof Used) => void)(Used)
    if (LEGACY) expect(again).toThrow('[Used] was declared further after it had been used.')
  })
})
