import { describeValue } from '../codec/describe-value.js'
import { declareDiscriminator, declareDiscriminatorValue, declareProblem } from '../metadata/declare.js'
import type { DeclarationOwner } from '../metadata/declare.js'
import type { DiscriminatorValueType } from '../metadata/entity-metadata.js'
import type { ClassDecorator, FieldDecorator } from './field-decorator.js'
import { classDecorator, propertyDecorator } from './protocol.js'

/** What a discriminator has to say besides its column. */
export interface DiscriminatorOptions {
  /**
   * What a row of no class of the data source is read as, through the base class: `'error'` (the default) refuses it
   * with a `DecodeError`, `'base'` makes an instance of the base class, which has its columns only.
   */
  readonly unknown?: 'error' | 'base' | undefined
}

/**
 * Several entities in one table: the column of this property says of which class a row is. It stands in the class with
 * `@Table`; classes that extend that one say with `@DiscriminatorValue` what the column holds in their rows, and share
 * the table. Without a column decorator of its own the column is `text`.
 *
 * ```ts
 * @Table()
 * class Notice {
 *   @PartitionKey('uuid') userId!: string
 *   @ClusteringColumn('timeuuid') id!: string
 *   @Discriminator() @Column('text') kind!: string
 * }
 * @DiscriminatorValue('email')
 * class EmailNotice extends Notice {
 *   @Column('text') subject!: string
 * }
 * ```
 */
export function Discriminator(options: DiscriminatorOptions = {}): FieldDecorator<DiscriminatorValueType> {
  return propertyDecorator(({ owner, propertyName }) => declareDiscriminatorOf(owner, propertyName, options))
}

/** Records a discriminator by its options. Mistakes are kept until the model is compiled. */
export function declareDiscriminatorOf(
  owner: DeclarationOwner,
  propertyName: string,
  options: DiscriminatorOptions,
): void {
  const { unknown = 'error', ...others } = options
  const [other] = Object.keys(others)
  if (other !== undefined || (unknown !== 'error' && unknown !== 'base')) {
    declareProblem(owner, {
      code: 'E_DISCRIMINATOR',
      property: propertyName,
      message:
        other === undefined
          ? "has an impossible { unknown }; expected 'error' or 'base'."
          : `has an unknown option '${other}'; expected { unknown } at most.`,
    })
  }
  declareDiscriminator(owner, { propertyName, unknown })
}

/**
 * What the discriminator of the table holds in rows of this class. The class extends one that has `@Table` and
 * `@Discriminator`, shares its table and its key, and may have columns of its own; it has no `@Table` itself. The class
 * with `@Table` may have a value as well.
 *
 * Writes of the class set the discriminator by themselves. Its repository reads only its rows, and those of classes
 * that extend it: the condition goes along in CQL wherever the key, an index, or one partition allows.
 */
export function DiscriminatorValue(value: DiscriminatorValueType): ClassDecorator {
  return classDecorator((owner) => {
    const isPossible = ['string', 'number', 'bigint', 'boolean'].includes(typeof value)
    if (!isPossible) {
      declareProblem(owner, {
        code: 'E_DISCRIMINATOR',
        message: `has an impossible @DiscriminatorValue; expected a text, a number or a boolean, given ${describeValue(value)}.`,
      })
    }
    declareDiscriminatorValue(owner, value)
  })
}
