import { declareProblem } from '../metadata/declare.js'
import type { DeclarationOwner } from '../metadata/declare.js'
import { declareDefinition } from './column-definition.js'
import { declareComputedOf } from './computed.js'
import type { ComputedOptions } from './computed.js'
import { createClass } from './defined-class.js'
import type { DefinedClass, DefinedEntity } from './defined-entity.js'
import { declareDiscriminatorOf } from './discriminator.js'
import type { DiscriminatorOptions } from './discriminator.js'
import type {
  CheckedColumns,
  CheckedKey,
  ClusteringDefinition,
  ClusteringNames,
  ColumnDefinitions,
  ComputedDefinitions,
  EntityOptions,
  StaticNames,
} from './entity-definition.js'
import { readKeyDefinition } from './key-definition.js'
import { declareTableOf } from './table-declaration.js'

/**
 * An entity without decorators: a class as good as a decorated one, its types and its key inferred.
 *
 * ```ts
 * const Reading = defineEntity({
 *   name: 'readings',
 *   columns: {
 *     sensorId: 'uuid',
 *     day: 'date',
 *     at: 'timestamp',
 *     value: 'double',
 *     tags: set('text'),
 *     total: { type: 'bigint', as: 'number' },
 *     site: { type: 'text', static: true },
 *     changedAt: { updateDate: true },
 *   },
 *   partitionKey: ['sensorId', 'day'],
 *   clusteringColumns: [{ at: 'desc' }],
 *   computed: { writtenAt: { writetime: 'value' } },
 * })
 * type Reading = InstanceType<typeof Reading>
 * ```
 *
 * Key columns are required, everything else may be left out of an insert. Reading gives `undefined` for an absent cell,
 * and an empty collection for an absent one that is not frozen, so that only those need no check. Mistakes do not
 * compile; what the compiler cannot see is a `MappingError` when the data source is initialised.
 */
export function defineEntity<
  const C extends ColumnDefinitions,
  const P extends readonly [keyof C & string, ...(keyof C & string)[]],
  const K extends readonly ClusteringDefinition<C>[] = readonly [],
  const X extends ComputedDefinitions<C> = Readonly<Record<never, never>>,
>(
  definition: EntityOptions & {
    /** Columns by property, in their order: a type, or an object that holds the type and options. */
    readonly columns: C & CheckedColumns<C>
    /** Properties that decide which nodes hold a row, in their order. */
    readonly partitionKey: P & CheckedKey<P, StaticNames<C>>
    /** Properties that order the rows of a partition, `['channel', { at: 'desc' }]`. */
    readonly clusteringColumns?: K & CheckedKey<readonly [...P, ...ClusteringNames<K>], StaticNames<C>>
    /** Properties that the server computes and nobody writes. */
    readonly computed?: X
    /** The column that says of which class a row is; classes that extend this one share its table. */
    readonly discriminator?: (keyof C & string) | (DiscriminatorOptions & { readonly property: keyof C & string })
  },
): DefinedClass<DefinedEntity<C, P, K, X>>
export function defineEntity(definition: object): new () => object {
  const { columns, partitionKey, clusteringColumns, computed, discriminator, ...table } = (definition ?? {}) as Record<
    string,
    unknown
  >
  const [properties, computedProperties] = [entriesOf(columns), entriesOf(computed)]
  const names = [...properties, ...computedProperties].map(([name]) => name)
  const owner = createClass(String(table.name), names)
  declareTableOf(owner, table, ownOptions)
  if (typeof table.name !== 'string') {
    declareProblem(owner, { code: 'E_NAME', message: "has no table name; expected { name: 'readings', … }." })
  }
  const columnNames = properties.map(([name]) => name)
  const key = readKeyDefinition(owner, columnNames, partitionKey, clusteringColumns)
  const propertyOf = (propertyName: string) => ({ owner, propertyName, designType: undefined })
  for (const [name, given] of properties) declareDefinition(propertyOf(name), given, key.get(name))
  for (const [name, given] of computedProperties) declareComputedOf(propertyOf(name), given as ComputedOptions)
  if (discriminator !== undefined) declareDefinedDiscriminator(owner, discriminator)
  return owner
}

const ownOptions = ['columns', 'partitionKey', 'clusteringColumns', 'computed', 'discriminator']

function declareDefinedDiscriminator(owner: DeclarationOwner, given: unknown): void {
  const { property, ...options } = (typeof given === 'object' && given !== null ? given : { property: given }) as {
    property?: unknown
  }
  declareDiscriminatorOf(owner, String(property), options)
}

/** Own properties only: a column may be called `constructor` or `__proto__`. */
export function entriesOf(given: unknown): readonly (readonly [string, unknown])[] {
  return typeof given === 'object' && given !== null ? Object.entries(given) : []
}
