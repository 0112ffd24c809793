/** Why Cassandra has no such thing, and what to do instead. */
interface Advice {
  readonly why: string
  readonly instead: string
}

const noSizes: Advice = {
  why: 'CQL types have no length, precision or scale',
  instead: 'Check it where values come in.',
}

const noRelations: Advice = {
  why: 'Cassandra has no joins and no foreign keys',
  instead: 'Store the key of the other entity, or what queries need of it, for example as a user-defined type.',
}

const noOrder: Advice = {
  why: 'only clustering columns have an order',
  instead: "Use @ClusteringColumn('timestamp', { order: 'desc' }).",
}

/** Options that other mappers give to columns, by name. */
const foreignOptions: ReadonlyMap<string, Advice> = new Map(
  Object.entries({
    unique: {
      why: 'Cassandra has no unique constraints',
      instead: 'Make it the key of a table, and insert there with { ifNotExists: true }.',
    },
    primary: {
      why: 'a primary key has two parts',
      instead: 'Use @PartitionKey(), which decides where a row is stored, and @ClusteringColumn(), which orders rows.',
    },
    primaryKey: {
      why: 'a primary key has two parts',
      instead: 'Use @PartitionKey(), which decides where a row is stored, and @ClusteringColumn(), which orders rows.',
    },
    increment: {
      why: 'nothing in a cluster can number rows',
      instead: "Use { generated: 'uuidv7' }, which sorts by time, or @CounterColumn() to count.",
    },
    autoIncrement: {
      why: 'nothing in a cluster can number rows',
      instead: "Use { generated: 'uuidv7' }, which sorts by time, or @CounterColumn() to count.",
    },
    length: noSizes,
    width: noSizes,
    precision: noSizes,
    scale: noSizes,
    zerofill: noSizes,
    unsigned: { why: 'integers have a sign', instead: 'Use a larger type, or varint for any size.' },
    charset: { why: 'texts are UTF-8', instead: 'Leave it out.' },
    collation: { why: 'texts are compared by their bytes', instead: 'Store a second, normalised text to compare by.' },
    array: { why: 'collections are types', instead: "Write the type list('text') or set('text')." },
    eager: noRelations,
    lazy: noRelations,
    cascade: noRelations,
    onDelete: noRelations,
    onUpdate: {
      why: 'the database sets no values by itself',
      instead: 'Use @UpdateDateColumn() for the time of the last write.',
    },
    insert: {
      why: 'whoever may write a row may write its columns',
      instead: 'Use @Computed() for what nobody writes.',
    },
    update: {
      why: 'whoever may write a row may write its columns',
      instead: 'Use @Computed() for what nobody writes.',
    },
    readonly: { why: 'whoever may write a row may write its columns', instead: 'Make the property `readonly`.' },
    asExpression: {
      why: 'the database computes no columns',
      instead: 'Use a getter, or { default: () => … } for a value made here.',
    },
    generatedType: {
      why: 'the database computes no columns',
      instead: 'Use a getter, or { default: () => … } for a value made here.',
    },
    required: { why: 'any cell may be absent', instead: 'Check it where values come in.' },
    static: { why: 'a static column is a column of its own kind', instead: 'Use @StaticColumn().' },
    order: noOrder,
    ttl: { why: 'a life belongs to a write', instead: 'Give { ttl } to insert and update, or to @Table as a default.' },
  } satisfies Record<string, Advice>),
)

/** What to do in Cassandra instead of an option that other mappers have; undefined for any other option. */
export function adviceFor(option: string): Advice | undefined {
  return foreignOptions.get(option)
}

/** What to do instead of `nullable: false`, which other mappers have for columns that are never null. */
export const nullableFalse: Advice = {
  why: 'any cell may be absent, and Cassandra cannot forbid it',
  instead: 'Leave it out, and check where values come in. A collection reads as an empty one anyway.',
}
