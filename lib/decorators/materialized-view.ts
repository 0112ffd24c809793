import { declareMaterializedView } from '../metadata/declare.js'
import type { DeclarationOwner } from '../metadata/declare.js'
import type { EntityClass, EntityDefaults, TableMetadata, TableProperties } from '../metadata/entity-metadata.js'
import { classDecorator } from './protocol.js'
import { entityDefaultNames, refuseUnknownOptions, tablePropertyNames } from './table-declaration.js'
import type { ViewDecorator } from './view-decorator.js'

/** Options of `@MaterializedView`: those of `@Table` that a view can have. Its keyspace is that of its base. */
export interface MaterializedViewOptions extends Pick<TableMetadata, 'name' | 'comment'> {
  /** False: schema sync leaves this view alone, as it does where the base says so. */
  readonly synchronize?: boolean | undefined
  /** What lives how long, and what is captured, is for the base to say. */
  readonly with?: Omit<TableProperties, 'defaultTimeToLive' | 'cdc'> | undefined
  /** Defaults of reads. */
  readonly defaults?: Omit<EntityDefaults, 'ttl'> | undefined
}

/**
 * A class is a materialized view: rows of another entity, its base, under another key. Cassandra keeps it; it is only
 * read, and writes are refused (`E_VIEW`). Its properties are properties of the base, columns and types are theirs. The
 * key has every key column of the base and at most one other column; rows in which that is absent are not in the view.
 *
 * ```ts
 * @MaterializedView(() => Ticket, { name: 'tickets_by_assignee' })
 * class AssignedTicket {
 *   @PartitionKey() assignee!: string
 *   @ClusteringColumn({ order: 'desc' }) openedAt!: Date
 *   @ClusteringColumn() id!: string
 *   @Column() title?: string
 * }
 * ```
 *
 * Views are experimental in Cassandra. Schema sync creates them with `synchronize: { mode: 'additive', views: true }`
 * alone: `CREATE MATERIALIZED VIEW … AS SELECT … WHERE … IS NOT NULL PRIMARY KEY (…)`.
 */
export function MaterializedView<Base extends object>(
  base: () => EntityClass<Base>,
  options: MaterializedViewOptions = {},
): ViewDecorator<Base> {
  return classDecorator((owner) => declareViewOf(owner, base, options))
}

const known = ['name', 'comment', 'synchronize', 'with', 'defaults'] satisfies (keyof MaterializedViewOptions)[]
const ofBase: readonly string[] = ['defaultTimeToLive', 'cdc', 'ttl']

function declareViewOf(owner: DeclarationOwner, base: () => EntityClass, options: MaterializedViewOptions): void {
  const withoutBase = (names: readonly string[]) => names.filter((name) => !ofBase.includes(name))
  refuseUnknownOptions(owner, 'view option', options, known)
  refuseUnknownOptions(owner, 'view property', options.with ?? {}, withoutBase(tablePropertyNames))
  refuseUnknownOptions(owner, 'execution default', options.defaults ?? {}, withoutBase(entityDefaultNames))
  declareMaterializedView(owner, { ...options, base })
}
