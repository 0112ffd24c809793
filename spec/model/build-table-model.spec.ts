import 'reflect-metadata'
import { ClusteringColumn, Column, Index, MappingError, PartitionKey, StaticColumn, Table } from '../../lib/index.js'
import type { EntityClass } from '../../lib/index.js'
import { printDataType } from '../../lib/cql/data-type.js'
import { buildTableModel } from '../../lib/model/build-table-model.js'
import { compileModels } from '../../lib/model/compile-models.js'
import { snakeCase } from '../../lib/model/naming-strategy.js'
import { modelOf, Reading } from '../support/sample-entities.js'

const options = { keyspace: 'ks', namingStrategy: snakeCase, absent: 'undefined' as const }

/** Every mistake of a declaration as one line. */
function mistakes(entity: EntityClass, more: Partial<typeof options> = {}): string[] {
  const { problems } = buildTableModel(entity, { ...options, ...more })
  return problems.list.map(({ code, property, message, hint }) =>
    [code, property ?? '', [message, hint].filter(Boolean).join(' ')].join(' | '),
  )
}

describe('a table model', () => {
  const model = modelOf(Reading)

  it('has columns in the order partition key, clustering columns, statics, regulars, with ordinals', () => {
    expect(model.columns.map(({ columnName, role }) => `${columnName} ${role}`)).toEqual([
      'sensor_id partition',
      'day partition',
      'at clustering',
      'channel clustering',
      'site static',
      'value regular',
      'tags regular',
      'counts regular',
      'samples regular',
      'shape regular',
      'note regular',
    ])
    expect(model.columns.map(({ ordinal }) => ordinal)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
  })

  it('has the key algebra', () => {
    const names = (columns: readonly { readonly propertyName: string }[]) =>
      columns.map((column) => column.propertyName)
    expect(names(model.partitionKey)).toEqual(['sensorId', 'day'])
    expect(names(model.clusteringColumns)).toEqual(['at', 'channel'])
    expect(names(model.primaryKey)).toEqual(['sensorId', 'day', 'at', 'channel'])
    expect(names(model.staticColumns)).toEqual(['site'])
    expect(model.clusteringColumns.map(({ order }) => order)).toEqual(['desc', 'asc'])
  })

  it('has qualified, quoted names', () => {
    expect(model.qualifiedName).toBe('"ks"."readings"')
    expect(model.columnOf.get('sensorId')?.quotedName).toBe('"sensor_id"')
  })

  it('is frozen', () => {
    expect(Object.isFrozen(model) && Object.isFrozen(model.columns) && Object.isFrozen(model.columns[0])).toBe(true)
  })

  it('reads absent cells as each column says', () => {
    @Table()
    class Absent {
      @PartitionKey('int') id!: number
      @Column('set<int>') a?: Set<number>
      @Column('set<int>', { nullable: true }) b?: Set<number>
      @Column('frozen<set<int>>') c?: Set<number>
      @Column('int', { absent: 'null' }) d?: number | null
      @Column('int') e?: number
    }
    const absents = (absent: 'undefined' | 'null') =>
      buildTableModel(Absent, { ...options, absent }).model.regularColumns.map((column) => column.absent)
    expect(absents('undefined')).toEqual(['empty', 'undefined', 'undefined', 'null', 'undefined'])
    expect(absents('null')).toEqual(['empty', 'null', 'null', 'null', 'null'])
  })

  it('takes explicit names verbatim, and positions over declaration order', () => {
    @Table('MixedCase', { keyspace: 'Other' })
    class Named {
      @PartitionKey('int', { name: 'select', position: 1 }) a!: number
      @PartitionKey('int', { name: 'He said "hi"', position: 0 }) b!: number
      @Column('int', { name: 'größe 😀' }) c!: number
    }
    const { model: named, problems } = buildTableModel(Named, options)
    expect(problems.list).toEqual([])
    expect(named.qualifiedName).toBe('"Other"."MixedCase"')
    expect(named.partitionKey.map(({ quotedName }) => quotedName)).toEqual(['"He said ""hi"""', '"select"'])
    expect(named.regularColumns[0]!.quotedName).toBe('"größe 😀"')
  })

  it('infers types only where they are certain', () => {
    class Inferred {
      @Column() a!: string
      @Column() b!: boolean
      @Column() c!: Date
      @Column() d!: bigint
      @Column() e!: Buffer
    }
    Table()(Inferred)
    PartitionKey('int')(Inferred.prototype, 'id' as never)
    const types = buildTableModel(Inferred, options).model.regularColumns.map(({ type }) => printDataType(type))
    expect(types).toEqual(['text', 'boolean', 'timestamp', 'bigint', 'blob'])
  })
})

describe('mistakes, all at once', () => {
  it('no table, no partition key, no keyspace', () => {
    class Bare {
      @Column('int') a!: number
    }
    expect(mistakes(Bare, { keyspace: undefined as never })).toEqual([
      'E_NOT_AN_ENTITY |  | is not an entity. Decorate the class with @Table().',
      'E_KEY_MISSING |  | has no partition key; expected at least one @PartitionKey() property, given none. The partition key decides which nodes hold a row: choose what every query of this table will know.',
      'E_KEYSPACE |  | has no keyspace. Give `keyspace` to the DataSource or to @Table().',
    ])
  })

  it('positions', () => {
    @Table()
    class Positions {
      @PartitionKey('int', { position: 1 }) a!: number
      @PartitionKey('int', { position: 1 }) b!: number
      @ClusteringColumn('int', { position: 5 }) c!: number
    }
    expect(mistakes(Positions)).toEqual([
      "E_KEY_POSITION | b | has the same key position as 'a'; expected a position of its own, given 1 twice. The order of key columns decides the layout of the table and cannot be changed later.",
      'E_KEY_POSITION | c | has an impossible key position; expected 0 to 0, given 5.',
    ])
  })

  it('a static column without clustering columns', () => {
    @Table()
    class Static {
      @PartitionKey('int') a!: number
      @StaticColumn('int') b!: number
    }
    expect(mistakes(Static)).toEqual([
      'E_STATIC | b | is static in a table without clustering columns; expected a @ClusteringColumn(), given none. Without clustering columns a partition is one row and every column is as good as static: use @Column().',
    ])
  })

  it('key types', () => {
    @Table()
    class Keys {
      @PartitionKey('list<int>') a!: number[]
      @ClusteringColumn('duration') b!: never
      @ClusteringColumn('frozen<list<int>>') c!: number[]
    }
    expect(mistakes(Keys)).toEqual([
      'E_KEY_TYPE | a | is part of the primary key and cannot have cells of its own for each element; expected a frozen type, given list<int>. Write frozen<list<int>>, or key the table by something simpler.',
      'E_KEY_TYPE | b | is part of the primary key and cannot be or hold a duration, which has no order (is 1mo more than 30d?). Store a bigint of milliseconds or nanoseconds.',
    ])
  })

  it('types that are unknown, ambiguous or not given', () => {
    enum Colour {
      Red = 'red',
    }
    class Types {
      @Column('strnig') a!: string
      @Column('set<list<int>>') b!: never
      @Column() c!: number
      @Column() d!: string[]
      @Column() e!: string | null
    }
    Reflect.defineMetadata('design:type', Colour, Types.prototype, 'f')
    Table()(Types)
    PartitionKey('int')(Types.prototype, 'id' as never)
    Column()(Types.prototype, 'f' as never)
    Column()(Types.prototype, 'nothing' as never)
    expect(mistakes(Types)).toEqual([
      "E_TYPE_UNKNOWN | a | 'strnig' is not a CQL type. Did you mean 'text'?",
      "E_TYPE_UNKNOWN | b | 'set<list<int>>' is not a CQL type: what is inside another type must be frozen. Write 'set<frozen<list<int>>>'.",
      "E_TYPE_AMBIGUOUS | c | is a number without a CQL type; expected one of int, bigint, smallint, tinyint, double, float, varint, decimal. The type of a column cannot be changed later, so it is never guessed: write for example @Column('int') or @Column('double').",
      "E_TYPE_UNKNOWN | d | has no CQL type and none can be inferred: Array does not say what it holds. Name the type in the decorator: @Column('text').",
      "E_TYPE_UNKNOWN | e | has no CQL type and none can be inferred: the compiler says only that it is an object, as it does for unions and interfaces. Name the type in the decorator: @Column('text').",
      "E_TYPE_UNKNOWN | f | has no CQL type and none can be inferred: the compiler emitted an enum object for it. Name the type in the decorator: @Column('text').",
      "E_TYPE_UNKNOWN | nothing | has no CQL type and none can be inferred: the compiler emitted no type for it (tsc needs emitDecoratorMetadata and an import of 'reflect-metadata'; esbuild and standard decorators never emit one). Name the type in the decorator: @Column('text').",
    ])
  })

  it('names', () => {
    @Table('no-dash', { keyspace: 'x'.repeat(49) })
    class Names {
      @PartitionKey('int', { name: '' }) a!: number
      @Column('int', { name: 'x\0' }) b!: number
      @Column('int', { name: '\ud800' }) c!: number
      @Column('int') userId!: number
      @Column('int') user_id!: number
    }
    expect(mistakes(Names)).toEqual([
      'E_NAME |  | has an impossible table name: a table name may hold only the letters a-z and A-Z, digits and underscores.',
      'E_NAME |  | has an impossible keyspace name: a keyspace name may have 48 characters at most, this one has 49.',
      'E_NAME | a | a column name may not be empty.',
      'E_NAME | b | a column name may not hold a NUL character.',
      'E_NAME | c | a column name must be well-formed Unicode (this one holds half a surrogate pair).',
      "E_NAME_CLASH | user_id | becomes the column user_id, which 'userId' is already; expected one property a column. Give one of them another { name }.",
    ])
  })

  it('options and indexes that do not fit', () => {
    @Table()
    class Options {
      @PartitionKey('int') @Index() a!: number
      @Column('int', { nullable: true }) b!: number
      @Column('int') @Index({ target: 'keys' }) c!: number
      @Column('frozen<set<int>>') @Index() d!: Set<number>
      @Column('set<int>') @Index({ target: 'full' }) e!: Set<number>
      @Column('set<int>') @Index({ target: 'keys' }) f!: Set<number>
      @Column('int') @Index({ name: 'same' }) g!: number
      @Column('int') @Index({ name: 'same' }) h!: number
      @Index() i!: number
      @Column('int') @Index({ name: 'a-b' }) j!: number
    }
    expect(mistakes(Options)).toEqual([
      'E_INDEX | i | has an index but no usable column. Add @Column with a type.',
      'E_COLUMN_OPTION | b | has { nullable: true }, which is for collections that are not frozen; given int. Every other column reads as absent when it is absent already.',
      'E_INDEX | a | is the only partition key column and cannot be indexed: every query by it finds its node at once. Remove the index.',
      "E_INDEX | c | has an index target 'keys', which is for collections. Remove it.",
      "E_INDEX | d | is a frozen collection: only the whole of it can be indexed. Use target: 'full'.",
      "E_INDEX | e | is a collection with cells of its own: 'full' is for frozen ones.",
      "E_INDEX | f | has an index target 'keys', which is for maps. Use target: 'values'.",
      "E_NAME_CLASH | g | has an index of the same name as 'h'. Name one of them.",
      "E_NAME_CLASH | h | has an index of the same name as 'g'. Name one of them.",
      'E_NAME | j | has an impossible index name: an index name may hold only the letters a-z and A-Z, digits and underscores.',
    ])
  })

  it('knows what SASI and SAI indexes cannot be on', () => {
    @Table()
    class Searched {
      @PartitionKey('text') @Index({ using: 'sasi' }) a!: string
      @PartitionKey('text') b!: string
      @ClusteringColumn('text') @Index({ using: 'sasi' }) c!: string
      @Column('set<text>') @Index({ using: 'sasi' }) d!: Set<string>
      @Column('text') @Index({ using: 'sasi', options: { mode: 'anywhere' } }) e!: string
      @Column('text') @Index({ using: 'sasi', options: { mode: 'SPARSE' } }) f!: string
      @Column('int') @Index({ using: 'sasi', options: { mode: 'sparse' } }) g!: number
      @Column('frozen<set<text>>') @Index({ using: 'sasi', target: 'full' }) h!: Set<string>
      @Column('blob') @Index({ using: 'sai' }) i!: Buffer
    }
    expect(mistakes(Searched)).toEqual([
      'E_INDEX | a | is part of the partition key, which a SASI index does not take. Remove the index.',
      "E_INDEX | d | has elements that are cells of their own, which a SASI index does not take. Use @Index({ using: 'secondary' }).",
      'E_INDEX | e | has a SASI index of an unknown mode; expected PREFIX, CONTAINS, SPARSE.',
      "E_INDEX | f | has a SASI index of mode 'SPARSE', which is for numbers.",
      "E_INDEX | i | is a blob, which a SAI index does not take. Use @Index({ using: 'secondary' }).",
    ])
  })

  it('knows what of a collection a SAI index cannot find', () => {
    @Table()
    class Searched {
      @PartitionKey('int') id!: number
      @Column('set<blob>') @Index({ using: 'sai' }) a!: Set<Buffer>
      @Column('map<blob, int>') @Index({ using: 'sai', target: 'keys' }) b!: Map<Buffer, number>
      @Column('map<text, blob>') @Index({ using: 'sai', target: 'entries' }) c!: Map<string, Buffer>
      @Column('map<text, blob>') @Index({ using: 'sai', target: 'keys' }) d!: Map<string, Buffer>
      @Column('map<blob, int>') @Index({ using: 'sai' }) e!: Map<Buffer, number>
      @Column('frozen<set<blob>>') @Index({ using: 'sai', target: 'full' }) f?: Set<Buffer>
      @Column('set<blob>') @Index() g!: Set<Buffer>
      @Column('map<int, vector<float, 2>>') @Index({ using: 'sai' }) h!: Map<number, Float32Array>
    }
    const refused =
      "has blobs where it is indexed, which a SAI index does not take. Use @Index({ using: 'secondary' })."
    expect(mistakes(Searched)).toEqual([
      ...['a', 'b', 'c'].map((property) => `E_INDEX | ${property} | ${refused}`),
      "E_INDEX | h | has vectors for elements, which a SAI index does not find. Use @Index({ using: 'secondary' }).",
    ])
  })

  it('knows where no text is changed before a SAI index has it', () => {
    const options = { case_sensitive: false }
    @Table()
    class Searched {
      @PartitionKey('text') id!: string
      @ClusteringColumn('text') @Index({ using: 'sai', options }) a!: string
      @Column('int') @Index({ using: 'sai', options: { normalize: true } }) b?: number
      @Column('map<text, int>') @Index({ using: 'sai', options }) c!: Map<string, number>
      @Column('map<text, int>') @Index({ using: 'sai', target: 'keys', options }) d!: Map<string, number>
      @Column('frozen<set<text>>') @Index({ using: 'sai', target: 'full', options: { ascii: true } }) e?: Set<string>
      @Column('set<text>') @Index({ using: 'sai', options }) f!: Set<string>
      @StaticColumn('ascii') @Index({ using: 'sai', options }) g?: string
    }
    const left = (option: string) => `Remove ${option} from the options of the index.`
    expect(mistakes(Searched)).toEqual([
      `E_INDEX | a | is part of the primary key, whose SAI index cannot have the option 'case_sensitive'. ${left('case_sensitive')}`,
      `E_INDEX | b | has a SAI index with the option 'normalize', which is for text; given int. ${left('normalize')}`,
      `E_INDEX | c | has a SAI index with the option 'case_sensitive', which is for text; given int. ${left('case_sensitive')}`,
      `E_INDEX | e | has a SAI index with the option 'ascii', which is for text; given frozen<set<text>>. ${left('ascii')}`,
    ])
  })
})

describe('compileModels', () => {
  it('reports the mistakes of all entities in one error', () => {
    @Table('same')
    class One {
      @Column('int') a!: number
    }
    @Table('same')
    class Two {
      @PartitionKey('nope') a!: number
    }
    const compile = () => compileModels([One, Two], options)
    expect(compile).toThrow(MappingError)
    expect(compile).toThrow(/^3 mistakes in the declaration:\n {2}- \[One\] has no partition key/)
    expect(compile).toThrow(/\[Two\] is the table "ks"\."same", which One is already; expected one class a table\./)
  })
})

describe('snakeCase', () => {
  it.each([
    ['sensorId', 'sensor_id'],
    ['HTTPStatus', 'http_status'],
    ['userID', 'user_id'],
    ['UserEvent', 'user_event'],
    ['address2Line', 'address2_line'],
    ['already_snake', 'already_snake'],
    ['größeInMeter', 'größe_in_meter'],
  ])('%s → %s', (name, expected) => {
    expect(snakeCase.columnName(name)).toBe(expected)
  })
})
